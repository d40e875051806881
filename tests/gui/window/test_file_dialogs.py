"""Qt's own file dialog as the program sets it up: issues without the library, whole columns, no bar in each cell."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QListView, QSplitter, QToolButton, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from editor.files.issue_file import save_issue
from editor.ui.file_dialogs import ISSUES, PDFS, SystemDialogs
from editor.ui.look.look import Look, Scheme
from editor.ui.look.tokens import LIGHT
from schemas import Issue
from tests.gui.clipping import elided_texts
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import SAMPLE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)


@pytest.fixture
def folder(newsroom: Path, sample: Issue) -> Path:
    """A folder with two issues, the library, another JSON file and a folder."""
    save_issue(sample.model_copy(update={"headline": "Robots + Chips", "date": None}), newsroom / "robots.json")
    (newsroom / "library.json").write_text("{}")
    (newsroom / "other.json").write_text('{"format": "something else"}')
    (newsroom / "broken.json").write_text("{")
    (newsroom / "Attachments").mkdir()
    return newsroom


@pytest.fixture
def window(qtbot: QtBot, look: Look) -> Iterator[QWidget]:
    look.apply(Scheme.LIGHT, 100)
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    yield made
    for dialog in made.findChildren(QFileDialog):
        dialog.close()


def shown(window: QWidget, qtbot: QtBot) -> tuple[QFileDialog, QTreeView]:
    """The dialog and its list, once it lists the folder."""
    (dialog,) = window.findChildren(QFileDialog)
    view = dialog.findChild(QTreeView, "treeView")
    assert isinstance(view, QTreeView)
    qtbot.waitUntil(lambda: len(rows(view)) > 2, timeout=PATIENCE)
    return dialog, view


def rows(view: QTreeView) -> list[list[str]]:
    """The texts of the columns in view, row by row."""
    model, root = view.model(), view.rootIndex()
    columns = [column for column in range(model.columnCount()) if not view.isColumnHidden(column)]
    return [
        [str(model.index(row, column, root).data() or "") for column in columns] for row in range(model.rowCount(root))
    ]


def cut_cells(view: QTreeView, *columns: int) -> list[str]:
    """What is cut off in these columns."""
    model, root = view.model(), view.rootIndex()
    indexes = [model.index(row, column, root) for row in range(model.rowCount(root)) for column in columns]
    return [
        str(index.data())
        for index in indexes
        if view.sizeHintForIndex(index).width() > view.columnWidth(index.column())
    ]


def test_issues_are_listed_with_what_they_are_about_and_without_the_library(
    window: QWidget, folder: Path, qtbot: QtBot
) -> None:
    chosen: list[Path] = []
    SystemDialogs(window).ask_to_open(folder, chosen.append)
    dialog, view = shown(window, qtbot)
    listed = {row[0]: row[1] for row in rows(view)}
    assert listed == {
        "Attachments": "",
        "broken.json": "",
        SAMPLE: "March 12, 2025: Data policy push + SME financing + Green hydrogen",
        "other.json": "",
        "robots.json": "No date: Robots + Chips",
    }
    assert [view.model().headerData(column, Qt.Orientation.Horizontal) for column in (0, 2, 3)] == [
        "File",
        "Issue",
        "Changed",
    ]
    kinds = dialog.findChild(QComboBox, "fileTypeCombo")
    assert kinds is not None
    assert kinds.currentText() == "Issues and sources"
    with elided_texts() as elided:
        dialog.grab()
    assert elided == []
    # It goes when Qt lays the list out again.
    qtbot.waitUntil(lambda: not view.horizontalScrollBar().isVisible(), timeout=PATIENCE)
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    QTest.keyClicks(line, "robots.json")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert chosen == [folder / "robots.json"]


def test_a_selected_row_has_no_bar_in_its_cells(window: QWidget, folder: Path, qtbot: QtBot) -> None:
    SystemDialogs(window).ask_where_to_save("Save Issue", folder / "new.json", ISSUES, lambda _: None)
    dialog, view = shown(window, qtbot)
    index: QModelIndex = view.model().index(1, 0, view.rootIndex())
    view.setCurrentIndex(index)
    picture = view.viewport().grab().toImage()
    accent = QColor(LIGHT.accent)
    middle = view.visualRect(index).center().y()
    assert all(picture.pixelColor(x, middle) != accent for x in range(picture.width()))
    for name in ("listModeButton", "detailModeButton"):
        button = dialog.findChild(QToolButton, name)
        assert button is None or not button.isVisible()


def test_other_files_show_whole_names_and_times(window: QWidget, folder: Path, qtbot: QtBot) -> None:
    for number in range(4):
        (folder / f"MERICS-China-Industries-2025-0{number + 1}-12.pdf").write_bytes(b"%PDF-")
    SystemDialogs(window).ask_for_file("Open PDF", folder, PDFS, lambda _: None)
    _, view = shown(window, qtbot)
    assert [len(row) for row in rows(view)] == [2] * 5
    assert ", 20" in rows(view)[1][1]
    assert cut_cells(view, 0, 3) == []


@pytest.mark.parametrize("size", [100, 200])
def test_names_and_times_of_issues_are_whole(
    window: QWidget, folder: Path, qtbot: QtBot, look: Look, size: int
) -> None:
    look.apply(Scheme.LIGHT, size)
    SystemDialogs(window).ask_to_open(folder, lambda _: None)
    _, view = shown(window, qtbot)
    qtbot.waitUntil(lambda: cut_cells(view, 0, 3) == [], timeout=PATIENCE)


def test_the_last_dialog_leaves_no_widths_behind(window: QWidget, folder: Path, qtbot: QtBot, look: Look) -> None:
    look.apply(Scheme.LIGHT, 200)
    SystemDialogs(window).ask_where_to_save("Export", folder / "new.pdf", PDFS, lambda _: None)
    (last,) = window.findChildren(QFileDialog)
    splitter = last.findChild(QSplitter, "splitter")
    assert splitter is not None
    qtbot.waitUntil(lambda: splitter.sizes()[0] > 0, timeout=PATIENCE)
    splitter.setSizes([last.width() - 100, 100])
    last.close()
    last.setParent(None)
    last.deleteLater()
    QCoreApplication.sendPostedEvents(last, QEvent.Type.DeferredDelete)  # Qt keeps its state now
    look.apply(Scheme.LIGHT, 100)
    SystemDialogs(window).ask_to_open(folder, lambda _: None)
    _, view = shown(window, qtbot)
    name = view.fontMetrics().horizontalAdvance(SAMPLE)
    qtbot.waitUntil(lambda: view.columnWidth(0) > name, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not view.horizontalScrollBar().isVisible(), timeout=PATIENCE)


def test_the_end_of_a_cancelled_dialog_is_told(window: QWidget, folder: Path) -> None:
    told: list[str] = []
    SystemDialogs(window).ask_where_to_save(
        "Save", folder / "a.json", ISSUES, lambda _: told.append("chosen"), closed=lambda: told.append("closed")
    )
    (dialog,) = window.findChildren(QFileDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert told == ["closed"]


@pytest.mark.parametrize("size", [100, 200])
def test_the_names_of_the_places_are_whole(window: QWidget, folder: Path, qtbot: QtBot, look: Look, size: int) -> None:
    look.apply(Scheme.LIGHT, size)
    (folder / "templates").mkdir()
    SystemDialogs(window).ask_where_to_save("Save", folder / "templates" / "a.json", ISSUES, lambda _: None)
    (dialog,) = window.findChildren(QFileDialog)
    places = dialog.findChild(QListView, "sidebar")
    assert places is not None
    qtbot.waitUntil(lambda: places.model().rowCount() == 2, timeout=PATIENCE)
    qtbot.waitUntil(lambda: places.viewport().width() >= places.sizeHintForColumn(0), timeout=PATIENCE)
    assert not places.horizontalScrollBar().isVisible()

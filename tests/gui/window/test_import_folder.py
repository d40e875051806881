"""A folder of old issues, or several files, imported together: one report, saved together."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.ui.transfer.batch_page import BatchPage
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import Program, press
from tests.gui.window.importing import TEXT, button, import_page


def batch_page(program: Program, qtbot: QtBot) -> BatchPage:
    qtbot.waitUntil(lambda: isinstance(program.window.navigator.page, BatchPage), timeout=PATIENCE)
    page = program.window.navigator.page
    assert isinstance(page, BatchPage)
    return page


def test_a_folder_of_old_issues_has_one_report_and_is_saved_together(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    archive, target = tmp_path / "archive", tmp_path / "target"
    archive.mkdir()
    target.mkdir()
    (archive / "a.txt").write_text(TEXT, encoding="utf-8")
    (archive / "b.txt").write_text(TEXT.replace("Date: 4/2/2026", "Date: April 2, 2026"), encoding="utf-8")
    (archive / "c.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    program.dialogs.answer = archive
    program.window.commands["import_folder"].trigger()
    page = batch_page(program, qtbot)
    assert page.summary.text() == (
        "2 newsletters recognized, 2 of them with notes that need attention. 1 file could not be read as a newsletter."
    )
    assert list(target.iterdir()) == []
    QTest.mouseClick(button(page, "Show", "b.txt"), Qt.MouseButton.LeftButton)
    assert import_page(program, qtbot).outline.count() == 1
    press(Qt.Key.Key_Escape)
    page = batch_page(program, qtbot)
    program.dialogs.answer = target
    QTest.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    assert sorted(file.name for file in target.iterdir()) == ["a.json", "b.json"]
    assert program.messages == ["Saved 2 issues in target."]
    QTest.mouseClick(button(page, "Open", "b.json"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.window.desk is not None, timeout=PATIENCE)
    assert program.desk.session.file == target / "b.json"


def test_several_files_can_be_dropped_on_an_open_issue(at_desk: Program, qtbot: QtBot) -> None:
    files = [at_desk.newsroom / name for name in ("one.txt", "other.txt")]
    for file in files:
        file.write_text("MERICS Top 5\n\n1. A title of an entry\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    where = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window = at_desk.window
    QApplication.sendEvent(window, QDragEnterEvent(QPointF(window.rect().center()), *where))
    QApplication.sendEvent(window, QDropEvent(QPointF(window.rect().center()), *where))
    assert len(batch_page(at_desk, qtbot).found) == 2

"""The start page follows its folder, filters and sorts, and does things with files."""

import datetime as dt
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from editor.files.history.history import History
from editor.files.issue_file import issue_bytes, load_issue, save_issue
from editor.ui.start.issue_row import HEADING_ROLE
from editor.ui.start.issues_model import IssueOrder
from editor.ui.start.start_page import NO_MORE_ISSUES, StartPage
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SAMPLE, Program, focused, press, type_keys

pytestmark = pytest.mark.slow

COPY = "china-industries-2025-03-12 (conflicted copy 2025-03-10 101530).json"


@pytest.fixture
def page(program: Program, qtbot: QtBot) -> StartPage:
    """The start page with the sample and three more issues."""
    page = program.window.start_page
    sample = load_issue(program.newsroom / SAMPLE)
    for name, date, headline in (
        ("may", "2024-05-14", "Wind power"),
        ("june", "2024-06-11", "Hydrogen in Ürümqi"),
        ("draft", None, "Steel"),
    ):
        issue = sample.model_validate_json(
            sample.model_copy(update={"headline": headline}).model_dump_json().replace('"2025-03-12"', f'"{date}"', 1)
            if date
            else sample.model_copy(update={"headline": headline, "date": None}).model_dump_json()
        )
        save_issue(issue, program.newsroom / f"{name}.json")
    qtbot.waitUntil(lambda: page.model.rowCount() == 4, timeout=PATIENCE)
    qtbot.waitUntil(lambda: page.list.currentIndex().isValid(), timeout=PATIENCE)
    page.focus_list()
    return page


def names(page: StartPage) -> list[str]:
    """The files in the order of the list."""
    found = [page.model.index(row) for row in range(page.model.rowCount())]
    return [index.data(Qt.ItemDataRole.EditRole) for index in found]


def select(page: StartPage, name: str) -> None:
    page.list.setCurrentIndex(page.model.index(names(page).index(name)))
    assert page.list.currentIndex().data(Qt.ItemDataRole.EditRole) == name


def menu_of(page: StartPage) -> QMenu:
    assert page.list.current is not None
    return page.issue_actions.menu(page.list.current)


def choose(page: StartPage, label: str) -> None:
    """Trigger an entry of the selected issue's context menu."""
    (action,) = [action for action in menu_of(page).actions() if action.text() == label]
    action.trigger()


def test_a_colleagues_changes_appear_by_themselves(program: Program, page: StartPage, qtbot: QtBot) -> None:
    select(page, "may")
    sample = load_issue(program.newsroom / SAMPLE)
    save_issue(sample.model_copy(update={"headline": "Robots"}), program.newsroom / "new.json")
    (program.newsroom / "june.json").unlink()
    qtbot.waitUntil(lambda: "new" in names(page) and "june" not in names(page), timeout=PATIENCE)
    assert page.list.currentIndex().data(Qt.ItemDataRole.EditRole) == "may", "what was selected stays selected"
    save_issue(sample.model_copy(update={"headline": "Chips"}), program.newsroom / "new.json")
    row = names(page).index("new")
    qtbot.waitUntil(lambda: "Chips" in page.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole), timeout=PATIENCE)


def test_issues_are_grouped_by_year_and_sorted(page: StartPage) -> None:
    headings = [page.model.index(row).data(HEADING_ROLE) for row in range(4)]
    assert names(page) == ["draft", Path(SAMPLE).stem, "june", "may"]
    assert headings == ["No date", "2025", "2024", ""]
    page.order.setCurrentIndex(page.order.findData(IssueOrder.NAME))
    assert names(page) == [Path(SAMPLE).stem, "draft", "june", "may"]
    assert [page.model.index(row).data(HEADING_ROLE) for row in range(4)] == [""] * 4


def test_typing_filters_and_enter_opens_what_is_left(program: Program, page: StartPage, qtbot: QtBot) -> None:
    type_keys("hydrogen urumqi")
    assert focused() is page.filter
    assert page.filter.text() == "hydrogen urumqi"
    assert names(page) == ["june"]
    press(Qt.Key.Key_Return)
    assert program.desk.session.file == program.newsroom / "june.json"


def test_a_filter_that_hides_all_says_so_and_escape_shows_all(page: StartPage) -> None:
    type_keys("nothing")
    assert names(page) == []
    assert "No issue matches “nothing”" in page.list.note.text()
    assert page.list.note.isVisible()
    press(Qt.Key.Key_Escape)
    assert len(names(page)) == 4
    assert not page.list.note.isVisible()
    assert focused() is page.list


def test_renaming_by_keyboard_keeps_the_issue_selected(program: Program, page: StartPage, qtbot: QtBot) -> None:
    select(page, "may")
    press(Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: focused() is not page.list, timeout=PATIENCE)
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_keys("may 2024")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "may 2024" in names(page) and "may" not in names(page), timeout=PATIENCE)
    qtbot.waitUntil(lambda: page.list.currentIndex().data(Qt.ItemDataRole.EditRole) == "may 2024", timeout=PATIENCE)
    assert (program.newsroom / "may 2024.json").is_file()


def test_a_name_in_use_is_refused(program: Program, page: StartPage) -> None:
    page.issue_actions.rename(program.newsroom / "may.json", "june")
    assert program.messages == ["There already is a file june.json."]
    assert (program.newsroom / "may.json").is_file()


def test_a_duplicate_is_selected(program: Program, page: StartPage, qtbot: QtBot) -> None:
    select(page, "may")
    choose(page, "Duplicate")
    qtbot.waitUntil(lambda: page.list.currentIndex().data(Qt.ItemDataRole.EditRole) == "may copy", timeout=PATIENCE)


def test_a_folder_that_goes_away_says_so_and_comes_back(program: Program, page: StartPage, qtbot: QtBot) -> None:
    away = program.newsroom.with_name("away")
    program.newsroom.rename(away)
    qtbot.waitUntil(lambda: page.list.note.text() == NO_MORE_ISSUES, timeout=PATIENCE)
    assert page.list.note.isVisible()
    away.rename(program.newsroom)
    qtbot.waitUntil(lambda: page.model.rowCount() == 4, timeout=PATIENCE)
    assert not page.list.note.isVisible()


def test_a_file_goes_to_the_trash_and_comes_back(
    program: Program, page: StartPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    before = (program.newsroom / "may.json").read_bytes()
    select(page, "may")
    press(Qt.Key.Key_Delete)
    assert program.messages == ["Moved may.json to the trash."]
    qtbot.waitUntil(lambda: "may" not in names(page), timeout=PATIENCE)
    assert page.list.current is not None, "the issue below is selected: Delete and Enter go on from there"
    press(Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: "may" in names(page), timeout=PATIENCE)
    press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "may" not in names(page), timeout=PATIENCE)
    program.answer("Undo")
    qtbot.waitUntil(lambda: "may" in names(page), timeout=PATIENCE)
    assert (program.newsroom / "may.json").read_bytes() == before
    assert not any(path.is_file() for path in (tmp_path / "data").rglob("*"))


def test_a_failing_trash_keeps_the_file(
    program: Program, page: StartPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").write_text("no folder")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    select(page, "may")
    press(Qt.Key.Key_Delete)
    assert (program.newsroom / "may.json").is_file()
    assert "could not be moved to the trash" in program.messages[0]


@pytest.fixture
def with_copy(program: Program, page: StartPage, qtbot: QtBot) -> None:
    """A conflicted copy of the sample that changes its headline, while the sample got another first title."""
    file, copy = program.newsroom / SAMPLE, program.newsroom / COPY
    base = load_issue(file)
    first = base.top5[0].model_copy(update={"title": "Our title"})
    ours = base.model_copy(update={"top5": (first, *base.top5[1:])})
    history, when = History.beside(file), dt.datetime(2025, 3, 10, tzinfo=dt.UTC)
    assert history.record(file, base, "Sample Author", when, "Base")
    assert history.record(file, ours, "Sample Author", when, "Ours", replaced=issue_bytes(base, ""))
    save_issue(ours, file)
    save_issue(base.model_copy(update={"headline": "Their headline"}), copy)
    os.utime(copy, (when.timestamp() - 1, when.timestamp() - 1))
    qtbot.waitUntil(lambda: Path(COPY).stem in names(page), timeout=PATIENCE)


def test_a_conflicted_copy_is_under_its_issue_and_merges(program: Program, page: StartPage, with_copy: None) -> None:
    assert names(page)[1:3] == [Path(SAMPLE).stem, Path(COPY).stem]
    line = page.model.index(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert line.startswith("Conflicted copy, ")
    assert COPY in line
    select(page, Path(COPY).stem)
    choose(page, f"Merge into {SAMPLE}…")
    issue = program.desk.session.issue
    assert (issue.headline, issue.top5[0].title) == ("Their headline", "Our title")
    assert not program.desk.session.is_saved
    program.answer("Move Copy to Trash")
    assert "Save the issue first. The copy is kept until then." in program.messages
    assert (program.newsroom / COPY).is_file()
    program.save_and_keep()
    program.answer("Move Copy to Trash")
    assert not (program.newsroom / COPY).exists()
    assert load_issue(program.newsroom / SAMPLE).headline == "Their headline"


def test_the_context_menu_by_keyboard(page: StartPage, qtbot: QtBot) -> None:
    select(page, "may")
    QApplication.sendEvent(page.list, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu), timeout=PATIENCE)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    labels = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    assert labels == [
        "Open",
        "New from This",
        "Compare…",
        "Rename…",
        "Duplicate",
        "Move to Trash",
        "Show in Folder",
    ]


def test_comparing_opens_the_issue_and_its_comparison(program: Program, page: StartPage) -> None:
    select(page, "may")
    choose(page, "Compare…")
    assert program.desk.session.file == program.newsroom / "may.json"
    assert program.window.stack.currentWidget() is not program.desk

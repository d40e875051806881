"""Moving entries and news items to other lists, to the next issue, and through the clipboard."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from editor.document.moving import TOP5
from editor.document.paths import FieldPath, path
from editor.document.review.threads import with_new_thread
from editor.files.issue_file import load_issue
from editor.ui.desk.item_moving import ONLY_WRITING
from schemas import Entry
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SAMPLE, Program, Start, press
from tests.suggesting import with_suggested

pytestmark = pytest.mark.slow

NOW = dt.datetime(2025, 3, 11, 9, tzinfo=dt.UTC)
POLICY, CORPORATE = path("noteworthy/policy_news"), path("noteworthy/corporate_news")


def select(program: Program, *numbers: int) -> None:
    """Select these entries in the outline, the last one as the current one."""
    outline, model = program.desk.outline.list, program.desk.outline.model
    outline.setFocus()
    first = model.row_of(FieldPath(("top5", program.desk.session.issue.top5[0].id)))
    assert first is not None
    outline.selectionModel().clearSelection()
    for number in numbers:
        index = model.index(first + number - 1)
        outline.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        outline.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)


def open_menu(qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu), timeout=PATIENCE)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def titles(program: Program) -> list[str]:
    return [entry.title for entry in program.desk.session.issue.top5]


def test_an_entry_moves_to_a_news_list_by_keyboard_and_back_with_undo(at_desk: Program, qtbot: QtBot) -> None:
    before = at_desk.desk.session.whole
    select(at_desk, 2)
    at_desk.window.commands["move_to"].trigger()
    menu = open_menu(qtbot)
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Policy news",
        "Corporate news",
        "Next Issue",
    ]
    QTest.keyClick(menu, Qt.Key.Key_Return)
    moved = next(one for one in at_desk.desk.session.issue.noteworthy.policy_news if one.id == before.top5[1].id)
    assert moved.date == before.top5[1].date
    assert len(at_desk.desk.session.issue.top5) == 4
    comment = at_desk.desk.session.issue.review.threads[-1].comments[0].text
    assert before.top5[1].title in comment
    assert at_desk.desk.section is not None
    assert at_desk.desk.section.path[:1] == ("noteworthy",)
    press(Qt.Key.Key_Z, CONTROL)
    assert at_desk.desk.session.whole == before


def test_a_news_item_moves_to_the_other_list(at_desk: Program, qtbot: QtBot) -> None:
    item = at_desk.desk.session.issue.noteworthy.policy_news[0]
    at_desk.desk.go_to(POLICY / item.id / "text")
    at_desk.window.commands["move_to"].trigger()
    menu = open_menu(qtbot)
    assert [action.text() for action in menu.actions() if action.text()] == ["Top 5", "Corporate news", "Next Issue"]
    menu.actions()[1].trigger()
    menu.close()
    after = at_desk.desk.session.issue.noteworthy
    assert [one.text for one in after.corporate_news].count(item.text) == 1
    assert item.text not in [one.text for one in after.policy_news]
    assert len({one.id for one in after.corporate_news}) == len(after.corporate_news), "both lists had an item n1"


def test_entries_are_dropped_on_a_list_of_news(at_desk: Program, qtbot: QtBot) -> None:
    before = at_desk.desk.session.whole
    select(at_desk, 2, 4)
    outline, model = at_desk.desk.outline.list, at_desk.desk.outline.model
    row = model.row_of(CORPORATE)
    assert row is not None
    assert model.flags(model.index(row)) & Qt.ItemFlag.ItemIsDropEnabled
    data = model.mimeData(outline.selectionModel().selectedIndexes())
    model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, model.index(row))
    qtbot.waitUntil(lambda: len(at_desk.desk.session.issue.top5) == 3, timeout=PATIENCE)
    found = {one.id for one in at_desk.desk.session.issue.noteworthy.corporate_news}
    assert {before.top5[1].id, before.top5[3].id} <= found
    press(Qt.Key.Key_Z, CONTROL)
    assert at_desk.desk.session.whole == before


def test_several_entries_go_to_a_new_next_issue(at_desk: Program, tmp_path: Path, qtbot: QtBot) -> None:
    entries = at_desk.desk.session.issue.top5
    select(at_desk, 2, 4)
    at_desk.window.commands["move_to"].trigger()
    menu = open_menu(qtbot)
    QTest.keyClick(menu, Qt.Key.Key_Up)  # to the last
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert [one.id for one in at_desk.desk.session.issue.top5] == [entries[number].id for number in (0, 2, 4)]
    after = load_issue(at_desk.newsroom / "next-issue.json")
    assert [one.title for one in after.top5] == [entries[1].title, entries[3].title, "", "", ""]
    assert all("March 12, 2025" in thread.comments[0].text for thread in after.review.threads)
    assert [one.name for one in after.imprint.authors] == [
        one.name for one in at_desk.desk.session.issue.imprint.authors
    ]
    press(Qt.Key.Key_Z, CONTROL)
    assert at_desk.desk.session.issue.top5 == entries
    select(at_desk, 1)
    at_desk.desk.moving.move_to_next_issue()
    titled = [one.title for one in load_issue(at_desk.newsroom / "next-issue.json").top5 if one.title]
    assert titled == [entries[1].title, entries[3].title, entries[0].title], "the same next issue"


def test_removing_several_entries_is_one_step(at_desk: Program) -> None:
    before = titles(at_desk)
    select(at_desk, 1, 3)
    at_desk.window.commands["remove"].trigger()
    assert titles(at_desk) == [before[1], before[3], before[4]]
    press(Qt.Key.Key_Z, CONTROL)
    assert titles(at_desk) == before


def test_entries_are_copied_between_two_windows(start: Start) -> None:
    first = start()
    first.window.files.open(first.newsroom / SAMPLE)
    entries = first.desk.session.issue.top5
    select(first, 1, 2)
    press(Qt.Key.Key_C, CONTROL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().startswith(entries[0].title)
    assert f"<b>{entries[0].title}</b>" in data.html()
    first.leave()
    second = start("second")
    second.window.files.new_issue()
    select(second, 1)
    press(Qt.Key.Key_V, CONTROL)
    after = second.desk.session.issue.top5
    assert [one.title for one in after[1:3]] == [entries[0].title, entries[1].title]
    assert after[1].id != entries[0].id
    assert isinstance(after[1], Entry)
    press(Qt.Key.Key_Z, CONTROL)
    assert not any(titles(second)), "one step"


def test_nothing_to_paste_says_so(at_desk: Program) -> None:
    QGuiApplication.clipboard().setText("words")
    select(at_desk, 1)
    before = titles(at_desk)
    press(Qt.Key.Key_V, CONTROL)
    assert titles(at_desk) == before
    assert "no entries or news items" in at_desk.window.status.currentMessage()


@pytest.mark.parametrize("mode", ["mode_suggesting", "mode_reading"])
def test_moving_is_no_suggestion(at_desk: Program, mode: str) -> None:
    at_desk.window.commands[mode].trigger()
    before = at_desk.desk.session.whole
    select(at_desk, 1)
    at_desk.desk.moving.move_to(POLICY)
    assert at_desk.window.status.currentMessage() == ONLY_WRITING
    at_desk.window.status.clearMessage()
    at_desk.desk.moving.move_to_next_issue()
    assert at_desk.window.status.currentMessage() == ONLY_WRITING
    assert at_desk.desk.session.whole == before
    assert not (at_desk.newsroom / "next-issue.json").exists()


def test_removing_and_pasting_several_entries_is_suggested_in_suggest_mode(at_desk: Program) -> None:
    content = at_desk.desk.session.whole.top5
    at_desk.window.commands["mode_suggesting"].trigger()
    select(at_desk, 1, 3)
    press(Qt.Key.Key_X, CONTROL)
    assert titles(at_desk) == [content[number].title for number in (1, 3, 4)]
    press(Qt.Key.Key_V, CONTROL)
    assert len(titles(at_desk)) == 5
    assert at_desk.desk.session.whole.top5 == content, "nothing is changed before it is accepted"
    press(Qt.Key.Key_Z, CONTROL)
    press(Qt.Key.Key_Z, CONTROL)
    assert at_desk.desk.session.issue.top5 == content


def test_read_mode_removes_and_pastes_nothing_and_leaves_no_undo_step(at_desk: Program) -> None:
    before = at_desk.desk.session.whole
    at_desk.window.commands["mode_reading"].trigger()
    select(at_desk, 1, 3)
    at_desk.desk.moving.copy()
    at_desk.desk.moving.paste()
    at_desk.desk.moving.remove()
    assert at_desk.desk.session.whole == before
    assert not at_desk.desk.session.undo_stack.canUndo()


def test_comments_move_along_to_the_next_issue_and_open_suggestions_keep_an_entry(at_desk: Program) -> None:
    session = at_desk.desk.session
    first, second = session.issue.top5[:2]
    about = TOP5 / first.id / "comment" / first.comment[0].id
    session.replace(
        session.whole.model_copy(
            update={"review": with_new_thread(session.whole.review, about, "Sure?", by="Anna", at=NOW)}
        ),
        "Comment",
    )
    edited = (first, second.model_copy(update={"title": "Another title"}), *session.issue.top5[2:])
    session.replace(
        with_suggested(session.whole, "Anna", session.whole.model_copy(update={"top5": edited}), NOW), "Suggest"
    )
    select(at_desk, 2)
    at_desk.desk.moving.move_to_next_issue()
    assert "Entry 2" in at_desk.window.status.currentMessage()
    assert "open suggestions" in at_desk.window.status.currentMessage()
    assert second in session.issue.top5
    select(at_desk, 1)
    at_desk.desk.moving.move_to_next_issue()
    assert first not in session.issue.top5
    assert not session.whole.review.threads
    after = load_issue(at_desk.newsroom / "next-issue.json")
    moved = after.top5[0]
    asked = next(one for one in after.review.threads if one.comments[0].text == "Sure?")
    assert asked.comments[0].author == "Anna"
    assert asked.path == f"top5/{moved.id}/comment/{moved.comment[0].id}"

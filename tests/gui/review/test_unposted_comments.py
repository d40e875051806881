"""Unposted comments and replies are never lost without a question."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTextEdit
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue, applied
from editor.document.paths import path
from editor.files.issue_file import load_issue, save_issue
from editor.ui.pages.shortcuts import ShortcutsPage
from editor.ui.text.highlights import HighlightKind
from schemas.review import Review
from tests.gui.conftest import PATIENCE
from tests.gui.review.commenting import AT, ISSUE, OTHER, TEXT, TITLE, WORDS, CommentDriver, thread
from tests.gui.window.conftest import CONTROL, SAMPLE, SHIFT, Program, focused, press, type_keys
from tests.suggesting import with_suggested

UNPOSTED_COMMENT = "1 comment was not posted."


@pytest.fixture
def driver(program: Program, qtbot: QtBot) -> CommentDriver:
    return CommentDriver(program, qtbot)


def type_reply(driver: CommentDriver, text: str) -> str:
    """Open an issue with one thread and type a reply. Return the thread's id."""
    one = thread(TITLE, "plan", 2)
    driver.open(one)
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_Return)
    type_keys(text)
    return one.id


def type_comment(driver: CommentDriver, text: str) -> None:
    driver.open()
    driver.go_to(TITLE)
    driver.comment(text)


def close(driver: CommentDriver) -> None:
    press(Qt.Key.Key_W, CONTROL)


def focused_text() -> str:
    """Return the text of the focused input."""
    edit = focused()
    assert isinstance(edit, QTextEdit)
    return edit.toPlainText()


def test_an_unposted_comment_survives_a_change_of_section(driver: CommentDriver) -> None:
    type_comment(driver, "Half a")
    driver.go_to(OTHER)
    assert driver.cards == []
    driver.go_to(TITLE)
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_Return)
    type_keys(" thought")
    driver.post()
    assert driver.threads[0].comments[0].text == "Half a thought"


def test_an_unposted_reply_survives_a_change_of_section(driver: CommentDriver) -> None:
    type_reply(driver, "The notice")
    driver.go_to(OTHER)
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_Return)
    type_keys(" does.")
    driver.post()
    assert driver.threads[0].comments[-1].text == "The notice does."
    assert focused_text() == ""


def test_a_posted_text_is_not_restored(driver: CommentDriver) -> None:
    key = type_reply(driver, "The notice does.")
    driver.post()
    driver.go_to(OTHER)
    driver.annotations.choose(key, enter=True)
    assert focused_text() == ""


def test_a_resolved_thread_with_an_unposted_reply_stays(driver: CommentDriver) -> None:
    type_reply(driver, "But")
    press(Qt.Key.Key_D, CONTROL, SHIFT)
    driver.annotations.choose(None)
    driver.refresh()
    assert (driver.are_resolved(), len(driver.cards)) == ([True], 1)


@pytest.mark.parametrize("begin", [type_comment, type_reply])
def test_closing_asks_about_unposted_comments(driver: CommentDriver, begin: object) -> None:
    assert callable(begin)
    begin(driver, "Half")
    driver.go_to(OTHER)
    close(driver)
    assert driver.program.messages == [UNPOSTED_COMMENT]
    driver.program.answer("Show Comment")
    assert focused_text() == "Half"
    driver.post()
    assert driver.threads[-1].comments[-1].text == "Half"
    close(driver)
    assert UNPOSTED_COMMENT not in driver.program.messages


def test_the_question_leads_from_a_page_to_the_comment(driver: CommentDriver) -> None:
    type_comment(driver, "Half")
    press(Qt.Key.Key_F1)
    assert isinstance(driver.program.window.navigator.page, ShortcutsPage)
    close(driver)
    driver.program.answer("Show Comment")
    assert focused_text() == "Half"


def test_discarding_or_keeping_an_unposted_comment(driver: CommentDriver) -> None:
    type_comment(driver, "Half")
    close(driver)
    driver.program.answer("Cancel")
    assert focused_text() == "Half"
    close(driver)
    driver.program.answer("Discard Comment")
    assert driver.program.window.desk is None


def test_several_unposted_comments_are_one_question(driver: CommentDriver) -> None:
    key = type_reply(driver, "One")
    driver.go_to(OTHER)
    driver.comment("Two")
    close(driver)
    assert driver.program.messages == ["2 comments were not posted."]
    driver.program.desk.session.edit(SetValue(path("headline"), "New"), "x")
    driver.program.answer("Discard Comments")
    assert driver.program.messages == [f"Save changes to {SAMPLE}?"]
    driver.program.answer("Cancel")
    assert driver.cards == []
    driver.annotations.choose(key, enter=True)
    assert focused_text() == ""


@pytest.mark.parametrize("answer", ["Save", "Discard"])
def test_a_comment_typed_while_a_question_is_open_is_asked_about_too(driver: CommentDriver, answer: str) -> None:
    driver.open()
    driver.program.desk.session.edit(SetValue(path("headline"), "New"), "x")
    close(driver)
    driver.go_to(TITLE)
    driver.comment("Half")
    driver.program.answer(answer)
    assert driver.program.messages == [UNPOSTED_COMMENT]
    assert driver.program.window.desk is not None
    saved = load_issue(driver.program.newsroom / SAMPLE).headline
    assert saved == ("New" if answer == "Save" else "Data and growth")


def test_an_empty_comment_is_not_asked_about(driver: CommentDriver) -> None:
    type_comment(driver, " ")
    close(driver)
    assert driver.program.window.desk is None


def test_the_window_asks_before_it_closes(driver: CommentDriver, qtbot: QtBot) -> None:
    type_comment(driver, "Half")
    driver.program.window.close()
    assert driver.program.window.isVisible()
    driver.program.answer("Discard Comment")
    qtbot.waitUntil(lambda: not driver.program.window.isVisible(), timeout=PATIENCE)


def save_elsewhere(driver: CommentDriver, **changes: object) -> None:
    """Save the issue from elsewhere, with other content."""
    file = driver.program.newsroom / SAMPLE
    issue = load_issue(file)
    save_issue(issue.model_copy(update=changes), file)


def test_a_reply_to_a_removed_thread_becomes_a_comment(driver: CommentDriver) -> None:
    type_reply(driver, "The notice")
    save_elsewhere(driver, review=Review())
    press(Qt.Key.Key_S, CONTROL)
    driver.refresh()
    assert driver.are_resolved() == []
    assert focused_text() == "The notice"
    (card,) = driver.annotations.margin.cards
    assert [one.text() for one in card.findChildren(QPushButton) if one.isVisible()] == ["Reply"]
    type_keys(" does.")
    driver.post()
    assert [(one.path, one.words, one.comments[-1].text) for one in driver.threads] == [
        (str(TITLE), "plan", "The notice does.")
    ]


def test_a_reply_to_a_removed_thread_is_asked_about(driver: CommentDriver) -> None:
    type_reply(driver, "The notice")
    save_elsewhere(driver, review=Review())
    press(Qt.Key.Key_S, CONTROL)
    driver.refresh()
    close(driver)
    assert UNPOSTED_COMMENT in driver.program.messages
    driver.program.answer("Show Comment")
    assert focused_text() == "The notice"


def test_a_comment_on_a_removed_entry_can_be_posted(driver: CommentDriver) -> None:
    type_comment(driver, "Keep it")
    save_elsewhere(driver, top5=ISSUE.top5[1:])
    press(Qt.Key.Key_S, CONTROL)
    driver.refresh()
    close(driver)
    driver.program.answer("Show Comment")
    assert focused_text() == "Keep it"
    driver.post()
    assert driver.threads[0].comments[-1].text == "Keep it"


def test_a_reply_reopens_a_thread_resolved_elsewhere(driver: CommentDriver) -> None:
    type_reply(driver, "But")
    save_elsewhere(driver, review=Review(threads=(driver.threads[0].model_copy(update={"resolved": True}),)))
    press(Qt.Key.Key_S, CONTROL)
    driver.refresh()
    assert driver.are_resolved() == [True]
    assert focused_text() == "But"
    driver.post()
    assert driver.are_resolved() == [False]


def test_a_draft_stays_on_its_text_when_a_suggestion_is_accepted(driver: CommentDriver) -> None:
    new = applied(ISSUE, SetValue(TEXT, f"Note this. {WORDS}"))
    driver.open(issue=with_suggested(ISSUE, "Sample Editor", new, AT))
    driver.go_to(TEXT)
    driver.select(4, 4)
    driver.comment("Which one?")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_F4, SHIFT)
    press(Qt.Key.Key_A, CONTROL, SHIFT)
    driver.refresh()
    assert [one for one in driver.highlighted(HighlightKind.COMMENT) if one[2]] == [(TEXT, 15, 4)]
    driver.annotations.step(1)
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_Return)
    driver.post()
    assert [(one.start, one.words) for one in driver.threads] == [(15, "plan")]

"""A comment or a reply that was begun is lost on no way: not in another section, and unasked not at the end."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTextEdit
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue, applied
from editor.document.paths import path
from editor.document.review.proposals import with_proposed
from editor.files.issue_file import load_issue, save_issue
from editor.ui.pages.shortcuts import ShortcutSheet
from editor.ui.text.highlights import HighlightKind
from schemas.review import Review
from tests.gui.conftest import PATIENCE
from tests.gui.review.commenting import AT, ISSUE, OTHER, TEXT, TITLE, WORDS, Talk, thread
from tests.gui.window.conftest import CONTROL, SAMPLE, SHIFT, Program, focused, press, type_keys

NOT_POSTED = "A comment that you began is not posted."


@pytest.fixture
def talk(program: Program, qtbot: QtBot) -> Talk:
    return Talk(program, qtbot)


def begin_reply(talk: Talk, text: str) -> str:
    """Open an issue with one thread and begin to answer it; the thread."""
    one = thread(TITLE, "plan", 2)
    talk.open(one)
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_Return)
    type_keys(text)
    return one.id


def begin_comment(talk: Talk, text: str) -> None:
    talk.open()
    talk.go_to(TITLE)
    talk.comment(text)


def close(talk: Talk) -> None:
    press(Qt.Key.Key_W, CONTROL)


def written() -> str:
    """What stands in the input that has the keyboard."""
    edit = focused()
    assert isinstance(edit, QTextEdit)
    return edit.toPlainText()


def test_a_comment_outlasts_a_visit_to_another_section(talk: Talk) -> None:
    begin_comment(talk, "Half a")
    talk.go_to(OTHER)
    assert talk.cards == []
    talk.go_to(TITLE)
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_Return)
    type_keys(" thought")
    talk.post()
    assert talk.threads[0].comments[0].text == "Half a thought"


def test_a_reply_outlasts_a_visit_to_another_section(talk: Talk) -> None:
    begin_reply(talk, "The notice")
    talk.go_to(OTHER)
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_Return)
    type_keys(" does.")
    talk.post()
    assert talk.threads[0].comments[-1].text == "The notice does."
    assert written() == ""


def test_what_was_posted_does_not_come_back(talk: Talk) -> None:
    key = begin_reply(talk, "The notice does.")
    talk.post()
    talk.go_to(OTHER)
    talk.annotations.choose(key, enter=True)
    assert written() == ""


def test_a_resolved_thread_stays_as_long_as_a_reply_to_it_is_begun(talk: Talk) -> None:
    begin_reply(talk, "But")
    press(Qt.Key.Key_D, CONTROL, SHIFT)
    talk.annotations.choose(None)
    talk.look()
    assert (talk.are_resolved(), len(talk.cards)) == ([True], 1)


@pytest.mark.parametrize("begin", [begin_comment, begin_reply])
def test_closing_asks_and_leads_to_what_was_begun(talk: Talk, begin: object) -> None:
    assert callable(begin)
    begin(talk, "Half")
    talk.go_to(OTHER)
    close(talk)
    assert talk.program.said == [NOT_POSTED]
    talk.program.answer("Look at It")
    assert written() == "Half"
    talk.post()
    assert talk.threads[-1].comments[-1].text == "Half"
    close(talk)
    assert NOT_POSTED not in talk.program.said


def test_what_was_begun_is_led_to_from_a_page_that_is_visited(talk: Talk) -> None:
    begin_comment(talk, "Half")
    press(Qt.Key.Key_F1)
    assert isinstance(talk.program.window.navigator.page, ShortcutSheet)
    close(talk)
    talk.program.answer("Look at It")
    assert written() == "Half"


def test_it_is_discarded_when_that_is_chosen_and_kept_when_not(talk: Talk) -> None:
    begin_comment(talk, "Half")
    close(talk)
    talk.program.answer("Cancel")
    assert written() == "Half"
    close(talk)
    talk.program.answer("Discard It")
    assert talk.program.window.desk is None


def test_several_are_one_question(talk: Talk) -> None:
    key = begin_reply(talk, "One")
    talk.go_to(OTHER)
    talk.comment("Two")
    close(talk)
    assert talk.program.said == ["2 comments that you began are not posted."]
    talk.program.desk.session.edit(SetValue(path("headline"), "New"), "x")
    talk.program.answer("Discard Them")
    assert talk.program.said == [f"Save the changes to {SAMPLE}?"]
    talk.program.answer("Cancel")
    assert talk.cards == []
    talk.annotations.choose(key, enter=True)
    assert written() == ""


@pytest.mark.parametrize("answer", ["Save", "Discard"])
def test_what_is_begun_while_the_question_stands_is_asked_about_too(talk: Talk, answer: str) -> None:
    talk.open()
    talk.program.desk.session.edit(SetValue(path("headline"), "New"), "x")
    close(talk)
    talk.go_to(TITLE)
    talk.comment("Half")
    talk.program.answer(answer)
    assert talk.program.said == [NOT_POSTED]
    assert talk.program.window.desk is not None
    saved = load_issue(talk.program.newsroom / SAMPLE).headline
    assert saved == ("New" if answer == "Save" else "Data and growth")


def test_a_comment_with_nothing_in_it_is_not_asked_about(talk: Talk) -> None:
    begin_comment(talk, " ")
    close(talk)
    assert talk.program.window.desk is None


def test_the_window_asks_before_it_closes(talk: Talk, qtbot: QtBot) -> None:
    begin_comment(talk, "Half")
    talk.program.window.close()
    assert talk.program.window.isVisible()
    talk.program.answer("Discard It")
    qtbot.waitUntil(lambda: not talk.program.window.isVisible(), timeout=PATIENCE)


def save_elsewhere(talk: Talk, **changes: object) -> None:
    """Somebody else saves the issue without its threads, or with other content."""
    file = talk.program.newsroom / SAMPLE
    issue = load_issue(file)
    save_issue(issue.model_copy(update=changes), file)


def test_a_reply_whose_thread_is_gone_becomes_a_comment_on_the_same_words(talk: Talk) -> None:
    begin_reply(talk, "The notice")
    save_elsewhere(talk, review=Review())
    press(Qt.Key.Key_S, CONTROL)
    talk.look()
    assert talk.are_resolved() == []
    assert written() == "The notice"
    (card,) = talk.annotations.margin.cards
    assert [one.text() for one in card.findChildren(QPushButton) if one.isVisible()] == ["Reply"]
    type_keys(" does.")
    talk.post()
    assert [(one.path, one.words, one.comments[-1].text) for one in talk.threads] == [
        (str(TITLE), "plan", "The notice does.")
    ]


def test_a_reply_whose_thread_is_gone_is_asked_about(talk: Talk) -> None:
    begin_reply(talk, "The notice")
    save_elsewhere(talk, review=Review())
    press(Qt.Key.Key_S, CONTROL)
    talk.look()
    close(talk)
    assert NOT_POSTED in talk.program.said
    talk.program.answer("Look at It")
    assert written() == "The notice"


def test_a_comment_on_what_somebody_else_removed_can_still_be_posted(talk: Talk) -> None:
    begin_comment(talk, "Keep it")
    save_elsewhere(talk, top5=ISSUE.top5[1:])
    press(Qt.Key.Key_S, CONTROL)
    talk.look()
    close(talk)
    talk.program.answer("Look at It")
    assert written() == "Keep it"
    talk.post()
    assert talk.threads[0].comments[-1].text == "Keep it"


def test_a_reply_to_a_thread_that_somebody_else_resolved_opens_it_again(talk: Talk) -> None:
    begin_reply(talk, "But")
    save_elsewhere(talk, review=Review(threads=(talk.threads[0].model_copy(update={"resolved": True}),)))
    press(Qt.Key.Key_S, CONTROL)
    talk.look()
    assert talk.are_resolved() == [True]
    assert written() == "But"
    talk.post()
    assert talk.are_resolved() == [False]


def test_a_comment_that_is_begun_stays_on_its_words_when_a_suggestion_before_them_is_accepted(talk: Talk) -> None:
    new = applied(ISSUE, SetValue(TEXT, f"Note this. {WORDS}"))
    talk.open(issue=with_proposed(ISSUE, "Sample Editor", new, AT))
    talk.go_to(TEXT)
    talk.select(4, 4)
    talk.comment("Which one?")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_F4, SHIFT)
    press(Qt.Key.Key_A, CONTROL, SHIFT)
    talk.look()
    assert [one for one in talk.tinted(HighlightKind.COMMENT) if one[2]] == [(TEXT, 15, 4)]
    talk.annotations.step(1)
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_Return)
    talk.post()
    assert [(one.start, one.words) for one in talk.threads] == [(15, "plan")]

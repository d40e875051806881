"""The user's name: asked for once, in place, at the first comment, suggestion or save without one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import path
from editor.session.review.reviewing import NOBODY
from editor.ui.review.thread_cards import DraftCard
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SAMPLE, SHIFT, Program, focused, press, type_keys

ASKED = "What is your name?"


@pytest.fixture
def unnamed(at_desk: Program) -> Program:
    """Somebody who has just installed the program."""
    at_desk.settings._store.remove("person/asked")
    assert not at_desk.settings.name
    return at_desk


def field(program: Program) -> QLineEdit:
    """The field of the question."""
    (found,) = [banner.field for banner in program.window.banners.banners if banner.field is not None]
    return found


def test_the_card_of_a_comment_asks(unnamed: Program, qtbot: QtBot) -> None:
    unnamed.desk.go_to(path("headline"))
    press(Qt.Key.Key_M, CONTROL, SHIFT)
    type_keys("Is that so?")
    (card,) = unnamed.window.findChildren(DraftCard)
    qtbot.waitUntil(lambda: card.height() >= card.sizeHint().height(), timeout=PATIENCE)
    press(Qt.Key.Key_Tab)
    assert focused().accessibleName() == "Your name"
    type_keys("New Author")
    press(Qt.Key.Key_Return)
    (thread,) = unnamed.reviewing.open_threads
    assert [(one.author, one.text) for one in thread.comments] == [("New Author", "Is that so?")]
    assert unnamed.settings.name == "New Author"
    press(Qt.Key.Key_S, CONTROL)
    assert ASKED not in unnamed.messages


def test_a_comment_can_be_posted_without_a_name_and_nothing_asks_again(unnamed: Program) -> None:
    unnamed.desk.go_to(path("headline"))
    press(Qt.Key.Key_M, CONTROL, SHIFT)
    type_keys("Is that so?")
    press(Qt.Key.Key_Return, CONTROL)
    assert focused().accessibleName() == "Your name", "in a low window it was out of sight"
    assert not unnamed.reviewing.open_threads
    press(Qt.Key.Key_Return, CONTROL)
    (thread,) = unnamed.reviewing.open_threads
    assert thread.comments[0].author == NOBODY
    press(Qt.Key.Key_M, CONTROL, SHIFT)
    (card,) = unnamed.window.findChildren(DraftCard)
    assert card.name_field is None
    type_keys("And that?")
    press(Qt.Key.Key_Return, CONTROL)
    press(Qt.Key.Key_S, CONTROL)
    assert ASKED not in unnamed.messages


def test_suggesting_asks_and_signs_what_was_suggested(unnamed: Program, qtbot: QtBot) -> None:
    unnamed.desk.go_to(path("headline"))
    press(Qt.Key.Key_I, CONTROL, SHIFT)
    assert unnamed.messages == [ASKED]
    press(Qt.Key.Key_End)
    type_keys(" + Tea")  # the question takes no focus
    shown = unnamed.desk.session.issue.headline
    (card,) = unnamed.reviewing.suggestions
    assert card.author == NOBODY
    QTest.keyClicks(field(unnamed), "New Editor")
    QTest.keyClick(field(unnamed), Qt.Key.Key_Return)
    assert unnamed.messages == []
    (card,) = unnamed.reviewing.suggestions
    assert card.author == "New Editor"
    assert unnamed.reviewing.is_own(card)
    assert unnamed.desk.session.issue.headline == shown
    unnamed.desk.go_to(path("headline"))
    press(Qt.Key.Key_End)
    type_keys("s")
    (card,) = unnamed.reviewing.suggestions
    assert card.author == "New Editor", "what is typed on continues it"


def test_what_somebody_else_suggested_without_a_name_stays_theirs(unnamed: Program) -> None:
    before = unnamed.desk.session.issue.headline
    unnamed.desk.go_to(path("headline"))
    press(Qt.Key.Key_I, CONTROL, SHIFT)
    press(Qt.Key.Key_End)
    type_keys(" + Tea")
    press(Qt.Key.Key_S, CONTROL)
    press(Qt.Key.Key_W, CONTROL)
    unnamed.window.files.open(unnamed.newsroom / SAMPLE)  # whoever opens it may be another one
    press(Qt.Key.Key_I, CONTROL, SHIFT)
    assert unnamed.desk.session.issue.headline == f"{before} + Tea"
    unnamed.settings.set_person("New Editor", "author")
    assert unnamed.desk.session.issue.headline == before
    unnamed.desk.go_to(path("headline"))
    press(Qt.Key.Key_End)
    type_keys(" today")
    assert unnamed.desk.session.whole.headline == before
    words = {
        card.author: [getattr(record, "new", "") for record in card.records] for card in unnamed.reviewing.suggestions
    }
    assert words == {NOBODY: [" + Tea"], "New Editor": [" today"]}


def test_a_save_asks_and_not_now_is_remembered(unnamed: Program) -> None:
    session = unnamed.desk.session
    for number, asked in enumerate(([ASKED], [])):
        session.edit(SetValue(path("headline"), f"Headline {number}"), "x")
        press(Qt.Key.Key_S, CONTROL)
        assert unnamed.messages == asked
        if asked:
            unnamed.answer("Use This Name")  # without one
            assert focused() is field(unnamed)
            unnamed.answer("Not Now")
    assert unnamed.settings.was_asked_for_name

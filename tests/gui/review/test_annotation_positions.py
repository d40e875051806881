"""Marks at places where letters are easily miscounted: on the same words, at the very start, on composed letters."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor.session.review.reviewing import Mode
from editor.ui.review.suggestion_card import SuggestionCard
from editor.ui.review.thread_cards import ThreadCard
from editor.ui.text.highlights import HighlightKind
from schemas import Entry, Issue
from tests.gui.review.commenting import ISSUE, TITLE, Talk, thread
from tests.gui.window.conftest import CONTROL, SHIFT, Program, press, type_keys

E_ACUTE = "e\u0301"
KA_I = "\u0915\u093f"
"""A letter of Devanagari with the sign of its vowel, which is drawn before it."""


@pytest.fixture
def talk(program: Program, qtbot: QtBot) -> Talk:
    return Talk(program, qtbot)


def titled(title: str) -> Issue:
    """An issue of one entry with this title."""
    return Issue(headline="Data", top5=(Entry(id="e1", title=title),))


def comment_on(talk: Talk, start: int, length: int) -> None:
    talk.go_to(TITLE)
    talk.select(start, length)
    talk.comment("This one?")
    talk.post()


def suggest(talk: Talk, start: int, length: int, text: str) -> None:
    talk.program.window.commands[f"mode_{Mode.SUGGESTING}"].trigger()
    talk.go_to(TITLE)
    talk.select(start, length)
    type_keys(text)
    talk.look()


def test_a_comment_and_a_suggestion_on_the_same_words_live_side_by_side(talk: Talk) -> None:
    talk.open(thread(TITLE, "plan", 2))
    suggest(talk, 2, 4, "policy")
    assert talk.program.desk.session.issue.top5[0].title == "A policy for data"
    cards = talk.annotations.margin.cards
    assert [type(card) for card in cards] == [ThreadCard, SuggestionCard]
    assert "Comment on “plan”" in talk.cards[0]
    assert "delete “plan”, insert “policy”" in talk.cards[1]
    talk.program.window.commands[f"mode_{Mode.WRITING}"].trigger()
    talk.go_to(TITLE)
    assert talk.program.desk.session.issue.top5[0].title == "A plan for data"
    assert talk.tinted(HighlightKind.COMMENT) == [(TITLE, 2, 4)]
    (suggestion,) = [card.annotation.key for card in talk.annotations.margin.cards if isinstance(card, SuggestionCard)]
    talk.annotations.choose(suggestion)
    press(Qt.Key.Key_A, CONTROL, SHIFT)
    talk.look()
    assert talk.program.desk.session.whole.top5[0].title == "A policy for data"
    assert "The text “plan” was removed." in talk.cards[0], "the comment is kept, and says what became of its words"
    press(Qt.Key.Key_Z, CONTROL)
    talk.look()
    assert talk.program.desk.session.whole.top5[0].title == "A plan for data"
    assert "removed" not in talk.cards[0]
    assert len(talk.cards) == 2


def test_a_suggestion_within_commented_words_is_left_and_the_comment_stays(talk: Talk) -> None:
    talk.open(thread(TITLE, "plan for", 2))
    suggest(talk, 2, 4, "law")
    talk.program.window.commands[f"mode_{Mode.WRITING}"].trigger()
    talk.go_to(TITLE)
    (suggestion,) = [card.annotation.key for card in talk.annotations.margin.cards if isinstance(card, SuggestionCard)]
    talk.annotations.choose(suggestion)
    press(Qt.Key.Key_R, CONTROL, SHIFT)
    talk.look()
    assert talk.program.desk.session.whole.top5[0].title == ISSUE.top5[0].title
    assert talk.tinted(HighlightKind.COMMENT) == [(TITLE, 2, 8)]
    assert len(talk.cards) == 1


def test_a_comment_at_the_very_start_goes_along_with_what_is_typed_before_it(talk: Talk) -> None:
    talk.open()
    comment_on(talk, 0, 6)
    (made,) = talk.threads
    assert (made.start, made.words) == (0, "A plan")
    talk.annotations.choose(None)
    assert talk.tinted(HighlightKind.COMMENT) == [(TITLE, 0, 6)]
    talk.go_to(TITLE)
    press(Qt.Key.Key_Home)
    type_keys("Not ")
    talk.wait_for_rest()
    assert talk.tinted(HighlightKind.COMMENT) == [(TITLE, 4, 6)]
    press(Qt.Key.Key_Z, CONTROL)
    talk.look()
    assert talk.tinted(HighlightKind.COMMENT) == [(TITLE, 0, 6)]


@pytest.mark.parametrize(
    ("title", "first", "length", "words"),
    [
        (f"caf{E_ACUTE} au lait", 3, 1, E_ACUTE),
        (f"{E_ACUTE}t{E_ACUTE}", 0, 1, E_ACUTE),
        (f"{E_ACUTE}t{E_ACUTE}", 1, 1, "t"),
        (f"x{KA_I}y", 1, 1, KA_I),
    ],
    ids=["in a word", "at the start", "between two", "a vowel sign"],
)
def test_a_comment_takes_a_letter_with_all_that_belongs_to_it(
    talk: Talk, title: str, first: int, length: int, words: str
) -> None:
    talk.open(issue=titled(title))
    comment_on(talk, first, length)
    (made,) = talk.threads
    assert made.words == words
    assert title[made.start : made.start + len(words)] == words
    assert talk.tinted(HighlightKind.CURRENT) == [(TITLE, made.start, len(words))]

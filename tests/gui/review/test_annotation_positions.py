"""Annotations at positions that are easily miscounted: same text, start of the text, combined characters."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor.session.review.mode import Mode
from editor.ui.review.suggestion_card import SuggestionCard
from editor.ui.review.thread_cards import ThreadCard
from editor.ui.text.highlights import HighlightKind
from schemas import Entry, Issue
from tests.gui.review.commenting import ISSUE, TITLE, CommentDriver, thread
from tests.gui.window.conftest import CONTROL, SHIFT, Program, press, type_keys

E_ACUTE = "e\u0301"
KA_I = "\u0915\u093f"
"""A Devanagari letter with a vowel sign that is drawn before it."""


@pytest.fixture
def driver(program: Program, qtbot: QtBot) -> CommentDriver:
    return CommentDriver(program, qtbot)


def titled(title: str) -> Issue:
    """Return an issue with one entry of this title."""
    return Issue(headline="Data", top5=(Entry(id="e1", title=title),))


def comment_on(driver: CommentDriver, start: int, length: int) -> None:
    driver.go_to(TITLE)
    driver.select(start, length)
    driver.comment("This one?")
    driver.post()


def suggest(driver: CommentDriver, start: int, length: int, text: str) -> None:
    driver.program.window.commands[f"mode_{Mode.SUGGESTING}"].trigger()
    driver.go_to(TITLE)
    driver.select(start, length)
    type_keys(text)
    driver.refresh()


def test_a_comment_and_a_suggestion_on_the_same_text(driver: CommentDriver) -> None:
    driver.open(thread(TITLE, "plan", 2))
    suggest(driver, 2, 4, "policy")
    assert driver.program.desk.session.issue.top5[0].title == "A policy for data"
    cards = driver.annotations.margin.cards
    assert [type(card) for card in cards] == [ThreadCard, SuggestionCard]
    assert "Comment on “plan”" in driver.cards[0]
    assert "The text “plan” is suggested for deletion." in driver.cards[0], "nothing was removed so far"
    assert "delete “plan”, insert “policy”" in driver.cards[1]
    driver.program.window.commands[f"mode_{Mode.WRITING}"].trigger()
    driver.go_to(TITLE)
    assert driver.program.desk.session.issue.top5[0].title == "A plan for data"
    assert driver.highlighted(HighlightKind.COMMENT) == [(TITLE, 2, 4)]
    (suggestion,) = [
        card.annotation.key for card in driver.annotations.margin.cards if isinstance(card, SuggestionCard)
    ]
    driver.annotations.choose(suggestion)
    press(Qt.Key.Key_A, CONTROL, SHIFT)
    driver.refresh()
    assert driver.program.desk.session.whole.top5[0].title == "A policy for data"
    assert "The text “plan” was removed." in driver.cards[0], "the comment stays and reports the removal"
    press(Qt.Key.Key_Z, CONTROL)
    driver.refresh()
    assert driver.program.desk.session.whole.top5[0].title == "A plan for data"
    assert "removed" not in driver.cards[0]
    assert len(driver.cards) == 2


def test_a_suggestion_within_commented_text_leaves_it_lit(driver: CommentDriver) -> None:
    driver.open(thread(TITLE, "plan for data", 2))
    suggest(driver, 6, 0, " and budget")
    assert driver.program.desk.session.issue.top5[0].title == "A plan and budget for data"
    assert "removed" not in driver.cards[0]
    assert "suggested" not in driver.cards[0]
    assert driver.highlighted(HighlightKind.COMMENT) == [(TITLE, 2, 24)]


def test_rejecting_a_suggestion_within_commented_text_keeps_the_comment(driver: CommentDriver) -> None:
    driver.open(thread(TITLE, "plan for", 2))
    suggest(driver, 2, 4, "law")
    driver.program.window.commands[f"mode_{Mode.WRITING}"].trigger()
    driver.go_to(TITLE)
    (suggestion,) = [
        card.annotation.key for card in driver.annotations.margin.cards if isinstance(card, SuggestionCard)
    ]
    driver.annotations.choose(suggestion)
    press(Qt.Key.Key_R, CONTROL, SHIFT)
    driver.refresh()
    assert driver.program.desk.session.whole.top5[0].title == ISSUE.top5[0].title
    assert driver.highlighted(HighlightKind.COMMENT) == [(TITLE, 2, 8)]
    assert len(driver.cards) == 1


def test_a_comment_at_the_start_moves_with_text_typed_before_it(driver: CommentDriver) -> None:
    driver.open()
    comment_on(driver, 0, 6)
    (made,) = driver.threads
    assert (made.start, made.words) == (0, "A plan")
    driver.annotations.choose(None)
    assert driver.highlighted(HighlightKind.COMMENT) == [(TITLE, 0, 6)]
    driver.go_to(TITLE)
    press(Qt.Key.Key_Home)
    type_keys("Not ")
    driver.wait_for_refresh()
    assert driver.highlighted(HighlightKind.COMMENT) == [(TITLE, 4, 6)]
    press(Qt.Key.Key_Z, CONTROL)
    driver.refresh()
    assert driver.highlighted(HighlightKind.COMMENT) == [(TITLE, 0, 6)]


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
def test_a_comment_covers_whole_graphemes(
    driver: CommentDriver, title: str, first: int, length: int, words: str
) -> None:
    driver.open(issue=titled(title))
    comment_on(driver, first, length)
    (made,) = driver.threads
    assert made.words == words
    assert title[made.start : made.start + len(words)] == words
    assert driver.highlighted(HighlightKind.CURRENT) == [(TITLE, made.start, len(words))]

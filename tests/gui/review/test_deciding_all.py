"""Accepting and rejecting all suggestions, of everybody or of one person, with a sentence beforehand."""

import pytest

from editor.document.suggestions.review import open_records
from tests.gui.review.suggesting import HEADLINE, ISSUE, TEXT, TITLE, ReviewDriver
from tests.gui.window.conftest import Program

pytestmark = pytest.mark.slow


@pytest.fixture
def review(program: Program) -> ReviewDriver:
    """The author has the suggestions of two editors before them. Two of them are for the same word."""
    found = ReviewDriver(program)
    found.open("Sample Editor", "editor")
    found.type(TEXT, "policy", replacing="plan")
    found.type(HEADLINE, " policy", behind="Data")
    found.open("Another Editor", "editor")
    found.type(TEXT, "strategy", replacing="plan")
    found.type(TITLE, "New: ")
    found.open("Sample Author")
    found.go_to(TITLE)
    return found


def people(review: ReviewDriver) -> list[str]:
    """Whose suggestions are open."""
    return sorted(one.author for one in open_records(review.program.desk.session.whole.review))


def show(review: ReviewDriver, name: str) -> None:
    """Choose a person in the list above the cards."""
    review.view.annotations.refresh()
    box = review.view.margin.filter
    (row,) = (row for row in range(box.count()) if box.itemText(row).startswith(name))
    box.setCurrentIndex(row)
    box.activated.emit(row)


def test_accepting_all_says_beforehand_what_will_happen(review: ReviewDriver) -> None:
    said = review.decide_all("accept_all")
    assert said == (
        "Accept all 4 suggestions? 2 by Another Editor, 2 by Sample Editor. "
        "1 overlaps an earlier one and stays open (Another Editor). One undo takes all of it back."
    )
    assert str(review.content_at(TEXT)).startswith("A policy for data")
    assert review.content_at(TITLE) == "New: A plan for data"
    assert people(review) == ["Another Editor"]
    review.trigger("undo")
    assert review.content == ISSUE
    assert len(people(review)) == 4


def test_nothing_happens_until_the_answer(review: ReviewDriver) -> None:
    review.trigger("accept_all")
    assert review.content == ISSUE
    review.program.answer("Cancel")
    assert review.content == ISSUE
    assert len(people(review)) == 4
    review.trigger("reject_all")
    review.type(HEADLINE, "New ")  # the question was about what was there before
    review.program.qtbot.waitUntil(lambda: not review.program.messages)
    assert len(people(review)) == 4


def test_all_of_one_person(review: ReviewDriver) -> None:
    show(review, "Another Editor")
    assert {one.author for one in review.suggestions} == {"Another Editor"}
    said = review.decide_all("accept_all")
    assert said.startswith(
        "Accept all 2 suggestions by Another Editor? 2 by Another Editor. 2 other suggestions stay open."
    )
    assert str(review.content_at(TEXT)).startswith("A strategy for data")
    assert people(review) == ["Sample Editor", "Sample Editor"]
    assert {one.author for one in review.suggestions} == {"Sample Editor"}  # there is nobody else any more
    review.trigger("undo")
    show(review, "Sample Editor")
    said = review.decide_all("reject_all")
    assert said.startswith("Reject all 2 suggestions by Sample Editor?")
    assert people(review) == ["Another Editor", "Another Editor"]
    assert review.content == ISSUE


def test_the_filter_is_there_for_several_people_only_and_f4_follows_it(review: ReviewDriver) -> None:
    assert [one.author for one in review.suggestions] == ["Another Editor", "Sample Editor", "Another Editor"]
    assert not review.view.margin.filter.isHidden()
    show(review, "Sample Editor")
    for _ in range(3):
        review.trigger("next_mark")
        current = review.view.annotations.current
        assert current is not None
        assert current.author == "Sample Editor"
    show(review, "Everybody")
    assert len(review.suggestions) == 3 or review.view.annotations.person is None
    show(review, "Another Editor")
    review.decide_all("reject_all")
    review.view.annotations.refresh()
    assert review.view.margin.filter.isHidden()


def test_a_card_that_is_gone_to_is_shown_whoever_wrote_it(review: ReviewDriver) -> None:
    show(review, "Another Editor")
    key = next(one.key for one in review.view.reviewing.suggestions if one.author == "Sample Editor")
    review.view.annotations.choose(key)
    assert review.view.annotations.person is None
    assert review.view.annotations.current is not None
    assert review.view.annotations.current.key == key

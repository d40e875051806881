"""What two sides decided about one suggestion or section, in one file."""

from __future__ import annotations

import datetime as dt

import pytest

from editor.document.merging.merge import merged
from editor.document.review.approvals import with_state
from editor.document.suggestions.merge import with_merged_suggestions
from editor.document.suggestions.review import open_records
from schemas import Issue
from schemas.review import State
from schemas.suggestion import Answer
from tests.unit.document.suggestions.people import AT, COMMENT, ISSUE, Person, save

TEXT = f"{COMMENT}/p1/text"


@pytest.mark.parametrize("accepts_first", [True, False])
def test_what_one_side_accepted_stays_accepted_whoever_rejected_it_later(accepts_first: bool) -> None:
    editor = Person("Sample Editor")
    editor.suggest_replacing(TEXT, "drive", "push")
    editor.suggest_replacing(TEXT, "little", "much")
    one, other = editor.open
    author, colleague = Person("Sample Author", editor.issue), Person("Another Editor", editor.issue)
    author.accept(one)
    colleague.reject(other)
    colleague.reject(one)  # with a higher counter
    first, second = (author, colleague) if accepts_first else (colleague, author)
    file = save(first, first.saved)
    save(second, file)
    answers = {trace.id: trace.answer for trace in second.issue.review.decisions}
    assert answers == {one.id: Answer.ACCEPTED, other.id: Answer.REJECTED}
    assert "push" in second.text(TEXT)
    assert second.open == ()


@pytest.mark.parametrize("later_is_ours", [True, False])
def test_of_two_approvals_of_a_section_the_later_stays(later_is_ours: bool) -> None:
    key = frozenset({"masthead"})
    early = with_state(ISSUE, ISSUE.review, key, State.APPROVED, by="Sample Editor", at=AT)
    late = with_state(ISSUE, ISSUE.review, key, State.DRAFT, by="Another Editor", at=AT + dt.timedelta(minutes=1))
    sides = [ISSUE.model_copy(update={"review": review}) for review in (late, early)]
    ours, theirs = sides if later_is_ours else reversed(sides)
    result: Issue = merged(ISSUE, ours, theirs).issue
    assert [one.by for one in result.review.approvals] == ["Another Editor"]


def test_one_suggestion_changed_on_two_machines_stays_twice() -> None:
    here, there = Person("Sample Editor"), Person("Sample Editor")
    here.suggest_replacing(TEXT, "drive", "push")
    there.issue = there.saved = here.saved = here.issue
    here.suggest_replacing(TEXT, "push", "move")
    there.suggest_replacing(TEXT, "push", "lift")
    (own,) = there.open
    own = own.model_copy(update={"at": AT + dt.timedelta(seconds=30)})
    review = there.issue.review.model_copy(update={"suggestions": (own,)})
    there.issue = there.issue.model_copy(update={"review": review})
    file = save(here, here.saved)
    save(there, file)
    assert sorted(getattr(one, "new", "") for one in there.open) == ["lift", "move"]
    assert len({one.id for one in there.open}) == 2


@pytest.mark.parametrize("lost_here", [True, False])
def test_a_suggestion_whose_words_one_side_lost_stands_where_the_other_side_knows_it(lost_here: bool) -> None:
    editor = Person("Sample Editor")
    editor.suggest_replacing(TEXT, "drive", "push")
    there = editor.issue
    (record,) = editor.open
    lost = there.review.model_copy(update={"suggestions": (record.model_copy(update={"outdated": True}),)})
    sides = (there.model_copy(update={"review": lost}), there)
    ours, theirs = sides if lost_here else reversed(sides)
    result = with_merged_suggestions(there, there, ours, theirs)
    assert [one.outdated for one in result.review.suggestions] == [False]


@pytest.mark.parametrize("decided_here", [True, False])
def test_an_older_state_of_a_decided_suggestion_does_not_come_back(decided_here: bool) -> None:
    editor = Person("Sample Editor")
    editor.suggest_replacing(TEXT, "drive", "push")
    older = editor.issue
    editor.suggest_replacing(TEXT, "push", "push on")
    base = editor.issue
    author = Person("Sample Author", base)
    author.reject()
    sides = (author.issue, older)
    ours, theirs = sides if decided_here else reversed(sides)
    result = with_merged_suggestions(base, base, ours, theirs)
    assert open_records(result.review) == ()
    assert [one.answer for one in result.review.decisions] == [Answer.REJECTED]


def test_a_record_beside_its_trace_is_open_only_if_it_was_changed_after_the_decision() -> None:
    editor = Person("Sample Editor")
    editor.suggest_replacing(TEXT, "drive", "push")
    (record,) = editor.open
    editor.reject()
    for counter, is_open in ((record.counter - 1, False), (record.counter, False), (record.counter + 1, True)):
        again = record.model_copy(update={"counter": counter})
        review = editor.issue.review.model_copy(update={"suggestions": (again,)})
        assert bool(open_records(review)) is is_open

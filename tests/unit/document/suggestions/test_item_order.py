"""One person adds, moves and removes the items of a list, one after the other: their text is what they made."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.editing.edits import Edit, InsertItem, MoveItem, RemoveItem, applied
from editor.document.paths import path
from editor.document.suggestions.review import as_suggested, next_counter, open_records, suggested
from editor.document.suggestions.signature import Signature
from schemas import Issue, NewsItem, Noteworthy

AT = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
NEWS = path("noteworthy/policy_news")


def _item(name: str) -> NewsItem:
    return NewsItem(id=name, text=f"News {name}.")


def _issue(number: int) -> Issue:
    return Issue(noteworthy=Noteworthy(policy_news=tuple(_item(f"n{index}") for index in range(1, number + 1))))


def _seen(issue: Issue) -> list[str]:
    return [item.id for item in as_suggested(issue, "Editor").issue.noteworthy.policy_news]


def _suggest(issue: Issue, edit: Edit) -> Issue:
    """The issue with one more suggestion, which gives just the list that the edit makes."""
    shown = applied(as_suggested(issue, "Editor").issue, edit)
    counter = next_counter(issue.review)
    numbers = iter(range(100))
    after = suggested(issue, shown, (edit,), Signature("Editor", AT, counter, lambda: f"s{counter}-{next(numbers)}"))
    assert _seen(after) == [item.id for item in shown.noteworthy.policy_news]
    return after


@given(st.integers(0, 4), st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9), st.integers(0, 9)), max_size=9))
def test_the_list_is_as_its_author_made_it(number: int, steps: list[tuple[int, int, int]]) -> None:
    issue = _issue(number)
    for step, (kind, which, where) in enumerate(steps):
        seen = _seen(issue)
        if kind == 0 or not seen:
            issue = _suggest(issue, InsertItem(NEWS, where % (len(seen) + 1), _item(f"w{step}")))
        elif kind == 1:
            issue = _suggest(issue, MoveItem(NEWS / seen[which % len(seen)], where % len(seen)))
        else:
            issue = _suggest(issue, RemoveItem(NEWS / seen[which % len(seen)]))


@pytest.mark.parametrize("last", [InsertItem(NEWS, 0, _item("b")), MoveItem(NEWS / "n3", 0)])
def test_an_item_goes_before_one_that_was_added_before_one_that_was_moved(last: Edit) -> None:
    issue = _suggest(_suggest(_issue(3), MoveItem(NEWS / "n2", 0)), InsertItem(NEWS, 0, _item("a")))
    known = open_records(issue.review)
    issue = _suggest(issue, last)
    assert open_records(issue.review)[:2] == known  # nothing that was suggested before is another suggestion now
    assert len(open_records(issue.review)) == 3

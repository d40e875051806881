"""A change knows its edits, and what they are about."""

import datetime as dt
from functools import reduce

import pytest

from editor.document.editing.change import Change, is_smallest
from editor.document.editing.edits import CompoundEdit, Edit, InsertItem, RemoveItem, SetValue, applied
from editor.document.paths import FieldPath, path
from schemas import Entry, Issue, NewsItem, Noteworthy, Paragraph, Person
from schemas.review import Comment, Review, Thread

BEFORE = Issue(
    headline="Topics",
    top5=(Entry(id="a", title="One"), Entry(id="b")),
    noteworthy=Noteworthy(policy_news=(NewsItem(id="n1", text="News."),)),
)
AT = dt.datetime(2025, 3, 12, 9, 0, tzinfo=dt.UTC)
REVIEW = Review(threads=(Thread(path="headline", comments=(Comment(author="A", at=AT, text="Why?"),)),))
RENAMED = applied(BEFORE, SetValue(path("top5/a/title"), "Two"))
AFTER = applied(RENAMED, RemoveItem(path("noteworthy/policy_news/n1"))).model_copy(update={"review": REVIEW})


def test_the_edits_lead_from_one_issue_to_the_other() -> None:
    change = Change.between(BEFORE, AFTER)
    assert reduce(applied, change.edits, BEFORE) == AFTER
    assert Change.between(AFTER, BEFORE).edits[0] == SetValue(path("top5/a/title"), "One")


def test_content_and_review_are_told_apart() -> None:
    change = Change.between(BEFORE, AFTER)
    content = frozenset({path("top5/a/title"), path("noteworthy/policy_news")})
    assert change.content_paths == content
    assert change.paths - content == {path("review/threads")}
    assert reduce(applied, change.content_edits, BEFORE) == AFTER.model_copy(update={"review": Review()})


def test_what_a_change_concerns() -> None:
    edits = (SetValue(path("top5/a/title"), "Two"), InsertItem(path("imprint/authors"), 0, Person()))
    change = Change(BEFORE, AFTER, edits)
    concerned = ("", "top5", "top5/a", "top5/a/title/x", "imprint/authors/y")
    others = ("headline", "top5/b", "top5/a/comment", "imprint/contact")
    assert all(change.concerns(FieldPath.parse(name)) for name in concerned)
    assert not any(change.concerns(FieldPath.parse(name)) for name in others)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (SetValue(path("headline"), "Topics"), True),
        (SetValue(path("top5/a/issuing_bodies"), ("NDRC",)), True),
        (SetValue(path("top5/a/date"), None), True),
        (SetValue(path("top5/a/comment"), (Paragraph(id="p"),)), False),
        (SetValue(path("noteworthy"), Noteworthy()), False),
        (RemoveItem(path("top5/a")), True),
        (InsertItem(path("top5"), 0, Entry()), True),
        (CompoundEdit((RemoveItem(path("top5/a")),)), False),
    ],
)
def test_edits_that_need_no_comparison(edit: Edit, expected: bool) -> None:
    assert is_smallest(edit) is expected

"""Comment threads: start, reply, resolve, and anchors."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.editing.edits import MoveItem, RemoveItem, SetValue, applied
from editor.document.paths import NoSuchField, path
from editor.document.review.anchors import Anchor
from editor.document.review.threads import (
    anchor_of,
    is_attached,
    shown_anchor,
    with_new_thread,
    with_reply,
    with_resolved,
    with_updated_anchors,
)
from schemas import Entry, Issue, Paragraph
from schemas.review import Review, Thread

AT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)
TEXT = path("top5/e1/comment/p1/text")
ISSUE = Issue(
    top5=(
        Entry(id="e1", comment=(Paragraph(id="p1", text="The plan is **vague** on 数据 and money."),)),
        Entry(id="e2", title="Two"),
    ),
    review=with_new_thread(Review(), TEXT, "Says who?", by="Sample Editor", at=AT, place=Anchor(12, "vague on 数据")),
)


def only(issue: Issue) -> Thread:
    (thread,) = issue.review.threads
    return thread


def edit(issue: Issue, text: str) -> Issue:
    after = applied(issue, SetValue(TEXT, text))
    return with_updated_anchors(issue, after)


def test_a_reply_reopens_a_resolved_thread() -> None:
    review = ISSUE.review
    thread = review.threads[0]
    assert (thread.path, thread.words, thread.comments[0].text) == (str(TEXT), "vague on 数据", "Says who?")
    review = with_resolved(with_reply(review, thread.id, "The notice.", by="Sample Author", at=AT), thread.id)
    assert [comment.text for comment in review.threads[0].comments] == ["Says who?", "The notice."]
    assert review.threads[0].resolved
    review = with_reply(review, thread.id, "Which one?", by="Sample Editor", at=AT)
    assert not review.threads[0].resolved
    assert with_resolved(with_resolved(review, thread.id), thread.id, done=False) == review
    with pytest.raises(NoSuchField):
        with_resolved(review, "nobody")


def test_a_thread_is_detached_and_attached_again_with_its_words() -> None:
    after = edit(ISSUE, "In the end the plan is **vague** on 数据.")
    assert anchor_of(after, only(after)) == Anchor(23, "vague on 数据")
    gone = edit(after, "In the end nothing.")
    assert not is_attached(gone, only(gone))
    back = edit(gone, "It is vague on 数据 again.")
    assert is_attached(back, only(back))
    assert only(back).start == 6


def test_a_letter_before_the_words_does_not_change_the_thread() -> None:
    assert edit(ISSUE, "Then the plan is **vague** on 数据 and money.").review is ISSUE.review


def test_a_thread_stays_on_its_own_occurrence() -> None:
    issue = ISSUE
    for length in range(1, 40):
        issue = edit(issue, f"On {'x' * length} vague on 数据, the plan is **vague** on 数据 and money.")
    place = anchor_of(issue, only(issue))
    assert place == Anchor(len(f"On {'x' * 39} vague on 数据, the plan is "), "vague on 数据")


def test_a_thread_is_detached_when_its_entry_is_removed() -> None:
    moved = with_updated_anchors(ISSUE, applied(ISSUE, MoveItem(path("top5/e1"), 1)))
    assert is_attached(moved, only(moved))
    removed = with_updated_anchors(ISSUE, applied(ISSUE, RemoveItem(path("top5/e1"))))
    assert not is_attached(removed, only(removed))
    assert only(removed) == only(ISSUE)  # nothing of it is lost


def test_a_thread_on_a_field_stays_on_it() -> None:
    review = with_new_thread(Review(), path("top5/e2/title"), "Shorter?", by="Sample Editor", at=AT)
    issue = ISSUE.model_copy(update={"review": review})
    after = with_updated_anchors(issue, applied(issue, SetValue(path("top5/e2/title"), "")))
    assert is_attached(after, only(after))


def test_a_thread_with_an_invalid_path_is_kept() -> None:
    odd = Thread(path="top5//x", words="x")
    issue = ISSUE.model_copy(update={"review": Review(threads=(odd,))})
    assert not is_attached(issue, odd)
    assert only(edit(issue, "Else.")) == odd


@given(st.lists(st.text("ab ", max_size=6), max_size=5))
def test_edits_of_other_fields_do_not_change_the_thread(titles: list[str]) -> None:
    issue = ISSUE
    for title in titles:
        issue = with_updated_anchors(issue, applied(issue, SetValue(path("top5/e2/title"), title)))
    assert issue.review is ISSUE.review


@pytest.mark.parametrize(
    ("shown", "place"),
    [
        ("The plan is **vague** on 数据 and money.", Anchor(12, "vague on 数据")),
        ("Now the plan is **vague** on 数据 and money.", Anchor(16, "vague on 数据")),
        ("The plan is **vague** and silent on 数据 and money.", Anchor(12, "vague and silent on 数据")),
        ("The plan is **vague** and money.", Anchor(12, "vague")),
        ("The plan is about money.", None),
    ],
)
def test_a_passage_is_found_in_the_text_with_suggestions(shown: str, place: Anchor | None) -> None:
    written = ISSUE.top5[0].comment[0]
    assert isinstance(written, Paragraph)
    assert shown_anchor(only(ISSUE), written.text, shown) == place


def test_a_passage_that_is_only_suggested_is_found_in_it() -> None:
    assert shown_anchor(only(ISSUE), "The plan is on money.", "The plan is vague on 数据.") == Anchor(
        12, "vague on 数据"
    )

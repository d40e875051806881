"""Review data survives edits of the content and merges."""

import datetime as dt

from hypothesis import example, given
from hypothesis import strategies as st

from editor.document.editing.edits import SetValue, applied
from editor.document.paths import path
from editor.document.review.anchors import Anchor, follow
from editor.document.review.rebase import merged_with_review, rebased
from editor.document.review.threads import anchor_of, with_new_thread, with_reply, with_updated_anchors
from editor.document.text.inline import plain
from schemas import Entry, Issue, Paragraph
from schemas.review import Review
from tests.properties.strategies import edited, issues

AT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)
# Letters at whose edges a text must not be taken apart: Han, a flag, a family, a combining mark.
letters = st.sampled_from(["a", "b", " ", "数", "据", "🇨🇳", "👩‍👧", "e\u0301", "’"])
words = st.lists(letters, min_size=1, max_size=4).map("".join).filter(lambda text: bool(text.strip()))
around = st.lists(letters, max_size=6).map("".join)


@given(around, words, around, around, around)
def test_an_anchor_survives_any_edit_around_it(
    before: str, marked: str, behind: str, new_before: str, new_behind: str
) -> None:
    middle = f"«{marked}»"
    old, new = f"{before}{middle}{behind}", f"{new_before}{middle}{new_behind}"
    place = follow(Anchor(plain(old).index(middle), middle), old, new)
    assert place == Anchor(plain(new).index(middle), middle)


@given(st.lists(around, min_size=1, max_size=5))
def test_a_thread_survives_any_edits_elsewhere_in_its_issue(titles: list[str]) -> None:
    text = path("top5/e1/comment/p1/text")
    issue = Issue(top5=(Entry(id="e1", comment=(Paragraph(id="p1", text="Words that stay."),)),))
    issue = issue.model_copy(
        update={"review": with_new_thread(Review(), text, "Why?", by="E", at=AT, place=Anchor(6, "that"))},
    )
    for title in titles:
        issue = rebased(issue, applied(issue, SetValue(path("top5/e1/title"), title)))
    assert anchor_of(issue, issue.review.threads[0]) == Anchor(6, "that")


@given(around, words, around, st.lists(st.tuples(around, around), min_size=1, max_size=6))
@example("", "a", "", [("", "a数数a"), ("数数", ""), ("", "")])
def test_a_thread_is_where_following_its_anchor_edit_by_edit_leads(
    before: str, marked: str, behind: str, rounds: list[tuple[str, str]]
) -> None:
    """Also where the same words stand elsewhere in the text, and although most edits change no thread."""
    field = path("top5/e1/comment/p1/text")

    def issue_of(text: str) -> Issue:
        return Issue(top5=(Entry(id="e1", comment=(Paragraph(id="p1", text=text),)),))

    text = f"{before}«{marked}»{behind}"
    place: Anchor | None = Anchor(plain(text).index(f"«{marked}»"), f"«{marked}»")
    review = with_new_thread(Review(), field, "Why?", by="E", at=AT, place=place)
    issue = issue_of(text).model_copy(update={"review": review})
    for new_before, new_behind in rounds:
        after = f"{new_before}«{marked}»{new_behind}{behind}«{marked}»"
        if place is None:  # where phrases changed places, these may be told as the ones that went
            return
        place = follow(place, text, after)
        issue = with_updated_anchors(issue, applied(issue, SetValue(field, after)))
        assert anchor_of(issue, issue.review.threads[0]) == place
        text = after


@given(st.data(), issues)
def test_both_reviewers_comments_are_kept_in_either_save_order(data: st.DataObject, issue: Issue) -> None:
    issue = issue.model_copy(update={"review": with_new_thread(Review(), path("headline"), "first", by="E", at=AT)})
    thread = issue.review.threads[0].id

    def side(name: str) -> Issue:
        done = rebased(issue, data.draw(edited(issue)).model_copy(update={"review": issue.review}))
        review = with_reply(done.review, thread, f"answer of {name}", by=name, at=AT)
        review = with_new_thread(review, path("headline"), f"thread of {name}", by=name, at=AT)
        return done.model_copy(update={"review": review})

    one, two = side("one"), side("two")
    wanted = {"first", "answer of one", "answer of two", "thread of one", "thread of two"}
    for ours, theirs in ((one, two), (two, one)):
        both = merged_with_review(issue, ours, theirs)
        assert {comment.text for each in both.issue.review.threads for comment in each.comments} == wanted
        assert not any(conflict.path[:1] == ("review",) for conflict in both.conflicts)

"""The review stays true while the content changes beneath it."""

import datetime as dt
import json

from editor.document.editing.diff import changes
from editor.document.editing.edit_json import as_json, from_json
from editor.document.editing.edits import CompoundEdit, InsertItem, RemoveItem, SetValue, applied
from editor.document.paths import path, value_at
from editor.document.review.anchors import Anchor
from editor.document.review.approvals import with_state
from editor.document.review.publishing import marked_published
from editor.document.review.rebase import merged_with_review, rebased, restored
from editor.document.review.threads import anchor_of, is_attached, with_new_thread, with_reply, with_resolved
from editor.document.suggestions.content import content_of
from editor.document.suggestions.review import as_suggested, open_records, rejected
from schemas import Entry, Issue, Paragraph
from schemas.review import Review, State, Thread
from tests.suggesting import with_suggested

AT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
LATER = AT + dt.timedelta(hours=2)
TEXT = path("top5/e1/comment/p1/text")
WORDS = "vague on money"
ISSUE = Issue(
    top5=(Entry(id="e1", title="One", comment=(Paragraph(id="p1", text="The plan is vague on money and time."),)),),
    review=with_new_thread(Review(), TEXT, "Says who?", by="Sample Editor", at=AT, place=Anchor(12, WORDS)),
)


def words_at(issue: Issue, number: int = 0) -> str:
    thread = issue.review.threads[number]
    place = anchor_of(issue, thread)
    assert place is not None
    return f"{thread.path}:{place.start}:{place.words}"


def proposing(issue: Issue, text: str, author: str = "Sample Editor") -> Issue:
    return with_suggested(issue, author, applied(issue, SetValue(TEXT, text)), AT)


def test_a_thread_goes_with_its_words_into_the_paragraph_that_was_parted_off() -> None:
    rest = Paragraph(id="p2", text="vague on money and time.")
    after = applied(ISSUE, CompoundEdit((SetValue(TEXT, "The plan is "), InsertItem(path("top5/e1/comment"), 1, rest))))
    parted = rebased(ISSUE, after)
    assert words_at(parted) == f"top5/e1/comment/p2/text:0:{WORDS}"
    joined = applied(
        parted, CompoundEdit((SetValue(TEXT, "The plan is vague on money."), RemoveItem(path("top5/e1/comment/p2"))))
    )
    assert words_at(rebased(parted, joined)) == f"{TEXT}:12:{WORDS}"


def test_two_reviewers_marks_come_together_and_none_is_lost() -> None:
    thread = ISSUE.review.threads[0].id
    one = with_reply(ISSUE.review, thread, "The notice.", by="Sample Author", at=AT)
    one = with_new_thread(one, TEXT, "Shorter.", by="Sample Author", at=AT, place=Anchor(0, "The plan"))
    ours = proposing(ISSUE.model_copy(update={"review": one}), "The plan is clear on money and time.", "Sample Author")
    theirs = applied(ISSUE, SetValue(TEXT, "In short: the plan is vague on money and time."))
    theirs = rebased(ISSUE, theirs)
    two = with_resolved(
        with_new_thread(theirs.review, path("top5/e1/title"), "Longer.", by="Sample Editor", at=AT), thread
    )
    both = merged_with_review(ISSUE, ours, theirs.model_copy(update={"review": two}))
    assert both.conflicts == ()
    said = {comment.text for thread in both.issue.review.threads for comment in thread.comments}
    assert said == {"Says who?", "The notice.", "Shorter.", "Longer."}
    assert both.issue.review.threads[0].resolved
    assert words_at(both.issue) == f"{TEXT}:22:{WORDS}"
    assert (
        value_at(as_suggested(both.issue, "Sample Author").issue, TEXT)
        == "In short: the plan is clear on money and time."
    )


def test_of_two_approvals_the_later_one_counts_whoever_saves_first() -> None:
    approved = with_state(ISSUE, ISSUE.review, frozenset({"imprint"}), State.APPROVED, by="Sample Editor", at=LATER)
    sent_back = with_state(ISSUE, ISSUE.review, frozenset({"imprint"}), State.DRAFT, by="Sample Author", at=AT)
    sides = [ISSUE.model_copy(update={"review": review}) for review in (approved, sent_back)]
    for ours, theirs in (sides, sides[::-1]):
        both = merged_with_review(ISSUE, ours, theirs)
        assert both.conflicts == ()
        assert both.issue.review.approvals == approved.approvals


def test_words_that_both_sides_moved_are_found_in_the_result() -> None:
    ours = rebased(ISSUE, applied(ISSUE, SetValue(TEXT, "Now the plan is vague on money.")))
    theirs = rebased(ISSUE, applied(ISSUE, SetValue(TEXT, "Nobody doubts that the plan is vague on money.")))
    both = merged_with_review(ISSUE, ours, theirs)
    assert [conflict.path for conflict in both.conflicts] == [TEXT]  # the text is asked about, its marks are not
    assert words_at(both.issue) == f"{TEXT}:16:{WORDS}"


def test_a_suggestion_stays_while_the_author_writes_elsewhere_and_beneath_it() -> None:
    issue = proposing(ISSUE, "The plan is clear on money and time.")
    elsewhere = rebased(issue, applied(issue, SetValue(path("top5/e1/title"), "Two")))
    assert elsewhere.review is issue.review
    beneath = rebased(issue, applied(issue, SetValue(TEXT, "The plan is vague on money and space.")))
    assert value_at(as_suggested(beneath, "Sample Editor").issue, TEXT) == "The plan is clear on money and space."
    taken = rebased(issue, applied(issue, SetValue(TEXT, "The plan is clear on money and time.")))
    assert [one.outdated for one in open_records(taken.review)] == [True]


def test_a_version_comes_back_with_its_own_review() -> None:
    then = proposing(ISSUE, "The plan is clear on money and time.")
    ids = [one.id for one in open_records(then.review)]
    now = rejected(then, ids, by="Sample Author", at=AT).issue
    now = rebased(now, applied(now, SetValue(TEXT, "Something else.")))
    now = with_suggested(now, "Another Editor", applied(now, SetValue(path("top5/e1/title"), "Two")), AT)
    back = restored(now, then, with_review=True)
    assert content_of(back) == content_of(then)
    assert [one.author for one in open_records(back.review)] == ["Sample Editor", "Another Editor"]
    assert back.review.threads == then.review.threads
    kept = restored(now, then)
    assert content_of(kept) == content_of(then)
    assert [one.author for one in open_records(kept.review)] == ["Another Editor"]


def test_a_version_comes_back_under_the_review_of_now() -> None:
    now = rebased(ISSUE, applied(ISSUE, SetValue(TEXT, "The plan is firm.")))
    assert not is_attached(now, now.review.threads[0])
    back = restored(now, content_of(ISSUE))
    assert value_at(back, TEXT) == value_at(ISSUE, TEXT)
    assert words_at(back) == f"{TEXT}:12:{WORDS}"


def test_a_thread_whose_file_was_changed_by_another_program_is_found_or_said_to_be_detached() -> None:
    thread = Thread(path=str(TEXT), start=3, words=WORDS)
    assert anchor_of(ISSUE, thread) == Anchor(12, WORDS)
    assert is_attached(ISSUE, thread)
    assert not is_attached(ISSUE, thread.model_copy(update={"words": "never written"}))
    assert not is_attached(ISSUE, Thread(path="top5/e9/title"))


def test_marks_go_through_edits_as_plain_values_with_their_time_zone() -> None:
    issue = proposing(ISSUE, "Else.")
    issue = issue.model_copy(
        update={"review": with_state(issue, issue.review, frozenset({"imprint"}), State.APPROVED, by="E", at=LATER)}
    )
    plain = json.loads(json.dumps([as_json(edit) for edit in changes(Issue(), issue)]))
    after = applied(Issue(), CompoundEdit(tuple(from_json(one) for one in plain)))
    assert after == issue
    assert after.review.approvals[0].at.utcoffset() == dt.timedelta(hours=1)


def test_of_two_publications_the_later_one_counts_whole() -> None:
    base = Issue(headline="Topics")
    early, late = (
        marked_published(base, digest * 64, by=by, at=AT + dt.timedelta(hours=hours))
        for digest, by, hours in (("a", "Sample Author", 1), ("b", "Sample Editor", 2))
    )
    for ours, theirs in ((early, late), (late, early)):
        both = merged_with_review(marked_published(base, "0" * 64, by="Old", at=AT), ours, theirs)
        assert both.conflicts == ()
        assert both.issue.review.publication == late.review.publication
    assert merged_with_review(base, base, late).issue.review.publication == late.review.publication

"""The review kept true while the content changes beneath it: after an edit, and after a merge."""

from __future__ import annotations

from collections.abc import Sequence

from editor.document.editing.edits import Edit
from editor.document.merging.merge import MergeResult, merged
from editor.document.review.anchors import follow, nearest_anchor
from editor.document.review.threads import anchor_in, text_of, with_anchor, with_threads, with_updated_anchors
from editor.document.suggestions.follow import with_rebased_suggestions
from editor.document.suggestions.merge import with_merged_suggestions
from editor.document.text.inline import plain
from schemas import Issue
from schemas.review import Thread


def rebased(before: Issue, after: Issue, edits: Sequence[Edit] | None = None) -> Issue:
    """`after` with threads on their words and suggestions on its content. The same object without a review.

    `edits` are the smallest ones that led from one content to the other, where they are known.
    """
    if not after.review.threads and not after.review.suggestions:
        return after
    return with_rebased_suggestions(before, with_updated_anchors(before, after), edits)


def merged_with_review(base: Issue, ours: Issue, theirs: Issue) -> MergeResult:
    """Both sides' changes since `base`; threads and suggestions of both follow the text that came of both."""
    both = merged(*(_without_suggestions(side) for side in (base, ours, theirs)))
    issue = with_merged_suggestions(both.issue, base, ours, theirs)
    threads = tuple(_on_words(thread, issue, (ours, theirs)) for thread in issue.review.threads)
    return MergeResult(with_threads(issue, threads), both.conflicts)


def restored(now: Issue, then: Issue, *, with_review: bool = False) -> Issue:
    """The content of another version, under the review as it is now or, `with_review`, as it was then.

    Threads and suggestions that came later stay either way. With the review, what was decided later is open again.
    """
    later = rebased(now, then.model_copy(update={"review": now.review}))
    if not with_review:
        return later
    threads, records = then.review.threads, then.review.suggestions
    known = {one.id for one in (*threads, *records, *then.review.decisions)}
    decided = {one.id for one in now.review.decisions}
    review = then.review.model_copy(
        update={
            "threads": (*threads, *(one for one in later.review.threads if one.id not in known)),
            "suggestions": (
                *records,
                *(one for one in later.review.suggestions if one.id not in known and one.id not in decided),
            ),
        }
    )
    return then.model_copy(update={"review": review})


def _without_suggestions(issue: Issue) -> Issue:
    """Suggestions are merged by what became of them, not by their fields."""
    if not issue.review.suggestions and not issue.review.decisions:
        return issue
    return issue.model_copy(update={"review": issue.review.model_copy(update={"suggestions": (), "decisions": ()})})


def _on_words(thread: Thread, issue: Issue, sides: tuple[Issue, ...]) -> Thread:
    """The thread where its words stand in the merged text, followed from the side that says where they were."""
    text = text_of(issue, thread)
    if text is None or not thread.words:
        return thread
    texts: list[str] = []
    for side in sides:
        own = text_of(side, thread)
        known = next((one for one in side.review.threads if one.id == thread.id), None)
        if own is not None and known is not None and (known.start, known.words) == (thread.start, thread.words):
            if own == text and not known.detached:
                return with_anchor(thread, anchor_in(plain(text), thread))
            texts.append(own)
    for own in texts:
        place = anchor_in(plain(own), thread)
        if place is not None:
            return with_anchor(thread, follow(place, own, text))
    return with_anchor(thread, nearest_anchor(thread.words, thread.start, plain(text)))

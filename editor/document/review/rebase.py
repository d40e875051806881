"""The review kept true while the content changes beneath it: after an edit, and after a merge."""

from __future__ import annotations

from editor.document.merging.merge import MergeResult, merged
from editor.document.review.anchors import follow, nearest_anchor
from editor.document.review.proposals import kept_on_content
from editor.document.review.threads import anchor_in, text_of, with_anchor, with_threads, with_updated_anchors
from editor.document.text.inline import plain
from schemas import Issue
from schemas.review import Review, Thread


def settled(before: Issue, after: Issue) -> Issue:
    """`after` with threads on their words and proposals on top of the content. The same object without a review."""
    if not after.review.threads and not after.review.proposals:
        return after
    return kept_on_content(before, with_updated_anchors(before, after))


def merged_with_review(base: Issue, ours: Issue, theirs: Issue) -> MergeResult:
    """Both sides' changes since `base`; each side's threads and proposals stand on the text that came of both."""
    both = merged(base, ours, theirs)
    issue = _brought(_brought(both.issue, theirs, base), ours, base)
    threads = tuple(_on_words(thread, issue, (ours, theirs)) for thread in issue.review.threads)
    return MergeResult(with_threads(issue, threads), both.conflicts)


def restored(now: Issue, then: Issue) -> Issue:
    """The content of another version under the review as it is now."""
    return settled(now, then.model_copy(update={"review": now.review}))


def _brought(both: Issue, side: Issue, base: Issue) -> Issue:
    """The merged issue with the proposals that are as one side has them moved from its content to what came of both."""
    own = {proposal.id: proposal for proposal in side.review.proposals}
    other = {proposal.id: proposal for proposal in base.review.proposals}
    changed = [one for one in both.review.proposals if own.get(one.id) == one and other.get(one.id) != one]
    if not changed:
        return both
    review = Review(threads=(), proposals=tuple(changed))
    before = side.model_copy(update={"review": review})
    after = kept_on_content(before, both.model_copy(update={"review": review}))
    new = {proposal.id: proposal for proposal in after.review.proposals}
    kept = (new.get(one.id) if one in changed else one for one in both.review.proposals)
    proposals = tuple(one for one in kept if one is not None)
    return both.model_copy(update={"review": both.review.model_copy(update={"proposals": proposals})})


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

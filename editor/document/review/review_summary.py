"""One-line summaries of the changes to a review, for messages and the list of versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from editor.document.text.phrasing import counted
from schemas.review import Review, State

_STATE_VERBS = {State.APPROVED: "approved", State.IN_REVIEW: "ready for review", State.DRAFT: "sent back"}


def review_summary(before: Review, after: Review) -> tuple[str, ...]:
    """Return texts such as `2 comments`, `1 comment resolved`, `9 sections approved`; "review" for other changes."""
    if before == after:
        return ()
    return tuple(_counts(before, after)) or ("review",)


def _counts(before: Review, after: Review) -> Iterator[str]:
    known = {comment.id for thread in before.threads for comment in thread.comments}
    if new := sum(comment.id not in known for thread in after.threads for comment in thread.comments):
        yield counted(new, "comment")
    was_open = {thread.id for thread in before.threads if not thread.resolved}
    if resolved := sum(thread.resolved and thread.id in was_open for thread in after.threads):
        yield f"{counted(resolved, 'comment')} resolved"
    was_resolved = {thread.id for thread in before.threads if thread.resolved}
    if reopened := sum(not thread.resolved and thread.id in was_resolved for thread in after.threads):
        yield f"{counted(reopened, 'comment')} reopened"
    if removed := len(known - {comment.id for thread in after.threads for comment in thread.comments}):
        yield f"{counted(removed, 'comment')} removed"
    if _suggestions(before) != _suggestions(after):
        yield "suggestions"
    given = {approval.id: approval for approval in before.approvals}
    new_states = [one for one in after.approvals if given.get(one.id) != one]
    states = Counter(one.state for one in new_states if not one.withdrawn)
    for state, verb in _STATE_VERBS.items():
        if states[state]:
            yield f"{counted(states[state], 'section')} {verb}"
    if withdrawn := sum(one.withdrawn for one in new_states):
        yield f"{counted(withdrawn, 'approval')} withdrawn"
    if after.publication is not None and after.publication != before.publication:
        yield "published"


def _suggestions(review: Review) -> tuple[set[tuple[str, int]], set[str]]:
    """What is suggested and decided, wherever it is in the text."""
    return {(one.id, one.counter) for one in review.suggestions}, {one.id for one in review.decisions}

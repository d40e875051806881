"""Signing what somebody wrote before the program knew the name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from schemas.part import Item
from schemas.review import Comment, Review, Thread
from schemas.suggestion import Suggestion

_ItemT = TypeVar("_ItemT", bound=Item)


def signed(review: Review, others: Sequence[Review], nobody: str, name: str) -> Review:
    """Return the review with `name` in place of `nobody` under all that is in none of the `others`.

    These are the states that were read from files: what is in them may be somebody else's.
    """
    before = {one.id for other in others for one in _with_author(other)}

    def sign(one: _ItemT, key: str) -> _ItemT:
        is_own = getattr(one, key) == nobody and one.id not in before
        return one.model_copy(update={key: name}) if is_own else one

    def of_thread(thread: Thread) -> Thread:
        comments = tuple(sign(comment, "author") for comment in thread.comments)
        return thread.model_copy(update={"comments": comments})

    def of_suggestion(one: Suggestion) -> Suggestion:
        replies = tuple(sign(reply, "author") for reply in one.replies)
        return sign(one, "author").model_copy(update={"replies": replies})

    approvals = [one for other in others for one in other.approvals]
    publications = [other.publication for other in others]
    publication = review.publication
    update: dict[str, Any] = {
        "threads": tuple(map(of_thread, review.threads)),
        "suggestions": tuple(map(of_suggestion, review.suggestions)),
        "approvals": tuple(
            one if one in approvals or one.by != nobody else one.model_copy(update={"by": name})
            for one in review.approvals
        ),
    }
    if publication is not None and publication not in publications and publication.by == nobody:
        update["publication"] = publication.model_copy(update={"by": name})
    return review.model_copy(update=update)


def _with_author(review: Review) -> Iterable[Item]:
    comments: Iterable[Comment] = (comment for thread in review.threads for comment in thread.comments)
    yield from comments
    yield from review.suggestions
    yield from (reply for one in review.suggestions for reply in one.replies)

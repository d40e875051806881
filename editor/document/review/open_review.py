"""What is open in a review when an issue goes out: suggestions and comments, which do not go out with it."""

from __future__ import annotations

from editor.document.suggestions.cards import cards
from editor.document.suggestions.review import open_records
from editor.document.text.phrasing import counted
from schemas.review import Review


def open_ids(review: Review) -> frozenset[str]:
    """Return the ids of open suggestions and comments. Who has agreed to publish with these is not asked again."""
    threads = {thread.id for thread in review.threads if not thread.resolved}
    return frozenset(threads | {one.id for one in open_records(review)})


def open_count(review: Review) -> str:
    """Return `2 comments and 1 suggestion`; "" if nothing is open."""
    comments = sum(not thread.resolved for thread in review.threads)
    numbers = ((comments, "comment"), (len(cards(open_records(review))), "suggestion"))
    return " and ".join(counted(number, noun) for number, noun in numbers if number)

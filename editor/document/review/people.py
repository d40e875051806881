"""The people who take part in a review, and a number for each, which a colour is chosen by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from schemas.review import Review


def people(review: Review) -> frozenset[str]:
    """Return the names of all who have suggested or commented."""
    names = {one.author for one in review.suggestions}
    names |= {reply.author for one in review.suggestions for reply in one.replies}
    return frozenset(names | {comment.author for thread in review.threads for comment in thread.comments})


def numbered(names: Iterable[str], count: int) -> Mapping[str, int]:
    """Return a number from 1 to `count` for each name.

    It depends on the names alone, so that everybody sees the same colours, and stays as others join, unless two would
    have the same number: the one later in the alphabet gets the next that is free.
    """
    found: dict[str, int] = {}
    for name in sorted(set(names)):
        wanted = int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:4], "big") % count
        taken = set(found.values())
        free = ((wanted + step) % count + 1 for step in range(count))
        found[name] = next((number for number in free if number not in taken), wanted + 1)
    return found

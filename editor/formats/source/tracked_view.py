"""Which text of a document with tracked changes is read."""

from __future__ import annotations

from enum import Enum, auto


class TrackedView(Enum):
    """Which text of a document with tracked changes is read."""

    ACCEPTED = auto()
    """With insertions and without deletions."""
    REJECTED = auto()
    """As it was before the changes."""


def accepts(view: TrackedView | frozenset[str], author: str) -> bool:
    """Whether the text has the changes of an author. Names of authors for `view` are those whose changes it has."""
    return author in view if isinstance(view, frozenset) else view is TrackedView.ACCEPTED

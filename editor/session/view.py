"""Ways to look at an open issue. Without one, what is shown is the issue itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Protocol

from editor.document.review.proposed import content_of, proposal_by, proposed, with_proposed
from schemas import Issue


class View(Protocol):
    """What is shown of an issue, and what becomes of the issue when that is edited."""

    def shown(self, whole: Issue) -> Issue:
        """What is shown and edited."""

    def whole(self, before: Issue, shown: Issue) -> Issue:
        """The issue after what is shown of it was edited."""


class Suggesting:
    """Shows what an editor proposes. Edits go into the proposal, and the content stays as its author wrote it."""

    def __init__(self, author: str, now: Callable[[], dt.datetime]) -> None:
        self.author = author
        self._now = now
        self._last: tuple[Issue, Issue] | None = None

    def shown(self, whole: Issue) -> Issue:
        if self._last is not None and self._last[0] is whole:
            return self._last[1]
        proposal = proposal_by(whole.review, self.author)
        return self._remember(whole, proposed(whole, proposal) if proposal is not None else whole)

    def whole(self, before: Issue, shown: Issue) -> Issue:
        after = before.model_copy(update={"review": shown.review})
        after = with_proposed(after, self.author, content_of(shown), self._now())
        self._remember(after, shown)
        return after

    def _remember(self, whole: Issue, shown: Issue) -> Issue:
        # What was typed shares all the rest with what was shown before, which a proposal read anew would not.
        shown = shown.model_copy(update={"review": whole.review})
        self._last = (whole, shown)
        return shown

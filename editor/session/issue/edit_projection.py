"""Projections of an open issue: what the window shows and edits. Without one, it is the issue itself."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple, Protocol

from editor.document.editing.diff import changes
from editor.document.editing.edits import EditRefused
from editor.document.review.incremental import with_retyped
from editor.document.review.proposals import content_of, proposal_by, proposed_and_rest, with_proposed
from schemas import Issue

IS_READING = "The text cannot be changed in reading mode. Choose Review > Write or Review > Suggest."

_REMEMBERED = 100
"""States of one issue that undo may come back to."""


class EditProjection(Protocol):
    """Maps an issue to what is shown of it, and edits of that back to the issue."""

    def shown(self, whole: Issue) -> Issue:
        """Return what is shown and edited of an issue."""

    def whole(self, before: Issue, shown: Issue) -> Issue:
        """Return the issue after an edit of what is shown. Raises EditRefused if the edit is not allowed."""


class ReadingProjection:
    """Shows the issue itself. Comments can be changed, the text cannot."""

    def shown(self, whole: Issue) -> Issue:
        return whole

    def whole(self, before: Issue, shown: Issue) -> Issue:
        if changes(content_of(before), content_of(shown)):
            raise EditRefused(IS_READING)
        return shown


class _State(NamedTuple):
    """What was shown of an issue; `rest` are the edits of the proposal that do not fit it."""

    whole: Issue
    shown: Issue
    rest: tuple[str, ...]


class SuggestingProjection:
    """Shows what an editor proposes. Edits go into the proposal, and the content stays as its author wrote it."""

    def __init__(self, author: str, now: Callable[[], dt.datetime]) -> None:
        self.author = author
        self._now = now
        # What was typed shares all the rest with what was shown before, which a proposal read anew would not.
        self._states: OrderedDict[int, _State] = OrderedDict()

    def shown(self, whole: Issue) -> Issue:
        return self._state(whole).shown

    def known(self, whole: Issue) -> tuple[Issue, tuple[str, ...]]:
        """What is shown of an issue, and the edits of the proposal that do not fit it."""
        state = self._state(whole)
        return state.shown, state.rest

    def whole(self, before: Issue, shown: Issue) -> Issue:
        state = self._state(before)
        content, at = content_of(shown), self._now()
        edits = changes(content_of(state.shown), content)
        issue = before.model_copy(update={"review": shown.review})
        proposal = proposal_by(before.review, self.author)
        after = with_retyped(issue, proposal, content, edits, at) if proposal is not None else None
        if after is None:
            after = with_proposed(issue, self.author, content, at, state.rest)
        self._remember(after, shown, state.rest)
        return after

    def _state(self, whole: Issue) -> _State:
        known = self._states.get(id(whole))
        if known is not None and known.whole is whole:
            return known
        proposal = proposal_by(whole.review, self.author)
        shown, rest = proposed_and_rest(whole, proposal) if proposal is not None else (whole, ())
        return self._remember(whole, shown, rest)

    def _remember(self, whole: Issue, shown: Issue, rest: tuple[str, ...]) -> _State:
        state = _State(whole, shown.model_copy(update={"review": whole.review}), rest)
        self._states[id(whole)] = state
        while len(self._states) > _REMEMBERED:
            self._states.popitem(last=False)
        return state

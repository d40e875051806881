"""Projections of an open issue: what the window shows and edits. Without one, it is the issue itself."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from editor.document.editing.change import REVIEW, is_smallest
from editor.document.editing.diff import changed_paths, changes
from editor.document.editing.edits import Edit, EditRefused, MoveItem
from editor.document.suggestions.content import content_of
from editor.document.suggestions.review import as_suggested, next_counter, suggested, with_applied_fields
from editor.document.suggestions.signature import Signature
from schemas import Issue

IS_READING = "The text cannot be changed in reading mode. Choose Review > Write or Review > Suggest."

_REMEMBERED = 100
"""States of one issue that undo may come back to."""


class EditProjection(Protocol):
    """Maps an issue to what is shown of it, and edits of that back to the issue."""

    def shown(self, whole: Issue) -> Issue:
        """Return what is shown and edited of an issue."""

    def whole(self, before: Issue, shown: Issue, edits: Sequence[Edit] = ()) -> Issue:
        """Return the issue after an edit of what is shown. Raises EditRefused if the edit is not allowed.

        `edits` are those that were made, if they are known.
        """


class ReadingProjection:
    """Shows the issue itself. Comments can be changed, the text cannot."""

    def shown(self, whole: Issue) -> Issue:
        return whole

    def whole(self, before: Issue, shown: Issue, edits: Sequence[Edit] = ()) -> Issue:
        if changes(content_of(before), content_of(shown)):
            raise EditRefused(IS_READING)
        return shown


def _is_review(edits: Sequence[Edit]) -> bool:
    return any(path[:1] == (REVIEW,) for path in changed_paths(tuple(edits)))


class _State(NamedTuple):
    """What was shown of an issue."""

    whole: Issue
    shown: Issue


class SuggestingProjection:
    """Shows the content as one person suggests it. Edits become suggestions; the content stays as it is."""

    def __init__(self, author: str, now: Callable[[], dt.datetime]) -> None:
        self.author = author
        self._now = now
        # What was typed shares all the rest with what was shown before, which suggestions applied again would not.
        self._states: OrderedDict[int, _State] = OrderedDict()

    def shown(self, whole: Issue) -> Issue:
        return self._state(whole).shown

    def whole(self, before: Issue, shown: Issue, edits: Sequence[Edit] = ()) -> Issue:
        known = self._state(before).shown
        content = content_of(shown)
        small = bool(edits) and all(map(is_smallest, edits))
        touched = edits if small and not _is_review(edits) else changes(content_of(known), content)
        issue = before.model_copy(update={"review": shown.review})
        if not touched:
            self._remember(issue, shown)
            return issue
        sign = Signature(self.author, self._now(), next_counter(before.review))
        moved = frozenset(edit.path for edit in edits if isinstance(edit, MoveItem))
        after = suggested(issue, content, touched, sign, moved=moved)
        self._remember(after, with_applied_fields(after, shown, touched, self.author))
        return after

    def _state(self, whole: Issue) -> _State:
        known = self._states.get(id(whole))
        if known is not None and known.whole is whole:
            return known
        return self._remember(whole, as_suggested(whole, self.author).issue)

    def _remember(self, whole: Issue, shown: Issue) -> _State:
        state = _State(whole, shown.model_copy(update={"review": whole.review}))
        self._states[id(whole)] = state
        while len(self._states) > _REMEMBERED:
            self._states.popitem(last=False)
        return state

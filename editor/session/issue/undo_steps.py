"""Undo steps: each holds the issue before and after, so that taking it back is exact by construction.

The issues share all that the step did not touch; a step costs the changed texts and some hundred bytes for each level
above them, so the stack has no limit.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtGui import QUndoCommand

from schemas import Issue

Put = Callable[[Issue], None]
"""Makes an issue the one that is open."""

_TYPING = 1  # Qt asks steps of one id whether they merge


class Step(QUndoCommand):
    """One change with a name. Steps with the same `run` are one stretch of typing and merge."""

    def __init__(self, label: str, before: Issue, after: Issue, run: Hashable | None, put: Put) -> None:
        super().__init__(label)
        self._before = before
        self._after = after
        self._run = run
        self._put = put

    def id(self) -> int:
        return -1 if self._run is None else _TYPING

    def redo(self) -> None:
        self._put(self._after)

    def undo(self) -> None:
        self._put(self._before)

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802 - Qt's name
        if not isinstance(other, Step) or other._run != self._run:
            return False
        self._after = other._after
        self.setObsolete(self._after is self._before or self._after == self._before)
        return True

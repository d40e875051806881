"""Undo steps. Each holds the issue before and after, so that undo is exact by construction.

The two issues share everything that the step did not change. A step costs the changed texts and some hundred bytes per
level above them, so the stack needs no limit.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtGui import QUndoCommand

from schemas import Issue

Put = Callable[[Issue], None]
"""Makes an issue the open one."""

_TYPING = 1  # Qt merges steps only if they have the same id


class Step(QUndoCommand):
    """One named change. Steps with the same `run` merge into one step of typing."""

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

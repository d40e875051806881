"""Undo steps. Each holds the issue before and after, so that undo is exact by construction.

The two issues share everything that the step did not change. A step costs the changed texts and some hundred bytes per
level above them, so the stack needs no limit.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtGui import QUndoCommand, QUndoStack

from schemas import Issue

Put = Callable[[Issue], None]
"""Makes an issue the open one."""


class Step(QUndoCommand):
    """One named change. Steps with the same `run` merge into one step of typing."""

    def __init__(self, label: str, before: Issue, after: Issue, run: Hashable | None, put: Put) -> None:
        super().__init__(label)
        self._before = before
        self._after = after
        self._run = run
        self._put = put

    def redo(self) -> None:
        self._put(self._after)

    def undo(self) -> None:
        self._put(self._before)

    def is_continued_by(self, other: Step) -> bool:
        """Whether both are parts of one run of typing."""
        return self._run is not None and other._run == self._run

    def merge(self, other: Step) -> None:
        """Take over what the next step did. Where the two undo each other, this one is obsolete."""
        self._after = other._after
        self.setObsolete(self._after is self._before or self._after == self._before)


class UndoStack(QUndoStack):
    """An undo stack that merges steps itself.

    A command that Qt merges is never freed by PySide6 6.12: with it, each issue that there was while somebody typed was
    kept, even after the issue was closed. `findings/pyside_merged_undo_command.sh` shows it.
    """

    def push(self, step: QUndoCommand) -> None:
        """Apply a step. It becomes part of the last one if it continues that."""
        is_at_end = self.index() == self.count()  # nothing was undone, and no macro is open
        last = self.command(self.index() - 1) if is_at_end else None
        if not isinstance(last, Step) or not isinstance(step, Step) or not last.is_continued_by(step):
            super().push(step)
            return
        step.redo()
        last.merge(step)
        if last.isObsolete():
            self.undo()  # removes it, and undoes nothing
        else:
            self.indexChanged.emit(self.index())

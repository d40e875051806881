"""Saving where somebody else has saved meanwhile: both sides' changes are put together, and what both changed is asked.

Until it is answered, one's own change stands in the issue and in the file. Theirs is in the question, and in the
history.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from editor.document.conflicts import Side, settled
from editor.document.merge import Conflict
from editor.files.errors import ChangedOutside
from editor.files.stored import open_stored
from editor.session.session import Session

_MOST = 5
"""How often in a row others may be quicker before it is told that the file changes all the time."""


class Merging(QObject):
    """Saves a session together with what others saved."""

    conflicts_changed = Signal()
    merged = Signal()
    """Changes of somebody else have come in."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._conflicts: tuple[Conflict, ...] = ()

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The fields that both sides changed and that nobody has answered for yet."""
        return self._conflicts

    def save(self) -> None:
        """Write the file; what somebody else has written there comes in first, as one step that can be undone.

        Raises FileTrouble, and ChangedOutside where others write all the time; nothing of either side is lost then.
        """
        for _ in range(_MOST):
            try:
                self._session.save()
            except ChangedOutside:
                self.bring_in()
            else:
                return
        self._session.save()

    def bring_in(self) -> None:
        """Put what the file holds now together with what was done here, as one step that is yet to be saved.

        Raises FileTrouble where the file cannot be read, or is gone.
        """
        stored = self._session.stored
        if stored is None:
            return
        theirs, found = open_stored(stored.path)
        new = self._session.merge(theirs, replace(found, disk=stored.disk), "Merge Changes")
        if new:
            renewed = {conflict.path for conflict in new}
            kept = (conflict for conflict in self._conflicts if conflict.path not in renewed)
            self._tell((*kept, *new))
        self.merged.emit()

    def answer(self, conflict: Conflict, side: Side) -> None:
        """Let one side's value stand, as a step that can be undone, and ask no more."""
        edit = settled(self._session.issue, conflict, side)
        if edit is not None:
            self._session.edit(edit, "Take Their Change" if side is Side.THEIRS else "Keep My Change")
        self._tell(tuple(one for one in self._conflicts if one is not conflict))

    def answer_all(self, side: Side) -> None:
        """Answer all that is still open alike."""
        for conflict in self._conflicts:
            self.answer(conflict, side)

    def _tell(self, conflicts: tuple[Conflict, ...]) -> None:
        if conflicts != self._conflicts:
            self._conflicts = conflicts
            self.conflicts_changed.emit()

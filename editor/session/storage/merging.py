"""Saving where somebody else has saved meanwhile: both sides' changes are put together, and what both changed is asked.

Until it is answered, one's own change stands in the issue and in the file. Theirs is in the question, and in the
history.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from editor.document.editing.conflicts import MergeSide, resolving_edit
from editor.document.editing.edits import EditRefused, applied
from editor.document.editing.merge import Conflict
from editor.document.paths import NoSuchField, value_at
from editor.document.summary import summary
from editor.files.errors import ChangedOnDisk
from editor.files.stored import open_issue
from editor.session.issue.session import Session
from schemas import Issue

_MOST = 5
"""How often in a row others may be quicker before it is told that the file changes all the time."""


@dataclass(frozen=True)
class MergedChanges:
    """The file as somebody else saved it, and what that has changed here, in words."""

    theirs: Issue
    differs: str


class Merging(QObject):
    """Saves a session together with what others saved."""

    conflicts_changed = Signal()
    merged = Signal(object)
    """An `Arrived`: changes of somebody else have come in."""

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

        Raises FileError, and ChangedOnDisk where others write all the time; nothing of either side is lost then.
        """
        before, theirs = self._session.whole, None
        try:
            for _ in range(_MOST):
                try:
                    self._session.save()
                except ChangedOnDisk:
                    theirs = self._brought_in() or theirs
                else:
                    return
            self._session.save()
        finally:
            self._say_merged(before, theirs)

    def bring_in(self) -> None:
        """Put what the file holds now together with what was done here, as one step that is yet to be saved.

        Raises FileError where the file cannot be read, or is gone.
        """
        before = self._session.whole
        self._say_merged(before, self._brought_in())

    def answer(self, conflict: Conflict, side: MergeSide) -> bool:
        """Let one side stand, and ask no more: theirs comes as a step that can be undone, ours is there already.

        False where theirs fits in no more; the question then stays.
        """
        if side is MergeSide.THEIRS and not self._takes(conflict):
            return False
        self._tell(tuple(one for one in self._conflicts if one is not conflict))
        return True

    def _takes(self, conflict: Conflict) -> bool:
        """Put their value in its place; False where it has none any more."""
        whole = self._session.whole
        edit = resolving_edit(whole, conflict, MergeSide.THEIRS)
        try:
            if edit is not None:
                self._session.revise(applied(whole, edit), "Take Their Change")
            elif conflict.theirs is not None:
                value_at(whole, conflict.path)
        except (EditRefused, NoSuchField):
            return False
        return True

    def _brought_in(self) -> Issue | None:
        """What the file holds, merged into what is here; None without a file. Raises FileError."""
        stored = self._session.stored
        if stored is None:
            return None
        theirs, found = open_issue(stored.path)
        new = self._session.merge(theirs, replace(found, disk=stored.disk), "Merge Changes")
        if new:
            renewed = {conflict.path for conflict in new}
            kept = (conflict for conflict in self._conflicts if conflict.path not in renewed)
            self._tell((*kept, *new))
        return theirs

    def _say_merged(self, before: Issue, theirs: Issue | None) -> None:
        """Of the issue as it was here before: where all that they changed is a question, nothing has come."""
        if theirs is not None and self._session.whole != before:
            self.merged.emit(MergedChanges(theirs, summary(before, self._session.whole)))

    def _tell(self, conflicts: tuple[Conflict, ...]) -> None:
        if conflicts != self._conflicts:
            self._conflicts = conflicts
            self.conflicts_changed.emit()

"""Merges the changes of others when an issue is saved, and keeps the conflicts until they are resolved.

Until a conflict is resolved, the issue and the file contain the user's own version. The other version is in the
conflict, and in version history.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from editor.document.editing.edits import EditRefused, applied
from editor.document.merging.conflicts import MergeSide, resolving_edit
from editor.document.merging.merge import Conflict
from editor.document.paths import NoSuchField, value_at
from editor.document.summary import summary
from editor.files.errors import ChangedOnDisk
from editor.files.stored import open_issue
from editor.session.issue.session import Session
from schemas import Issue

_MAX_ATTEMPTS = 5
"""Attempts to save before a file that keeps changing is reported."""


@dataclass(frozen=True)
class MergedChanges:
    """The issue as somebody else saved it, and a summary of what that changed in the open issue."""

    theirs: Issue
    differs: str


class Merging(QObject):
    """Saves a session and merges what others saved."""

    conflicts_changed = Signal()
    merged = Signal(object)
    """A `MergedChanges`: changes of somebody else were merged."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._conflicts: tuple[Conflict, ...] = ()

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Unresolved conflicts: fields that both sides changed."""
        return self._conflicts

    def save(self) -> None:
        """Write the file after merging what others wrote to it, as one undo step.

        Raises FileError, and ChangedOnDisk if the file changes again after each merge. Nothing is lost in either case.
        """
        before, theirs = self._session.whole, None
        try:
            for _ in range(_MAX_ATTEMPTS):
                try:
                    self._session.save()
                except ChangedOnDisk:
                    theirs = self._merge_file() or theirs
                else:
                    return
            self._session.save()
        finally:
            self._report_merge(before, theirs)

    def merge_file(self) -> None:
        """Merge the file into the open issue, as one undo step that is not saved yet.

        Raises FileError if the file cannot be read or does not exist.
        """
        before = self._session.whole
        self._report_merge(before, self._merge_file())

    def resolve(self, conflict: Conflict, side: MergeSide) -> bool:
        """Resolve a conflict. Theirs is applied as one undo step; ours is in the issue already.

        Return False if theirs no longer fits; the conflict then remains.
        """
        if side is MergeSide.THEIRS and not self._apply_theirs(conflict):
            return False
        self._set_conflicts(tuple(one for one in self._conflicts if one is not conflict))
        return True

    def _apply_theirs(self, conflict: Conflict) -> bool:
        """Apply their value; return False if its field no longer exists."""
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

    def _merge_file(self) -> Issue | None:
        """Merge the file and return its issue; None without a file. Raises FileError."""
        stored = self._session.stored
        if stored is None:
            return None
        theirs, found = open_issue(stored.path)
        new = self._session.merge(theirs, replace(found, disk=stored.disk), "Merge Changes")
        if new:
            renewed = {conflict.path for conflict in new}
            kept = (conflict for conflict in self._conflicts if conflict.path not in renewed)
            self._set_conflicts((*kept, *new))
        return theirs

    def _report_merge(self, before: Issue, theirs: Issue | None) -> None:
        """Report a merge, unless it changed nothing here because all their changes are conflicts."""
        if theirs is not None and self._session.whole != before:
            self.merged.emit(MergedChanges(theirs, summary(before, self._session.whole)))

    def _set_conflicts(self, conflicts: tuple[Conflict, ...]) -> None:
        if conflicts != self._conflicts:
            self._conflicts = conflicts
            self.conflicts_changed.emit()

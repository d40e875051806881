"""Merges the changes of others when an issue is saved, and keeps the conflicts until they are resolved.

Until a conflict is resolved, the issue and the file contain the user's own version. The other version is in the
conflict, and in version history.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.document.editing.diff import changes
from editor.document.editing.edits import EditRefused, SetValue, applied
from editor.document.paths import NoSuchField, value_at
from editor.document.summary import summary
from editor.files.damaged_review import parse_with_damaged_review
from editor.files.errors import ChangedOnDisk, FileError
from editor.files.reading import read_bytes
from editor.files.stored import open_issue
from editor.session.issue.session import Session
from schemas import Issue

if TYPE_CHECKING:  # imported with the first conflict, to keep the start-up time short
    from editor.document.merging.conflict import Conflict
    from editor.document.merging.conflicts import MergeSide

_MAX_ATTEMPTS = 5
"""Attempts to save before a file that keeps changing is reported."""
_MOST_BASES = 30
"""The newest versions that are looked through for the one that a conflicted copy came from."""


@dataclass(frozen=True)
class MergedChanges:
    """The issue as someone else saved it, and a summary of what that changed in the open issue."""

    theirs: Issue
    differs: str


class Merging(QObject):
    """Saves a session and merges what others saved."""

    conflicts_changed = Signal()
    merged = Signal(object)
    """A `MergedChanges`: changes of someone else were merged."""

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

    def merge_copy(self, copy: Path) -> None:
        """Merge a conflicted copy of the file into the open issue, as one undo step that is not saved yet.

        Raises FileError if the copy cannot be read, or is an issue of another newsletter.
        """
        from editor.document.review.rebase import merged_with_review

        before = self._session.whole
        data = read_bytes(copy)
        theirs, _ = parse_with_damaged_review(data, str(copy))
        if theirs.theme != before.theme:
            raise FileError(f"{copy.name} is an issue of another newsletter (theme {theirs.theme}).")
        both = merged_with_review(self._base_of(data, theirs) or Issue(), before, theirs)
        if both.issue != before:
            self._session.replace(both.issue, "Merge Conflicted Copy")
        self._add_conflicts(both.conflicts)
        self._report_merge(before, theirs)

    def _base_of(self, data: bytes, theirs: Issue) -> Issue | None:
        """The issue from which both were written: what its version says, or the version that the copy is most like."""
        from editor.files.history.history import History  # loads dulwich

        file = self._session.file
        if file is None:
            return None
        history = History.beside(file)
        if (before := history.issue_before(data)) is not None:
            return before
        found: list[Issue] = []
        for version in history.versions(file, _MOST_BASES):
            with suppress(FileError):  # an unreadable version is none
                found.append(history.issue_at(version))
        return min(found, key=lambda issue: len(changes(issue, theirs)), default=None)

    def resolve(self, conflict: Conflict, side: MergeSide) -> bool:
        """Keep one side, as a step that can be undone where that changes something, and close the conflict.

        Return False where the value has no place any more; the conflict then stays.
        """
        from editor.document.merging.conflicts import MergeSide

        # One's own value is there already, and what was typed since. An item that one had removed is still there.
        if (side is MergeSide.THEIRS or conflict.ours is None) and not self._apply(conflict, side):
            return False
        self._close(conflict)
        return True

    def resolve_with(self, conflict: Conflict, value: object) -> bool:
        """Put a text or blocks of one's own in the place of both, as a step that can be undone, and close the conflict.

        Return False where the field is not there any more; the conflict then stays.
        """
        try:
            self._session.revise(applied(self._session.whole, SetValue(conflict.path, value)), "Edit Both Changes")
        except (EditRefused, NoSuchField):
            return False
        self._close(conflict)
        return True

    def _close(self, conflict: Conflict) -> None:
        self._set_conflicts(tuple(one for one in self._conflicts if one is not conflict))

    def _apply(self, conflict: Conflict, side: MergeSide) -> bool:
        """Put one side's value in its place; False where it has none any more."""
        from editor.document.merging.conflicts import MergeSide, resolving_edit

        whole = self._session.whole
        wanted = conflict.theirs if side is MergeSide.THEIRS else conflict.ours
        edit = resolving_edit(whole, conflict, side)
        try:
            if edit is not None:
                label = "Take Their Change" if side is MergeSide.THEIRS else "Keep My Change"
                self._session.revise(applied(whole, edit), label)
            elif wanted is not None:
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
        self._add_conflicts(self._session.merge(theirs, replace(found, disk=stored.disk), "Merge Changes"))
        return theirs

    def _add_conflicts(self, new: tuple[Conflict, ...]) -> None:
        if new:
            renewed = {conflict.path for conflict in new}
            kept = (conflict for conflict in self._conflicts if conflict.path not in renewed)
            self._set_conflicts((*kept, *new))

    def _report_merge(self, before: Issue, theirs: Issue | None) -> None:
        """Report a merge, unless it changed nothing here because all their changes are conflicts."""
        if theirs is not None and self._session.whole != before:
            self.merged.emit(MergedChanges(theirs, summary(before, self._session.whole)))

    def _set_conflicts(self, conflicts: tuple[Conflict, ...]) -> None:
        if conflicts != self._conflicts:
            self._conflicts = conflicts
            self.conflicts_changed.emit()

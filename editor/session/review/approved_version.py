"""Searches the history for the version in which a section was as it was approved.

An approval holds the digest of a section, not its text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.document.paths import FieldPath, path_exists
from editor.document.review.section_digest import digest
from editor.files.errors import FileError
from editor.files.history.history import History, Version
from editor.session.issue.session import Session
from editor.session.storage.latest_only_worker import IsWanted, LatestOnlyWorker
from editor.session.storage.versions import SHOWN
from schemas import Issue


@dataclass(frozen=True)
class Approved:
    """The newest version with the approved content of the section at `path`; None if none of `looked_at` has it."""

    path: FieldPath
    version: Version | None = None
    issue: Issue | None = None
    looked_at: int = 0


class ApprovedVersion(QObject):
    """Looks for one at a time; a new question drops the one before. Whoever makes it closes it."""

    found = Signal(object)
    """An `Approved`."""

    def __init__(
        self,
        session: Session,
        parent: QObject | None = None,
        *,
        history_of: Callable[[Path], History] = History.beside,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._history_of = history_of
        self._worker = LatestOnlyWorker("approved")

    def look_for(self, path: FieldPath, approved: str) -> None:
        """Search for the version in which the section at `path` has the digest `approved`, and emit `found`.

        Nothing is emitted after `close`.
        """
        file = self._session.file

        def look(is_wanted: IsWanted) -> Approved:
            return self._looked(file, path, approved, is_wanted) if file is not None else Approved(path)

        self._worker.submit("approved", look, self.found.emit)

    def close(self) -> None:
        """Answer no more, and wait until the thread is out."""
        self._worker.close()

    def _looked(self, file: Path, path: FieldPath, approved: str, is_wanted: IsWanted) -> Approved:
        history = self._history_of(file)
        listed = history.versions(file, SHOWN)
        for version in listed:
            if not is_wanted():
                break
            try:
                issue = history.issue_at(version)
            except FileError:  # a version that cannot be read is not the one; the others may be
                continue
            if path_exists(issue, path) and digest(issue, path) == approved:
                return Approved(path, version, issue, len(listed))
        return Approved(path, looked_at=len(listed))

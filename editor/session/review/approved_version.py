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
    """The newest version with the approved section at `path`, or None after `checked` versions without it."""

    path: FieldPath
    version: Version | None = None
    issue: Issue | None = None
    checked: int = 0


class ApprovedVersion(QObject):
    """Runs one search at a time; a new one replaces it. The owner must `close` it."""

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

    def search(self, path: FieldPath, approved: str) -> None:
        """Search for the version in which the section at `path` has the digest `approved`, and emit `found`.

        Nothing is emitted after `close`.
        """
        file = self._session.file

        def run(is_wanted: IsWanted) -> Approved:
            return self._find(file, path, approved, is_wanted) if file is not None else Approved(path)

        self._worker.submit("approved", run, self.found.emit)

    def close(self) -> None:
        """Emit no more signals, and wait for the thread."""
        self._worker.close()

    def _find(self, file: Path, path: FieldPath, approved: str, is_wanted: IsWanted) -> Approved:
        history = self._history_of(file)
        listed = history.versions(file, SHOWN)
        for version in listed:
            if not is_wanted():
                break
            try:
                issue = history.issue_at(version)
            except FileError:  # skip a version that cannot be read
                continue
            if path_exists(issue, path) and digest(issue, path) == approved:
                return Approved(path, version, issue, len(listed))
        return Approved(path, checked=len(listed))

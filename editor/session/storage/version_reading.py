"""Reads versions in a thread: their list, one version with the changes since, and the author of a save."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.document.compare.issues import SectionDifferences, compare_issues
from editor.files.errors import FileError
from editor.files.history.history import History, Version
from editor.session.issue.session import Session
from editor.session.storage.latest_only_worker import IsWanted, LatestOnlyWorker
from editor.session.storage.versions import SHOWN
from schemas import Issue


@dataclass(frozen=True)
class Listing:
    """Versions, the newest first. `error` says why older ones cannot be read; `has_more` if there are more."""

    versions: tuple[Version, ...]
    error: FileError | None = None
    has_more: bool = False


@dataclass(frozen=True)
class ReadVersion:
    """A version, its content and the changes since; if it could not be read, `error` says why."""

    version: Version
    issue: Issue | None = None
    since: tuple[SectionDifferences, ...] = ()
    error: FileError | None = None


class VersionReading(QObject):
    """Reads the history of a session's file. Results arrive as signals, for the latest request only."""

    listed = Signal(object)
    """A `Listing`."""
    version_read = Signal(object)
    """A `ReadVersion`."""
    author_known = Signal(object, str)
    """The requested issue, and the name of its author; empty if unknown."""

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
        self._worker = LatestOnlyWorker("versions")

    def list_versions(self, most: int = SHOWN) -> None:
        """List the newest versions; `listed` follows."""
        file = self._session.file

        def read(_: IsWanted) -> Listing:
            if file is None:
                return Listing(())
            history = self._history_of(file)
            found = history.versions(file, most + 1)
            return Listing(found[:most], history.error, len(found) > most)

        self._worker.submit("list", read, self.listed.emit)

    def read_version(self, version: Version) -> None:
        """Read a version and compare it with the current issue; `version_read` follows."""
        file, now = self._session.file, self._session.whole
        if file is None:
            return

        def read(is_wanted: IsWanted) -> ReadVersion:
            try:
                issue = self._history_of(file).issue_at(version)
            except FileError as error:
                return ReadVersion(version, error=error)
            return ReadVersion(version, issue, compare_issues(issue, now, is_wanted))

        self._worker.submit("version", read, self.version_read.emit)

    def find_author(self, issue: Issue) -> None:
        """Find out who saved an issue; `author_known` follows. Waits a moment for a version just saved."""
        file = self._session.file

        def read(_: IsWanted) -> str:
            if file is not None:
                with contextlib.suppress(FileError):
                    return self._history_of(file).author_of(file, issue) or ""
            return ""

        self._worker.submit("", read, lambda name: self.author_known.emit(issue, name))

    def close(self) -> None:
        """Emit no more signals, and wait for the thread."""
        self._worker.close()

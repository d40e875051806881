"""Reading versions beside the window: a list of them, one of them with what has changed since, who saved what."""

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
    """The versions, the newest first, as far back as they can be read; `trouble` says why there are no more."""

    versions: tuple[Version, ...]
    trouble: FileError | None = None
    has_more: bool = False


@dataclass(frozen=True)
class ReadVersion:
    """A version with its content and what has changed from then to now; without them, `trouble` says why."""

    version: Version
    issue: Issue | None = None
    since: tuple[SectionDifferences, ...] = ()
    trouble: FileError | None = None


class VersionReading(QObject):
    """Reads the history of a session's file. Answers come as signals; of two questions, only the last is answered."""

    listed = Signal(object)
    """A `Listing`."""
    seen = Signal(object)
    """A `Seen`."""
    author_known = Signal(object, str)
    """The issue that was asked about, and who saved it; empty where nobody knows."""

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
        self._asking = LatestOnlyWorker("versions")

    def ask_for_list(self, most: int = SHOWN) -> None:
        """`listed` follows."""
        file = self._session.file

        def read(_: IsWanted) -> Listing:
            if file is None:
                return Listing(())
            history = self._history_of(file)
            found = history.versions(file, most + 1)
            return Listing(found[:most], history.trouble, len(found) > most)

        self._asking.ask("list", read, self.listed.emit)

    def look_at(self, version: Version) -> None:
        """`seen` follows, with the comparison to the issue as it is at this moment."""
        file, now = self._session.file, self._session.whole
        if file is None:
            return

        def read(is_wanted: IsWanted) -> ReadVersion:
            try:
                issue = self._history_of(file).issue_at(version)
            except FileError as trouble:
                return ReadVersion(version, trouble=trouble)
            return ReadVersion(version, issue, compare_issues(issue, now, is_wanted))

        self._asking.ask("version", read, self.seen.emit)

    def ask_who_saved(self, issue: Issue) -> None:
        """`author_known` follows; whoever saved it a moment ago is given time to say so."""
        file = self._session.file

        def read(_: IsWanted) -> str:
            if file is not None:
                with contextlib.suppress(FileError):
                    return self._history_of(file).author_of(file, issue) or ""
            return ""

        self._asking.ask("", read, lambda name: self.author_known.emit(issue, name))

    def close(self) -> None:
        """Answer no more, and wait until the thread is out."""
        self._asking.close()

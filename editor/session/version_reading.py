"""Reading versions beside the window: a list of them, one of them with what has changed since, who saved what.

A history on a network's disk, a large issue and a long comparison take their time: it is that of a thread.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.document.compare.issues import SectionDifferences, compared_issues
from editor.files.errors import FileTrouble
from editor.files.history import History, Version
from editor.session.session import Session
from editor.session.versions import SHOWN
from schemas import Issue


@dataclass(frozen=True)
class Listing:
    """The versions, the newest first, as far back as they can be read; `trouble` says why there are no more."""

    versions: tuple[Version, ...]
    trouble: FileTrouble | None = None
    has_more: bool = False


@dataclass(frozen=True)
class Seen:
    """A version with its content and what has changed from then to now; without them, `trouble` says why."""

    version: Version
    issue: Issue | None = None
    since: tuple[SectionDifferences, ...] = ()
    trouble: FileTrouble | None = None


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
        self._thread = ThreadPoolExecutor(1, "newsdesk-versions")
        self._lists = 0
        self._looks = 0
        self._is_closed = False

    def ask_for_list(self, most: int = SHOWN) -> None:
        """`listed` follows."""
        self._lists += 1
        file, number = self._session.file, self._lists

        def read() -> None:
            if number != self._lists:
                return
            listing = Listing(())
            if file is not None:
                history = self._history_of(file)
                found = history.versions(file, most + 1)
                listing = Listing(found[:most], history.trouble, len(found) > most)
            self._say(lambda: self.listed.emit(listing))

        self._submit(read)

    def look_at(self, version: Version) -> None:
        """`seen` follows, with the comparison to the issue as it is at this moment."""
        self._looks += 1
        file, now, number = self._session.file, self._session.whole, self._looks

        def read() -> None:
            if number != self._looks or file is None:
                return
            try:
                issue = self._history_of(file).issue_at(version)
                found = Seen(version, issue, compared_issues(issue, now))
            except FileTrouble as trouble:
                found = Seen(version, trouble=trouble)
            if number == self._looks:
                self._say(lambda: self.seen.emit(found))

        self._submit(read)

    def ask_who_saved(self, issue: Issue) -> None:
        """`author_known` follows; whoever saved it a moment ago is given time to say so."""
        file = self._session.file

        def read() -> None:
            name = ""
            if file is not None:
                with contextlib.suppress(FileTrouble):
                    name = self._history_of(file).author_of(file, issue) or ""
            self._say(lambda: self.author_known.emit(issue, name))

        self._submit(read)

    def close(self) -> None:
        """Answer no more, and wait until the thread is out."""
        self._is_closed = True
        self._lists += 1
        self._looks += 1
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _submit(self, read: Callable[[], None]) -> None:
        if not self._is_closed:  # what is on its way to somebody may still make them ask
            self._thread.submit(read)

    def _say(self, say: Callable[[], None]) -> None:
        if not self._is_closed:
            say()

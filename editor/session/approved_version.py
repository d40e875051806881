"""What was approved, looked for in the history: the version whose section is to the letter what the approval says.

An approval holds the digest of a section, not its text. Reading versions takes a disk's time: it is a thread's.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.document.review.sections import digest, sections
from editor.files.errors import FileTrouble
from editor.files.history import History, Version
from editor.session.session import Session
from editor.session.versions import SHOWN
from schemas import Issue


@dataclass(frozen=True)
class Approved:
    """The newest version that holds what was approved; None where none of the `looked_at` does."""

    key: str
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
        self._thread = ThreadPoolExecutor(1, "newsdesk-approved")
        self._asked = 0
        self._is_closed = False

    def look_for(self, key: str, approved: str) -> None:
        """Look for the version in which the section `key` has the digest `approved`; `found` follows.

        After `close` nothing does.
        """
        if self._is_closed:
            return
        self._asked += 1
        file, number = self._session.file, self._asked

        def look() -> None:
            answer = Approved(key)
            if file is not None:
                answer = self._looked(file, key, approved, number)
            if number == self._asked:
                self.found.emit(answer)

        self._thread.submit(look)

    def close(self) -> None:
        """Answer no more, and wait until the thread is out."""
        self._is_closed = True
        self._asked += 1
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _looked(self, file: Path, key: str, approved: str, number: int) -> Approved:
        history = self._history_of(file)
        listed = history.versions(file, SHOWN)
        for version in listed:
            if number != self._asked:
                break
            try:
                issue = history.issue_at(version)
            except FileTrouble:  # a version that cannot be read is not the one; the others may be
                continue
            if _digest(issue, key) == approved:
                return Approved(key, version, issue, len(listed))
        return Approved(key, looked_at=len(listed))


def _digest(issue: Issue, key: str) -> str:
    section = next((one for one in sections(issue) if one.key == key), None)
    return digest(issue, section) if section is not None else ""

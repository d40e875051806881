"""The versions of an open issue: every save creates one; they can be read, named and restored.

Versions are written in a thread, since disks and networks may be slow: saving neither waits for them nor fails with
them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from editor.document.review.rebase import restored
from editor.document.summary import summary
from editor.document.text.datetime_labels import datetime_label
from editor.files.errors import FileError
from editor.files.history.history import History, Version
from editor.files.issue_file import parse_issue
from editor.session.issue.session import Session
from schemas import Issue

SHOWN = 200
"""How many versions are listed at first; reading one takes some tenths of a millisecond."""

_MOST_WAITING = 50


@dataclass(frozen=True)
class _Save:
    """One save, with everything needed to record it later."""

    file: Path
    issue: Issue
    author: str
    when: dt.datetime
    replaced: bytes | None
    came_from: Path | None
    name: str | None = None


class Versions(QObject):
    """Records a version for each save of a session. `close` it before the session is deleted; this waits for writes."""

    changed = Signal()
    """A version was added or renamed."""
    error_changed = Signal()
    _done = Signal(object)

    def __init__(
        self,
        session: Session,
        author: Callable[[], str],
        parent: QObject | None = None,
        *,
        history_of: Callable[[Path], History] = History.beside,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._author = author
        self._history_of = history_of
        self._file = session.file
        self._waiting: list[_Save] = []  # used by the thread only
        self._newest: Version | None = None  # used by the thread only: the last version written
        self._thread = ThreadPoolExecutor(1, "newsdesk-history")
        self.error: FileError | None = None
        """Why the last version was not kept, or why earlier ones were lost; None if there is no error."""
        self._done.connect(self._on_written)
        session.saved.connect(self.keep)

    def listed(self, most: int = SHOWN) -> tuple[Version, ...]:
        """Return the versions of the issue's file, the newest first; empty without a file."""
        file = self._session.file
        return self._history_of(file).versions(file, most) if file is not None else ()

    def issue_at(self, version: Version) -> Issue:
        """Return the issue of a version. Raises FileError."""
        return self._history().issue_at(version)

    def differs(self, version: Version) -> str:
        """Return a summary of what restoring a version would change. Raises FileError."""
        return summary(self._session.whole, self.issue_at(version))

    def restore(self, version: Version, *, with_review: bool = False) -> None:
        """Replace the issue's content by that of a version, as one undo step that is not saved yet.

        The review stays as it is, or is restored `with_review`. Raises FileError; the issue is then unchanged.
        """
        self.restore_issue(version, self.issue_at(version), with_review=with_review)

    def restore_issue(self, version: Version, issue: Issue, *, with_review: bool = False) -> None:
        """Restore a version whose issue was read already. Raises FileError."""
        content = restored(self._session.whole, issue, with_review=with_review)
        self._session.replace(content, f"Restore Version of {datetime_label(version.when)}")

    def name(self, version: Version, name: str) -> None:
        """Name a version, such as "ready for review"; an empty name removes it. `changed` follows."""
        history, author = self._history(), self._author()

        def write() -> None:
            history.name(version, name, author)
            self._done.emit(history.error)

        self._thread.submit(write)

    def name_saved(self, name: str) -> None:
        """Name the version of the last save, even if it is still being written. `changed` follows."""
        author, file = self._author(), self._file

        def write() -> None:
            if self._waiting:
                self._waiting[-1] = replace(self._waiting[-1], name=name)
            elif self._newest is not None and file is not None:
                history = self._history_of(file)
                history.name(self._newest, name, author)
                self._done.emit(history.error)

        self._thread.submit(write)

    def close(self) -> None:
        """Wait until all versions are written, and record no more."""
        self._session.saved.disconnect(self.keep)
        self._thread.submit(self._write_waiting)
        self._thread.shutdown(wait=True)

    def _history(self) -> History:
        file = self._session.file
        if file is None:
            raise FileError("This issue has no versions yet.", "Save it first.")
        return self._history_of(file)

    @Slot()
    def keep(self) -> None:
        """Record the last save as a version. Called for each save."""
        stored = self._session.stored
        if stored is None:
            return
        before, self._file = self._file, stored.path
        save = _Save(
            stored.path,
            self._session.saved_issue,
            self._author(),
            dt.datetime.now().astimezone(),
            stored.replaced,
            before if before != stored.path else None,
        )
        self._thread.submit(self._write, save)

    @Slot(object)
    def _on_written(self, error: FileError | None) -> None:
        before, self.error = self.error, error
        self.changed.emit()
        if str(before) != str(error):
            self.error_changed.emit()

    # In the thread

    def _write(self, save: _Save) -> None:
        self._waiting.append(save)
        del self._waiting[:-_MOST_WAITING]
        self._done.emit(self._write_waiting())

    def _write_waiting(self) -> FileError | None:
        """Write waiting versions, the oldest first; one that fails waits for the next save."""
        error = None
        while self._waiting:
            save = self._waiting[0]
            history = self._history_of(save.file)
            kept = history.record(
                save.file,
                save.issue,
                save.author,
                save.when,
                _description(save),
                save.name,
                replaced=save.replaced,
                came_from=save.came_from,
            )
            error = history.error or error
            if kept is None:
                break
            self._newest = kept
            del self._waiting[0]
        return error


def _description(save: _Save) -> str:
    """Return a summary of what the save changed in the file."""
    if save.replaced is None:
        return (
            f"Saved as {save.file.name}, previously {save.came_from.name}" if save.came_from is not None else "New file"
        )
    try:
        return summary(parse_issue(save.replaced, save.file.name), save.issue)
    except FileError:
        return "Replaced a file that could not be read"

"""The versions of an open issue: each save becomes one, and each can be looked at, named and restored.

Keeping a version takes a disk's time, and a network's: it is done in a thread of its own, so that saving never waits
for it and never fails with it.
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
"""How many versions a list begins with: reading them takes some tenths of a millisecond each."""

_MOST_WAITING = 50


@dataclass(frozen=True)
class _Save:
    """One save, with all that is to be known of it later."""

    file: Path
    issue: Issue
    author: str
    when: dt.datetime
    replaced: bytes | None
    came_from: Path | None
    name: str | None = None


class Versions(QObject):
    """Keeps a version of each save of a session. `close` it before the session goes: it waits for what is under way."""

    changed = Signal()
    """There is a new version, or a version has another name."""
    trouble_changed = Signal()
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
        self._waiting: list[_Save] = []  # the thread's own
        self._newest: Version | None = None  # the thread's own: the version of the last save that was kept
        self._thread = ThreadPoolExecutor(1, "newsdesk-history")
        self.trouble: FileError | None = None
        """Why the last version was not kept, or what became of those before; None where all is well."""
        self._done.connect(self._tell)
        session.saved.connect(self.keep)

    def listed(self, most: int = SHOWN) -> tuple[Version, ...]:
        """The versions of the issue's file, the newest first; none for an issue without a file."""
        file = self._session.file
        return self._history_of(file).versions(file, most) if file is not None else ()

    def issue_at(self, version: Version) -> Issue:
        """The issue as a version has it. Raises FileError."""
        return self._history().issue_at(version)

    def differs(self, version: Version) -> str:
        """What restoring a version would change, in words. Raises FileError."""
        return summary(self._session.whole, self.issue_at(version))

    def restore(self, version: Version) -> None:
        """Put a version's content in the place of the issue's, as a step that can be undone and is yet to be saved.

        The review stays as it is now. Raises FileError; the issue is then as it was.
        """
        self.put_back(version, self.issue_at(version))

    def put_back(self, version: Version, issue: Issue) -> None:
        """The same with a version's content that has been read already. Raises FileError."""
        content = restored(self._session.whole, issue)
        self._session.replace(content, f"Restore Version of {datetime_label(version.when)}")

    def name(self, version: Version, name: str) -> None:
        """Give a version a name, such as "ready for review"; an empty one takes it away. `changed` follows."""
        history, author = self._history(), self._author()

        def write() -> None:
            history.name(version, name, author)
            self._done.emit(history.trouble)

        self._thread.submit(write)

    def name_saved(self, name: str) -> None:
        """Give the version of the last save a name; one that is yet to be kept is kept under it. `changed` follows."""
        author, file = self._author(), self._file

        def write() -> None:
            if self._waiting:
                self._waiting[-1] = replace(self._waiting[-1], name=name)
            elif self._newest is not None and file is not None:
                history = self._history_of(file)
                history.name(self._newest, name, author)
                self._done.emit(history.trouble)

        self._thread.submit(write)

    def close(self) -> None:
        """Wait for the versions that are being kept, and keep no more."""
        self._session.saved.disconnect(self.keep)
        self._thread.submit(self._catch_up)
        self._thread.shutdown(wait=True)

    def _history(self) -> History:
        file = self._session.file
        if file is None:
            raise FileError("This issue has no versions yet.", "Save it first.")
        return self._history_of(file)

    @Slot()
    def keep(self) -> None:
        """Keep what was just saved as a version. Called by itself at each save."""
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
    def _tell(self, trouble: FileError | None) -> None:
        before, self.trouble = self.trouble, trouble
        self.changed.emit()
        if str(before) != str(trouble):
            self.trouble_changed.emit()

    # --- In the thread ------------------------------------------------------------------------------------

    def _write(self, save: _Save) -> None:
        self._waiting.append(save)
        del self._waiting[:-_MOST_WAITING]
        self._done.emit(self._catch_up())

    def _catch_up(self) -> FileError | None:
        """Keep what waits, the oldest first; what fails waits for the next save."""
        trouble = None
        while self._waiting:
            save = self._waiting[0]
            history = self._history_of(save.file)
            kept = history.record(
                save.file,
                save.issue,
                save.author,
                save.when,
                _said(save),
                save.name,
                replaced=save.replaced,
                came_from=save.came_from,
            )
            trouble = history.trouble or trouble
            if kept is None:
                break
            self._newest = kept
            del self._waiting[0]
        return trouble


def _said(save: _Save) -> str:
    """What the save did to the file."""
    if save.replaced is None:
        return f"Saved as {save.file.name}, was {save.came_from.name}" if save.came_from is not None else "New file"
    try:
        return summary(parse_issue(save.replaced, save.file.name), save.issue)
    except FileError:
        return "Took the place of a file that could not be read"

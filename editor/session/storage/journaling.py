"""Keeps the journal of a session: nothing that was typed is lost to a crash."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from editor.document.editing.diff import changes
from editor.document.editing.splices import spliced
from editor.files.disk import DISK, Disk
from editor.files.errors import FileError
from editor.files.journal.journal import Journal, JournalInfo
from editor.files.journal.recovery import discard_journal
from editor.session.issue.session import Session
from schemas import Issue

SYNC_AFTER = 800
"""Milliseconds after an edit by which it outlasts a power cut. A crash of the program takes nothing at all."""

TRY_AGAIN_AFTER = 5000
"""Milliseconds after a failure; a full disk would otherwise cost time at every keystroke."""


class Journaling(QObject):
    """Writes every edit of a session into a journal, from the first edit that is not saved to the save.

    A journal that fails never disturbs typing: `trouble` says why, and another one is begun when the disk allows it.
    """

    protection_changed = Signal()

    def __init__(self, session: Session, folder: Path, parent: QObject | None = None, *, disk: Disk = DISK) -> None:
        super().__init__(parent)
        self._session = session
        self._folder = folder
        self._disk = disk
        self._about = JournalInfo(session.file)
        self._journal: Journal | None = None
        self._broken: Journal | None = None
        """One that failed. What it holds is kept, and held, until another one holds all."""
        self._written = session.whole
        self.trouble: FileError | None = None
        """Why unsaved work is not protected at the moment; None where it is."""
        self._is_closed = False
        self._is_synced = True
        self._sync: _Sync | None = None
        self._sync_timer = self._single_shot(SYNC_AFTER, self._look_after_disk)
        self._retry_timer = self._single_shot(TRY_AGAIN_AFTER, self._try_again)
        session.changed.connect(self._follow)
        session.stored_changed.connect(self._begin_anew)

    @property
    def journal(self) -> Path | None:
        """The journal's file, while there is unsaved work in it."""
        return self._journal.path if self._journal is not None else None

    def close(self, *, keep: bool) -> None:
        """End the journal. Unsaved work is kept for the next start where `keep` says so, and set aside otherwise."""
        if self._is_closed:
            return
        if self._retry_timer.isActive():
            self._try_again()
        self._is_closed = True
        self._sync_timer.stop()
        self._retry_timer.stop()
        if self._sync is not None:
            self._sync.wait()
            self._sync = None
        is_needed = not self._session.is_saved
        for journal in (self._journal, self._broken):
            if journal is not None:
                journal.end(keep=is_needed)
                if is_needed and not keep:
                    discard_journal(journal.path)
        self._journal = self._broken = None

    def _follow(self) -> None:
        # Another view of the issue changes what is shown, and nothing that there is to lose.
        is_news = self._session.whole is not self._written
        if is_news and not self._retry_timer.isActive() and not self._is_closed:
            self._write()

    def _try_again(self) -> None:
        if not self._session.is_saved:
            self._write()

    def _write(self) -> None:
        issue = self._session.whole
        try:
            if self._journal is None or self._journal.is_large:
                self._begin()
            else:
                self._journal.add(spliced(self._written, changes(self._written, issue)))
        except FileError as trouble:
            self._fail(trouble)
            return
        self._was_written(issue)

    def _begin(self) -> None:
        """Begin a journal that holds all that is not saved; then those before it may go. Raises FileError."""
        saved = self._session.saved_issue
        begun = Journal(self._folder, self._about, saved, changes(saved, self._session.whole), disk=self._disk)
        if self._journal is not None or self._broken is not None:
            begun.sync()
        self._end_journals()
        self._journal = begun

    def _end_journals(self) -> None:
        for journal in (self._journal, self._broken):
            if journal is not None:
                journal.end()
        self._journal = self._broken = None

    def _begin_anew(self) -> None:
        """The file is another, or holds something else now."""
        if self._is_closed:
            return
        stored = self._session.stored
        self._about = JournalInfo(stored.path, stored.digest) if stored is not None else JournalInfo(None)
        if self._session.is_saved:
            self._sync_timer.stop()
            self._retry_timer.stop()
            self._end_journals()
            self._tell(None)
            return
        try:
            self._begin()
        except FileError as trouble:
            self._fail(trouble)
        else:
            self._was_written(self._session.whole)

    def _was_written(self, issue: Issue) -> None:
        self._written = issue
        self._is_synced = False
        self._tell(None)
        if not self._sync_timer.isActive():
            self._sync_timer.start()

    def _fail(self, trouble: FileError) -> None:
        """A journal that failed may be torn in the middle: nothing more can be written behind that."""
        if self._journal is not None:
            self._broken, self._journal = self._journal, None
        self._retry_timer.start()
        self._tell(trouble)

    # --- To the disk --------------------------------------------------------------------------------------

    def _look_after_disk(self) -> None:
        """Sync what was written since the last time, and hear how that went."""
        if self._sync is not None:
            if self._sync.is_running:
                self._sync_timer.start()
                return
            ended, self._sync = self._sync, None
            if ended.trouble is not None and ended.journal is self._journal:
                self._fail(ended.trouble)
                return
        if self._journal is not None and not self._is_synced:
            try:
                self._sync = _Sync(self._journal)
            except FileError as trouble:
                self._fail(trouble)
            else:
                self._is_synced = True
                self._sync_timer.start()

    def _tell(self, trouble: FileError | None) -> None:
        was, self.trouble = self.trouble, trouble
        if (trouble is None) != (was is None):
            self.protection_changed.emit()

    def _single_shot(self, milliseconds: int, deed: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(deed)
        return timer


class _Sync:
    """One sync in a thread of its own: on a slow disk it takes longer than a keystroke may."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.trouble: FileError | None = None
        self._thread = threading.Thread(target=self._run, args=(journal.sync_later(),), name="journal-sync")
        self._thread.start()

    @property
    def is_running(self) -> bool:
        return self._thread.is_alive()

    def wait(self) -> None:
        self._thread.join()

    def _run(self, sync: Callable[[], None]) -> None:
        try:
            sync()
        except FileError as trouble:
            self.trouble = trouble

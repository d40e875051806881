"""Writes the journal of a session, so that a crash loses no unsaved work."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.document.editing.change import Change
from editor.document.editing.splices import spliced
from editor.files.disk import DISK, Disk
from editor.files.errors import FileError
from editor.files.journal.journal import Journal, JournalInfo
from editor.files.journal.recovery import discard_journal
from editor.session.issue.session import Session
from schemas import Issue

SYNC_AFTER = 800
"""Milliseconds after an edit until it survives a power cut. A crash of the program loses nothing."""

RETRY_AFTER = 5000
"""Milliseconds until a retry after a failure: a full disk must not slow down every keystroke."""


class Journaling(QObject):
    """Writes every unsaved edit of a session to a journal, and ends the journal when the issue is saved.

    A failure never interrupts typing: `error` says what is wrong, and a new journal is started when the disk allows.
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
        """A journal that failed. It is kept until a new one contains everything."""
        self._written = session.whole
        self.error: FileError | None = None
        """Why unsaved work is not protected at present; None if it is."""
        self._is_closed = False
        self._is_synced = True
        self._sync: _Sync | None = None
        self._sync_timer = self._single_shot(SYNC_AFTER, self._sync_to_disk)
        self._retry_timer = self._single_shot(RETRY_AFTER, self._retry)
        session.whole_changed.connect(self._on_changed)
        session.stored_changed.connect(self._on_stored_changed)

    @property
    def journal(self) -> Path | None:
        """The path of the journal while it contains unsaved work."""
        return self._journal.path if self._journal is not None else None

    def close(self, *, keep: bool) -> None:
        """End the journal. Unsaved work is offered at the next start if `keep`, and archived as discarded otherwise."""
        if self._is_closed:
            return
        if self._retry_timer.isActive():
            self._retry()
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

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        is_written = self._session.whole is self._written
        if not is_written and not self._retry_timer.isActive() and not self._is_closed:
            self._write(change)

    def _retry(self) -> None:
        if not self._session.is_saved:
            self._write(None)

    def _write(self, change: Change | None) -> None:
        """Write a change, or all that is not written if it does not follow what is."""
        try:
            if self._journal is None or self._journal.is_large:
                change = None
                self._start_journal()
            else:
                if change is None or change.before is not self._written:
                    change = Change.between(self._written, self._session.whole)
                self._journal.add(spliced(change.before, change.edits))
        except FileError as error:
            self._fail(error)
            return
        self._mark_written(change.after if change is not None else self._session.whole)

    def _start_journal(self) -> None:
        """Start a journal with all unsaved changes, then end the earlier ones. Raises FileError."""
        saved = self._session.saved_issue
        unsaved = Change.between(saved, self._session.whole)
        journal = Journal(self._folder, self._about, saved, unsaved.edits, disk=self._disk)
        if self._journal is not None or self._broken is not None:
            journal.sync()
        self._end_journals()
        self._journal = journal

    def _end_journals(self) -> None:
        for journal in (self._journal, self._broken):
            if journal is not None:
                journal.end()
        self._journal = self._broken = None

    def _on_stored_changed(self) -> None:
        """Handle a change of the issue's file: saved, reloaded, merged or renamed."""
        if self._is_closed:
            return
        stored = self._session.stored
        self._about = JournalInfo(stored.path, stored.digest) if stored is not None else JournalInfo(None)
        if self._session.is_saved:
            self._sync_timer.stop()
            self._retry_timer.stop()
            self._end_journals()
            self._set_error(None)
            return
        try:
            self._start_journal()
        except FileError as error:
            self._fail(error)
        else:
            self._mark_written(self._session.whole)

    def _mark_written(self, issue: Issue) -> None:
        self._written = issue
        self._is_synced = False
        self._set_error(None)
        if not self._sync_timer.isActive():
            self._sync_timer.start()

    def _fail(self, error: FileError) -> None:
        """Stop writing to a journal that failed: its last record may be incomplete."""
        if self._journal is not None:
            self._broken, self._journal = self._journal, None
        self._retry_timer.start()
        self._set_error(error)

    # Syncing to disk

    def _sync_to_disk(self) -> None:
        """Handle the result of the last sync, and sync what was written since."""
        if self._sync is not None:
            if self._sync.is_running:
                self._sync_timer.start()
                return
            ended, self._sync = self._sync, None
            if ended.error is not None and ended.journal is self._journal:
                self._fail(ended.error)
                return
        if self._journal is not None and not self._is_synced:
            try:
                self._sync = _Sync(self._journal)
            except FileError as error:
                self._fail(error)
            else:
                self._is_synced = True
                self._sync_timer.start()

    def _set_error(self, error: FileError | None) -> None:
        was, self.error = self.error, error
        if (error is None) != (was is None):
            self.protection_changed.emit()

    def _single_shot(self, milliseconds: int, callback: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(callback)
        return timer


class _Sync:
    """One sync in a thread, since it may take longer on a slow disk than a keystroke may."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.error: FileError | None = None
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
        except FileError as error:
            self.error = error

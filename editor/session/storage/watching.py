"""Detects that someone else changed or removed the file of a session."""

from __future__ import annotations

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from editor.session.issue.session import Session

SETTLE_MS = 200
"""Delay after a change notification, since files are written in several steps."""


class Watching(QObject):
    """Watches the file and its folder until `close`. (The folder, since saving replaces the file.)"""

    changed_outside = Signal()
    """The file differs from what was last read or written here. Emitted once for each state of the file."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._watcher = QFileSystemWatcher(self)
        self._settle_timer = QTimer(self)
        self._settle_timer.setSingleShot(True)
        self._settle_timer.setInterval(SETTLE_MS)
        self._settle_timer.timeout.connect(self.check)
        self._last_reported: object = None
        self._is_closed = False
        self._watcher.fileChanged.connect(lambda _: self._settle_timer.start())
        self._watcher.directoryChanged.connect(lambda _: self._settle_timer.start())
        session.stored_changed.connect(self._follow)
        self._follow()

    def check(self) -> None:
        """Compare the file with its last known state. Runs after notifications, and when the window is activated."""
        if self._is_closed:
            return
        self._follow()
        stored = self._session.stored
        if stored is None or not stored.is_changed_on_disk():
            self._last_reported = None
            return
        found = self._status()
        if found != self._last_reported:
            self._last_reported = found
            self.changed_outside.emit()

    def close(self) -> None:
        """Emit no more signals, not even for changes already noticed."""
        self._is_closed = True
        self._settle_timer.stop()

    def _status(self) -> object:
        file = self._session.file
        try:
            status = file.stat() if file is not None else None
        except OSError:
            return "gone"
        return None if status is None else (status.st_mtime_ns, status.st_size, status.st_ino)

    def _follow(self) -> None:
        file = self._session.file
        wanted = [] if file is None else [str(path) for path in (file.parent, file) if path.exists()]
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if stale := [path for path in watched if path not in wanted]:
            self._watcher.removePaths(stale)
        if new := [path for path in wanted if path not in watched]:
            self._watcher.addPaths(new)

"""Notices that the file of a session is written, or taken away, by somebody else."""

from __future__ import annotations

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from editor.session.issue.session import Session

SETTLE = 200
"""Milliseconds of rest after a change: whoever writes a file does so in several steps."""


class Watching(QObject):
    """Watches the file and its folder, until `close`: a file that is replaced is another one under the same name."""

    changed_outside = Signal()
    """The file holds something else than what was last read or written here; told once for each such content."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._settle.timeout.connect(self.look)
        self._told: object = None
        self._is_closed = False
        self._watcher.fileChanged.connect(lambda _: self._settle.start())
        self._watcher.directoryChanged.connect(lambda _: self._settle.start())
        session.stored_changed.connect(self._follow)
        self._follow()

    def look(self) -> None:
        """Compare the file with what is known of it. Called by itself, and where a window comes to the front."""
        if self._is_closed:
            return
        self._follow()
        stored = self._session.stored
        if stored is None or not stored.is_changed_on_disk():
            self._told = None
            return
        found = self._status()
        if found != self._told:
            self._told = found
            self.changed_outside.emit()

    def close(self) -> None:
        """Tell nothing more: what had been noticed and was not yet told is nobody's business any longer."""
        self._is_closed = True
        self._settle.stop()

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

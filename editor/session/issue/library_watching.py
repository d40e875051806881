"""Notices that a colleague changed the library or the house style in the shared folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Slot

from editor.files.library_file import NAME
from editor.files.shipped import STYLE
from editor.session.issue.library import LibraryAccess

SETTLE_MS = 300
"""Delay after a change notification, since files are written in several steps."""

_Status = tuple[int, int, int] | None


class LibraryWatching(QObject):
    """Makes a library read its file again when that file, or the folder's `style.toml`, has changed."""

    def __init__(self, library: LibraryAccess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._watcher = QFileSystemWatcher(self)
        self._settle_timer = QTimer(self)
        self._settle_timer.setSingleShot(True)
        self._settle_timer.setInterval(SETTLE_MS)
        self._settle_timer.timeout.connect(self.check)
        # The folder tells of files that are replaced, the files of those that are written to.
        self._watcher.directoryChanged.connect(lambda _: self._settle_timer.start())
        self._watcher.fileChanged.connect(lambda _: self._settle_timer.start())
        self._last = self._status()
        self._follow()

    @Slot()
    def check(self) -> None:
        """Compare the files with their last known state."""
        before, self._last = self._last, self._status()
        if before != self._last:
            self._follow()
            self._library.reread(style_changed=before[1:] != self._last[1:])

    def _follow(self) -> None:
        folder = self._library.folder
        wanted = [str(path) for path in (folder, *self._files()) if path is not None and path.exists()]
        if new := [path for path in wanted if path not in (*self._watcher.files(), *self._watcher.directories())]:
            self._watcher.addPaths(new)

    def _files(self) -> tuple[Path, ...]:
        folder = self._library.folder
        return () if folder is None else (folder / NAME, folder / STYLE)

    def _status(self) -> tuple[_Status, ...]:
        return tuple(map(_status_of, self._files()))


def _status_of(path: Path) -> _Status:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino

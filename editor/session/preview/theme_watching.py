"""Shows an issue anew when the files of its theme change, for those who work on the theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from editor.document.installed_theme import InstalledTheme
from editor.files.errors import FileError
from editor.session.preview.renderer import Renderer

_LOOK = frozenset({".toml", ".css", ".j2", ".svg", ".png"})
SETTLE_MS = 250
"""Delay after a change notification, since editors write files in several steps."""


class ThemeWatching(QObject):
    """Watches the folders of a theme. A theme that cannot be read is reported, and the pages stay as they are."""

    def __init__(
        self, theme: InstalledTheme, renderer: Renderer, load: Callable[[], InstalledTheme], parent: QObject
    ) -> None:
        """`load` reads the theme again; it raises FileError."""
        super().__init__(parent)
        self._folders: Sequence[Path] = theme.folders
        self._renderer = renderer
        self._load = load
        self._watcher = QFileSystemWatcher(self)
        self._settle_timer = QTimer(self)
        self._settle_timer.setSingleShot(True)
        self._settle_timer.setInterval(SETTLE_MS)
        self._settle_timer.timeout.connect(self._check)
        self._watcher.fileChanged.connect(lambda _: self._settle_timer.start())
        self._watcher.directoryChanged.connect(lambda _: self._settle_timer.start())
        self._known = self._state()
        self._follow()

    def _check(self) -> None:
        self._follow()  # saving replaces a file, which ends its watch
        state = self._state()
        if state == self._known:
            return
        self._known = state
        try:
            theme = self._load()
        except FileError as error:
            between = "\n" if "\n" in error.message else " "
            self._renderer.refuse_theme(f"{error.message}{between}{error.help}".strip())
        else:
            self._folders = theme.folders
            self._renderer.use_theme(theme)

    def _state(self) -> tuple[tuple[str, int, int], ...]:
        found = []
        for file in self._files():
            try:
                status = file.stat()
            except OSError:  # it is being replaced
                continue
            found.append((str(file), status.st_mtime_ns, status.st_size))
        return tuple(found)

    def _files(self) -> Iterator[Path]:
        """The files that make the look. Fonts change seldom, and with the declaration that names them."""
        for folder in self._folders:
            yield from sorted(file for file in folder.glob("*.*") if file.suffix in _LOOK)

    def _follow(self) -> None:
        wanted = [str(place) for place in (*self._folders, *self._files()) if place.exists()]
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if new := [place for place in wanted if place not in watched]:
            self._watcher.addPaths(new)

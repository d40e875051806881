"""Creates the archive some seconds after the start, or when it is asked for: typing and the preview come first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from editor.ui.commands import Commands
from editor.ui.desk.desk import Desk
from editor.ui.issue.issue_files import IssueFiles
from editor.ui.issue.open_issue import OpenIssue
from editor.ui.pages.page_navigator import PageNavigator
from editor.ui.settings import Settings

if TYPE_CHECKING:  # takes 30 ms to load
    from editor.ui.archive.window_archive import WindowArchive

DELAY_MS = 4_000


class DeferredArchive(QObject):
    """The archive of the newsroom's folder, created on first use. A change of the folder creates another."""

    def __init__(
        self,
        cache: Path,
        settings: Settings,
        commands: Commands,
        navigator: PageNavigator,
        files: IssueFiles,
        notice: Callable[[str], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._cache = cache
        self._settings = settings
        self._parts = (commands, navigator, files, notice)
        self._archive: WindowArchive | None = None
        self._folder = Path()
        self._open: tuple[OpenIssue, Desk] | None = None
        self._is_closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self.archive)
        self._timer.start(DELAY_MS)
        settings.changed.connect(self._on_settings_changed)

    @property
    def archive(self) -> WindowArchive | None:
        """The archive; created at the first access. None after `close`."""
        if self._archive is None and not self._is_closed:
            from editor.ui.archive.window_archive import WindowArchive

            self._timer.stop()
            self._folder = self._settings.newsroom
            self._archive = WindowArchive(self._cache, self._folder, *self._parts, self)
            if self._open is not None:
                self._archive.follow(*self._open, self._person)
        return self._archive

    def show(self) -> None:
        """Open the archive page."""
        archive = self.archive
        if archive is not None:
            archive.show()

    def follow(self, issue: OpenIssue, desk: Desk) -> None:
        """Follow an issue that was opened."""
        self._open = issue, desk
        if self._archive is not None:
            self._archive.follow(*self._open, self._person)

    def unfollow(self) -> None:
        """Forget the issue: it is closed."""
        self._open = None
        if self._archive is not None:
            self._archive.unfollow()

    def close(self) -> None:
        """Stop all work."""
        self._is_closed = True
        self._timer.stop()
        self._discard()

    @Slot()
    def _on_settings_changed(self) -> None:
        if self._archive is not None and self._settings.newsroom != self._folder:
            self._discard()
            self._timer.start(0)

    def _person(self) -> str:
        return self._settings.name

    def _discard(self) -> None:
        archive, self._archive = self._archive, None
        if archive is not None:
            archive.close()
            archive.deleteLater()

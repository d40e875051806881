"""Starts the guided tour of one window, and offers it on the start page until it was seen or declined."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMainWindow
from shiboken6 import isValid

from editor.ui.commands import Commands
from editor.ui.issue.issue_files import IssueFiles
from editor.ui.pages.page_navigator import PageNavigator
from editor.ui.settings import Settings
from editor.ui.tour.steps import TourGround

if TYPE_CHECKING:  # not needed for the start of the program
    from editor.ui.tour.guided_tour import GuidedTour


class WindowTour(QObject):
    """The tour of one window. `ground` returns what the steps point at, if an issue is open."""

    def __init__(
        self,
        window: QMainWindow,
        settings: Settings,
        files: IssueFiles,
        navigator: PageNavigator,
        commands: Commands,
        ground: Callable[[], TourGround | None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._files = files
        self._navigator = navigator
        self._commands = commands
        self._ground = ground
        self.tour: GuidedTour | None = None

    @Slot()
    def start(self) -> None:
        """Open the sample issue as a new one, and begin; or go back to the tour that is running."""
        if self._navigator.page is not None:
            self._navigator.close()
        if self.tour is not None and isValid(self.tour) and self.tour.is_running:
            self.tour.focus()
            return
        self._files.open_sample(self._begin)

    @Slot()
    def decline(self) -> None:
        """Do not offer the tour again."""
        self._settings.set_tour_seen()

    def _begin(self) -> None:
        from editor.ui.tour.guided_tour import GuidedTour  # not needed for the start of the program

        self._settings.set_tour_seen()
        ground = self._ground()
        if ground is not None:
            self.tour = GuidedTour(self._window, ground, self._commands)

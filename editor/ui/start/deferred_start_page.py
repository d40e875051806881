"""Creates the start page when it is first shown: a start with an issue does not need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from editor.files.journal.recovery import Recovered, discard_journal
from editor.ui.issue.issue_files import IssueFiles
from editor.ui.settings import Settings
from editor.ui.start.folder_scanner import StartSources
from editor.ui.widgets.banner import Banners
from schemas import Person

if TYPE_CHECKING:  # see _create
    from editor.ui.start.start_page import StartPage


class DeferredStartPage(QObject):
    """Connects the start page with the issue files. The page is added to `stack`."""

    folder_requested = Signal()
    new_requested = Signal()
    compare_requested = Signal(object)
    """The file of an issue to open and to compare with another one."""
    archive_requested = Signal()
    tour_requested = Signal()

    def __init__(
        self,
        settings: Settings,
        sources: StartSources,
        files: IssueFiles,
        banners: Banners,
        stack: QStackedWidget,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._sources = sources
        self._files = files
        self._banners = banners
        self._stack = stack
        self._page: StartPage | None = None

    @property
    def page(self) -> StartPage:
        """The start page; created at the first access."""
        if self._page is None:
            self._page = self._create()
        return self._page

    def _create(self) -> StartPage:
        from editor.ui.start.start_page import StartPage  # a start with an issue does not need it

        page = StartPage(self._settings, self._sources)
        page.new_requested.connect(self.new_requested)
        page.new_from_requested.connect(self._files.new_issue_after)
        page.open_requested.connect(self._files.open)
        page.browse_requested.connect(self._files.ask_to_open)
        page.import_requested.connect(self._files.ask_to_import)
        page.issue_actions.merge_requested.connect(self._files.open_with_copy)
        page.issue_actions.compare_requested.connect(self.compare_requested)
        page.issue_actions.reported.connect(self._banners.show_message)
        page.issue_actions.mended.connect(self._banners.dismiss)
        page.recover_requested.connect(self._files.recover)
        page.discard_requested.connect(self._discard)
        page.folder_requested.connect(self.folder_requested)
        self._files.importing.folder_changed.connect(page.scan)
        page.archive_requested.connect(self.archive_requested)
        page.tour_requested.connect(self.tour_requested)
        self._stack.addWidget(page)
        return page

    @property
    def people(self) -> tuple[Person, ...]:
        """The people of the listed issues."""
        return self._page.model.people if self._page is not None else ()

    def stop(self) -> None:
        """Stop scanning the folder."""
        if self._page is not None:
            self._page.stop()

    @Slot(object)
    def _discard(self, found: Recovered) -> None:
        discard_journal(found.journal)
        self.page.scan()

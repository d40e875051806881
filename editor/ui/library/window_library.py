"""Opens the library page in a window, and the places that it lists."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from editor.ui.archive.deferred_archive import DeferredArchive
from editor.ui.pages.page_navigator import PageNavigator
from editor.ui.settings import Settings


class WindowLibrary(QObject):
    """The library of one window. `archive` knows where names are used."""

    def __init__(
        self, settings: Settings, navigator: PageNavigator, archive: DeferredArchive, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._navigator = navigator
        self._archive = archive

    @Slot()
    def show(self) -> None:
        """Open the page."""
        # Not needed for the start of the program.
        from editor.session.archive.library_uses import LibraryUses
        from editor.session.issue.library import LibraryAccess
        from editor.session.issue.library_watching import LibraryWatching
        from editor.ui.library.library_page import LibraryPage

        archive = self._archive.archive
        if archive is None:
            return
        library = LibraryAccess(self._settings.newsroom)
        page = LibraryPage(library, LibraryUses(archive.archive))
        LibraryWatching(library, page)
        page.open_requested.connect(archive.open_place)
        self._navigator.open(page, page.first)

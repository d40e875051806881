"""The versions of the open issue: opening the page, restoring, naming, and reporting problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from editor.document.text.datetime_labels import datetime_label
from editor.files.errors import FileError
from editor.ui.issue.open_issue import OpenIssue
from editor.ui.pages.page_navigator import PageNavigator
from editor.ui.widgets.banner import BannerMessage, Banners, Level

if TYPE_CHECKING:
    from editor.files.history.history import Version
    from editor.session.storage.version_reading import ReadVersion
    from editor.ui.versions.versions_page import VersionsPage


class DeskVersions(QObject):
    """The versions of one open issue."""

    def __init__(
        self, open_issue: OpenIssue, banners: Banners, navigator: PageNavigator, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._open_issue = open_issue
        self._banners = banners
        self._navigator = navigator
        self._page: VersionsPage | None = None
        open_issue.versions_error_changed.connect(self._show_problem)
        # The banner about a restored version is outdated after a save or undo.
        open_issue.session.saved.connect(lambda: banners.dismiss("restored"))
        open_issue.session.stepped.connect(lambda: banners.dismiss("restored"))

    def show(self) -> None:
        """Open the versions page."""
        # Takes 7 ms to load, and is not needed at start-up.
        from editor.ui.versions.versions_page import VersionsPage

        page = VersionsPage(self._open_issue.version_reader)
        page.restore_requested.connect(self._restore)
        page.name_requested.connect(self._name)
        self._open_issue.versions.changed.connect(page.refresh)
        self._page = page
        self._navigator.open(page, page.first)

    @Slot(object)
    def _restore(self, seen: ReadVersion) -> None:
        if seen.issue is None or self._page is None:
            return
        try:
            with_review = self._page.with_review.isChecked()
            self._open_issue.versions.restore_issue(seen.version, seen.issue, with_review=with_review)
        except FileError as trouble:
            self._page.show_problem(f"{trouble.message} {trouble.help}".strip())
            return
        when = datetime_label(seen.version.when)
        self._navigator.close()
        self._banners.show_message(
            BannerMessage(
                "restored",
                Level.OK,
                f"Restored the version of {when}.",
                "Not saved yet. Press Ctrl+Z to undo.",
            )
        )

    @Slot(object, str)
    def _name(self, version: Version, name: str) -> None:
        self._open_issue.versions.name(version, name)

    @Slot()
    def _show_problem(self) -> None:
        trouble = self._open_issue.versions_error
        if trouble is None:
            self._banners.dismiss("versions")
        else:
            self._banners.show_message(BannerMessage("versions", Level.WARNING, trouble.message, trouble.help))

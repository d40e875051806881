"""Shows one page at a time in place of what the window showed, and goes back: preferences, shortcuts, error details.

Page modules are imported when they are opened.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QStackedWidget, QWidget

from editor.session.issue.library import LibraryAccess
from editor.ui.commands import Commands
from editor.ui.pages.page import Page
from editor.ui.settings import Settings


class PageNavigator(QObject):
    """Opens pages in a stack and returns to the previous widget when they are closed."""

    opened = Signal()
    """A page was opened."""
    closed = Signal()
    """The page was closed; the previous widget is shown again."""
    folder_requested = Signal()

    def __init__(
        self, stack: QStackedWidget, settings: Settings, commands: Commands, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._stack = stack
        self._settings = settings
        self._commands = commands
        self._before: QWidget | None = None

    @property
    def page(self) -> Page | None:
        """The open page."""
        page = self._stack.currentWidget()
        return page if isinstance(page, Page) else None

    def preferences(self) -> None:
        """Open the preferences."""
        # Not needed for the start of the program.
        from editor.files.styles import rules_in_use
        from editor.ui.pages.preferences import Preferences

        page = Preferences(self._settings, LibraryAccess(), lambda: rules_in_use(self._settings.newsroom))
        page.folder_requested.connect(self.folder_requested)
        self.open(page, page.name)

    def guide(self) -> None:
        """Open the guide, or close it if it is open."""
        # Not needed for the start of the program.
        from editor.files.guide import read_guide
        from editor.files.shipped import guide_folder
        from editor.ui.pages.guide import GuidePage

        if isinstance(self.page, GuidePage):
            self.close()
            return
        page = GuidePage(read_guide(guide_folder()))
        self.open(page, page.search)

    def shortcuts(self) -> None:
        """Open the page of shortcuts, or close it if it is open."""
        from editor.ui.pages.shortcuts import ShortcutsPage  # not needed for the start of the program

        if isinstance(self.page, ShortcutsPage):
            self.close()
            return
        page = ShortcutsPage(self._commands)
        self.open(page, page.area)

    def details(self, text: str) -> None:
        """Open the traceback of an internal error."""
        page = Page("Error Details")
        text_view = QPlainTextEdit(text)
        text_view.setReadOnly(True)
        text_view.setAccessibleName("Error details")
        copy = QPushButton("Copy")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(text))
        page.body.addWidget(text_view, 1)
        page.body.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.open(page, text_view)

    def close(self) -> None:
        """Close the page and show the previous widget."""
        before = self._before
        self.discard()
        if before is not None:
            self._stack.setCurrentWidget(before)
        self.closed.emit()

    def discard(self) -> None:
        """Remove the page without going back: the caller shows another widget."""
        page = self.page
        self._before = None
        if page is not None:
            self._stack.removeWidget(page)
            page.hide()
            page.deleteLater()

    def open(self, page: Page, first: QWidget) -> None:
        """Show a page, with the focus at `first`."""
        before = self._before if self.page is not None else self._stack.currentWidget()
        self.discard()
        self._before = before
        page.done.connect(self.close)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

"""Pages of the window that are visited for a while: preferences, the sheet of keys, details, and what is handed in.

They are loaded when they are gone to.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QStackedWidget, QWidget

from editor.session.issue.library import LibraryAccess
from editor.ui.commands import Commands
from editor.ui.pages.page import Page
from editor.ui.settings import Settings


class PageNavigator(QObject):
    """One page at a time on top of what the window shows otherwise."""

    changed = Signal()
    """Another page is in front."""
    left = Signal()
    """The visit is over; what was there before is in front again."""
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
        """The page that is visited now."""
        page = self._stack.currentWidget()
        return page if isinstance(page, Page) else None

    def preferences(self) -> None:
        """Go to the settings."""
        from editor.ui.pages.preferences import Preferences

        page = Preferences(self._settings, LibraryAccess())
        page.folder_requested.connect(self.folder_requested)
        self.visit(page, page.name)

    def shortcuts(self) -> None:
        """Go to the sheet of keys, or back from it."""
        from editor.ui.pages.shortcuts import ShortcutSheet

        if isinstance(self.page, ShortcutSheet):
            self.leave()
            return
        page = ShortcutSheet(self._commands)
        self.visit(page, page.area)

    def details(self, text: str) -> None:
        """Go to the words of an error."""
        page = Page("What went wrong")
        shown = QPlainTextEdit(text)
        shown.setReadOnly(True)
        shown.setAccessibleName("Details of the error")
        copy = QPushButton("Copy")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(text))
        page.body.addWidget(shown, 1)
        page.body.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.visit(page, shown)

    def leave(self) -> None:
        """Go back to what was there before."""
        before = self._before
        self.drop()
        if before is not None:
            self._stack.setCurrentWidget(before)
        self.left.emit()

    def drop(self) -> None:
        """Take the page away; whoever calls shows something else."""
        page = self.page
        self._before = None
        if page is not None:
            self._stack.removeWidget(page)
            page.hide()
            page.deleteLater()

    def visit(self, page: Page, first: QWidget) -> None:
        """Go to a page, with the keyboard at `first`."""
        before = self._before if self.page is not None else self._stack.currentWidget()
        self.drop()
        self._before = before
        page.done.connect(self.leave)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

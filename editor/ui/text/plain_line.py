"""One line that is no part of the issue: a name in the preferences, words to find, the address of a link."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QDragEnterEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from editor.ui.text import clipboard, keys


class PlainLine(QLineEdit):
    """Leaves the keys of commands to the window. Undo is its own, or where it is `beside_issue` the window's too."""

    def __init__(
        self, name: str = "", *, placeholder: str = "", window_undo: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._is_window_key = keys.is_window_shortcut if window_undo else keys.is_command
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)

    def event(self, event: QEvent) -> bool:
        """Lets the window have the keys that are left to it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_window_key(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Where the window has no use for them now, they do nothing."""
        if self._is_window_key(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if not clipboard.ignore_file_drag(event):
            super().dragEnterEvent(event)

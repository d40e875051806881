"""A line of text that is not part of the issue, such as a name in the preferences or a search text."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QDragEnterEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from editor.ui.text import clipboard, keys


class PlainLine(QLineEdit):
    """Leaves the window's shortcuts to the window.

    It has its own undo, unless `window_undo` leaves undo to the window too.
    """

    def __init__(
        self, name: str = "", *, placeholder: str = "", window_undo: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._is_window_key = keys.is_window_shortcut if window_undo else keys.is_command
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)

    def event(self, event: QEvent) -> bool:
        """Leave the window's shortcuts to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_window_key(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ignore the window's shortcuts where no action takes them."""
        if self._is_window_key(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if not clipboard.ignore_file_drag(event):
            super().dragEnterEvent(event)

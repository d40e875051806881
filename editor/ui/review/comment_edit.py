"""The input for a comment: plain text with its own undo, posted with Ctrl+Enter."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from editor.ui.text import clipboard

_MIN_LINES, _MAX_LINES = 1, 12
"""In lines."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CommentEdit(QTextEdit):
    """An input that grows with its text. Its owner posts the text."""

    posted = Signal()

    def __init__(self, name: str, placeholder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAccessibleDescription("Press Ctrl+Enter to post, Escape to return to the text.")
        self.setPlaceholderText(placeholder)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._measure()
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def restore(self, text: str) -> None:
        """Restore text that was typed earlier, with the caret at its end."""
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    @property
    def text(self) -> str:
        """The text, without surrounding white space."""
        return self.toPlainText().strip()

    def _measure(self) -> None:
        margin = round(0.27 * self.fontMetrics().height()) + 1
        if margin != self.document().documentMargin():  # setting it counts as a change of the text
            self.document().setDocumentMargin(margin)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()
            self.updateGeometry()

    @Slot()
    def _fit(self) -> None:
        too_long = self._height_of_text() > self._height_of(_MAX_LINES)
        policies = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policies.ScrollBarAsNeeded if too_long else policies.ScrollBarAlwaysOff)
        self.updateGeometry()

    def _height_of(self, lines: int) -> int:
        return math.ceil(lines * self.fontMetrics().lineSpacing() + 2 * self.document().documentMargin())

    def _height_of_text(self) -> int:
        return math.ceil(self.document().size().height())

    def sizeHint(self) -> QSize:  # noqa: N802
        text = min(max(self._height_of_text(), self._height_of(_MIN_LINES)), self._height_of(_MAX_LINES))
        return QSize(80, text + self.height() - self.maximumViewportSize().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802
        return not clipboard.has_files(source) and super().canInsertFromMimeData(source)

    def event(self, event: QEvent) -> bool:
        """Handle Ctrl+Enter before the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_post(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if _is_post(event):
            self.posted.emit()
        else:
            super().keyPressEvent(event)


def _is_post(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in _ENTER and held == Qt.KeyboardModifier.ControlModifier

"""The input for a comment: plain text that grows, posted with Ctrl+Enter. Undo in it is its own until it is posted."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from editor.ui.text import clipboard

_LEAST, _MOST = 1, 12
"""Lines."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RemarkEdit(QTextEdit):
    """Says when it is to be posted; whoever owns it takes the text."""

    posted = Signal()

    def __init__(self, name: str, placeholder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAccessibleDescription("Ctrl+Enter posts, Escape goes back to the text.")
        self.setPlaceholderText(placeholder)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(round(0.27 * self.fontMetrics().height()) + 1)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def go_on_with(self, text: str) -> None:
        """Hold what was begun before, with the caret behind it."""
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    @property
    def text(self) -> str:
        """What is written, without empty ends."""
        return self.toPlainText().strip()

    @Slot()
    def _fit(self) -> None:
        too_long = self._height_of_text() > self._height_of(_MOST)
        policies = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policies.ScrollBarAsNeeded if too_long else policies.ScrollBarAlwaysOff)
        self.updateGeometry()

    def _height_of(self, lines: int) -> int:
        return math.ceil(lines * self.fontMetrics().lineSpacing() + 2 * self.document().documentMargin())

    def _height_of_text(self) -> int:
        return math.ceil(self.document().size().height())

    def sizeHint(self) -> QSize:  # noqa: N802
        text = min(max(self._height_of_text(), self._height_of(_LEAST)), self._height_of(_MOST))
        return QSize(80, text + self.height() - self.maximumViewportSize().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802
        return not clipboard.has_files(source) and super().canInsertFromMimeData(source)

    def event(self, event: QEvent) -> bool:
        """Takes Ctrl+Enter before the window's commands do."""
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

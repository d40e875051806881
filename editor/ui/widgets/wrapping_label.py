"""A label for short texts that wraps only if it does not fit on one line."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_BREAKABLE = "\u2e80"
"""The first of the CJK characters, between which a line can break."""
_MAX_WORD = 24
"""Characters. A longer word is cut off, so that it does not make a whole form wider."""


class WrappingLabel(QLabel):
    """Plain text with a role of the stylesheet. (A QLabel with word wrap wraps too early.)"""

    clicked = Signal()

    def __init__(self, text: str, role: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:  # noqa: N802
        self.ensurePolished()
        # "&&" is drawn as one character if the label has a buddy; some pixels too many do no harm.
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        self.ensurePolished()
        longest = max((word for word in self.text().split() if max(word) < _BREAKABLE), key=len, default="")
        metrics = self.fontMetrics()
        width = min(metrics.horizontalAdvance(longest) + 2, _MAX_WORD * metrics.averageCharWidth())
        return QSize(width, super().minimumSizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Report a click. A label with a buddy focuses it, as on web pages; Qt does so for Alt and a letter only."""
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        buddy: QWidget | None = self.buddy()
        if buddy is not None:
            buddy.setFocus(Qt.FocusReason.MouseFocusReason)
        self.clicked.emit()


def text_label(text: str, role: str = "") -> QLabel:
    """Return a label of plain text of any length, with a role of the stylesheet."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)  # texts of sources are not trusted
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label

"""A label for short words: on one line where there is room, on several where there is none."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_BREAKABLE = "\u2e80"
"""From this character on, the Chinese ones, a line can be broken at each."""
_MOST = 24
"""Letters: a longer word is cut rather than that a whole form is made wide by it."""


class WrappingLabel(QLabel):
    """Plain text in a role of the stylesheet. (A QLabel that wraps does so long before it must.)"""

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
        # An "&&" is drawn as one sign where the label has a buddy: a little room too much does no harm.
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        self.ensurePolished()
        longest = max((word for word in self.text().split() if max(word) < _BREAKABLE), key=len, default="")
        metrics = self.fontMetrics()
        width = min(metrics.horizontalAdvance(longest) + 2, _MOST * metrics.averageCharWidth())
        return QSize(width, super().minimumSizeHint().height())

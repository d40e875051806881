"""A label of one line that says as much as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget


class FittingLabel(QLabel):
    """Shows the first of several texts that fits, or else the last, elided. The first one is its name and tool tip."""

    def __init__(self, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._texts: tuple[str, ...] = ("",)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def show_texts(self, texts: Sequence[str]) -> None:
        """Show these texts, the longest first."""
        self._texts = tuple(texts)
        self.setAccessibleName(self._texts[0])
        self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the longest text."""
        self.ensurePolished()
        return QSize(self.fontMetrics().horizontalAdvance(self._texts[0]) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return no width: there always is a text that fits."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        metrics, width = self.fontMetrics(), self.contentsRect().width()
        if width <= 0:
            return  # not laid out yet
        shown = next((text for text in self._texts if metrics.horizontalAdvance(text) <= width), "")
        shown = shown or metrics.elidedText(self._texts[-1], Qt.TextElideMode.ElideRight, width)
        self.setToolTip(self._texts[0] if shown != self._texts[0] else "")
        if shown != self.text():
            self.setText(shown)

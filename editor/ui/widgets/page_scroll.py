"""A page that scrolls as a whole where a low window or large text leaves too little room for its parts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QScrollArea, QWidget


class PageScroll(QScrollArea):
    """Shows a layout as wide as the area, and as high at least; what has the focus is scrolled into view."""

    def __init__(self, layout: QLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = _Content()
        self.content.setLayout(layout)
        self.setWidget(self.content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.content.setAutoFillBackground(False)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._show_focused)

    @Slot(QWidget, QWidget)
    def _show_focused(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.content.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 8)


class _Content(QWidget):
    """Asks for the least height of its layout: parts that scroll by themselves give way before the page scrolls."""

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        layout = self.layout()
        return layout.totalMinimumHeightForWidth(width) if layout is not None else super().heightForWidth(width)

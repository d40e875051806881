"""Cards above something else: they scroll where they would take its room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

_LEAST_LINES = 3


class CardColumn(QScrollArea):
    """A column of widgets, as high as they are if there is room. Callers fill `cards`."""

    def __init__(self, parent: QWidget | None = None, *, least_lines: float = _LEAST_LINES) -> None:
        """`least_lines` is the least height in line heights, where the cards are that high."""
        super().__init__(parent)
        self._least_lines = least_lines
        self._inner = QWidget()
        self.cards = QVBoxLayout(self._inner)
        self.cards.setContentsMargins(0, 0, 0, 0)
        self.setViewport(QWidget())  # start-up time; see editor/ui/desk/outline.py
        self.setWidget(self._inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.viewport().setAutoFillBackground(False)
        self._inner.setAutoFillBackground(False)
        self._inner.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._show_focused)

    @Slot(QWidget, QWidget)
    def _show_focused(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._inner.isAncestorOf(now):
            self.ensureWidgetVisible(now)

    def take_height(self) -> None:
        """Take the height of the cards at once, without a moment in which they have none."""
        self.updateGeometry()
        parent = self.parentWidget()
        layout = parent.layout() if parent is not None else None
        if layout is not None:
            layout.activate()
        self.cards.activate()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._inner.sizeHint().width(), self._needed)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, min(self._needed, round(self._least_lines * self.fontMetrics().height())))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._inner and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    @property
    def _needed(self) -> int:
        """The height of all cards in this width, in pixels."""
        if not self.cards.count():
            return 0
        width = self.viewport().width()
        return self.cards.heightForWidth(width) if self.cards.hasHeightForWidth() else self.cards.sizeHint().height()

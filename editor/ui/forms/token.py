"""A chip: one of several short texts in a field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from editor.ui.look.icon_set import set_icon
from editor.ui.look.tokens import tokens_of
from editor.ui.text.highlights import HighlightKind
from editor.ui.text.line_highlights import paint_underline
from editor.ui.widgets.style_properties import set_property

_SHOWN = 40


class Token(QFrame):
    """A text with a button that removes it. The field handles keys and drags."""

    key_pressed = Signal(QKeyEvent)
    dragged = Signal(QPoint)
    """The mouse position, in the field's coordinates."""
    drag_finished = Signal()
    remove_requested = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = text
        self._press_position: QPoint | None = None
        self._is_dragged = False
        self.setProperty("role", "token")
        # Not a tab stop: the arrow keys of the input lead here.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        label = QLabel(text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…", self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        close = QToolButton(self)
        set_icon(close, "close", "ink_soft")
        close.setToolTip("Remove")
        close.setAccessibleName(f"Remove {text}")
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.remove_requested)
        side = round(self.fontMetrics().height() * 0.9)
        close.setFixedSize(side, side)
        row = QHBoxLayout(self)
        row.setContentsMargins(7, 1, 2, 1)
        row.setSpacing(2)
        row.addWidget(label)
        row.addWidget(close)
        self._close = close
        self._label = label
        self._words: frozenset[HighlightKind] = frozenset()

    @property
    def words(self) -> frozenset[HighlightKind]:
        """The kinds of findings that the text is underlined for."""
        return self._words

    def show_words(self, kinds: frozenset[HighlightKind]) -> None:
        """Underline the text for findings of these kinds; for none, do not."""
        if kinds != self._words:
            self._words = kinds
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self._words:
            painter = QPainter(self)
            area = QRectF(self._label.geometry())
            area.setBottom(area.center().y() + self.fontMetrics().height() / 2 + 1)
            paint_underline(painter, area, self._words, tokens_of(self.palette()))
            painter.end()

    def set_read_only(self, on: bool) -> None:
        """Hide or show the button that removes the text."""
        self._close.setVisible(not on)

    def describe(self, full_name: str, *, is_known: bool, accessible_name: str) -> None:
        """Set the tooltip and the accessible name."""
        self.setToolTip(full_name)
        self.setAccessibleName(accessible_name)
        self.setAccessibleDescription(full_name)
        set_property(self, "unknown", not is_known)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        event.ignore()
        self.key_pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        set_property(self, "active", True)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        set_property(self, "active", False)
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton:
            self._press_position = event.position().toPoint()
            event.accept()  # the field would put the caret into its input

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._press_position is not None:
            way = event.position().toPoint() - self._press_position
            self._is_dragged = self._is_dragged or way.manhattanLength() >= QApplication.startDragDistance()
            if self._is_dragged:
                self.dragged.emit(self.mapToParent(event.position().toPoint()))
            event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._end_drag()
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UngrabMouse:
            self._end_drag()
        return super().event(event)

    def _end_drag(self) -> None:
        self._press_position = None
        if self._is_dragged:
            self._is_dragged = False
            self.drag_finished.emit()

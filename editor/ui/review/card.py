"""A card in the margin: one mark of the review. Low as long as another one is looked at, and open when it is current.

The margin is one stop for Tab, the current card; the arrows go from card to card, Enter goes into one, and Escape goes
back to the text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from editor.document.text.datetime_labels import short_datetime_label
from editor.session.review.annotation import Annotation
from editor.ui.widgets.flow_layout import FlowLayout
from editor.ui.widgets.style_properties import set_property
from editor.ui.widgets.wrapping_label import WrappingLabel

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AnnotationCard(QFrame):
    """Base of all cards. Subclasses fill `column`."""

    chosen = Signal(str)
    """The key of the mark: it was clicked, or the keyboard came to it."""
    stepped = Signal(int)
    """An arrow key: to the next card, or the one before."""
    left = Signal()
    """Escape: back to the text."""
    resized = Signal()
    """Its height may be another."""

    def __init__(self, mark: Annotation, parent: QWidget) -> None:
        super().__init__(parent)
        self.mark = mark
        self.setProperty("role", "mark")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        line = self.fontMetrics().height()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*(round(line * part) for part in (0.6, 0.45, 0.6, 0.5)))
        self.column.setSpacing(round(line * 0.3))

    def show_mark(self, mark: Annotation) -> None:
        """Show the mark as it is now."""
        self.mark = mark

    def show_current(self, on: bool) -> None:
        """Open, with all that can be done, or low."""
        set_property(self, "current", on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)

    def stops(self) -> Sequence[QWidget]:
        """What Tab stops at in the card, in order."""
        return ()

    def is_busy(self) -> bool:
        """Whether somebody has begun to write here: such a card is never put away."""
        return False

    def enter(self) -> None:
        """Give the keyboard to what one has come for."""
        stops = self.stops()
        (stops[0] if stops else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def watch(self, inner: QWidget) -> None:
        """Let Escape lead out of a widget of the card too, and make the card current when it gets the keyboard."""
        inner.installEventFilter(self)

    def head(self, who: str, when: dt.datetime) -> QWidget:
        """The line that says who, and when."""
        holder = QWidget(self)
        time = WrappingLabel(short_datetime_label(when), "help", holder)
        flow = FlowLayout(holder, round(self.fontMetrics().height() * 0.4), time.sizeHint().width())
        flow.setContentsMargins(0, 0, 0, 0)
        flow.arrange([WrappingLabel(who, "author", holder), time])
        return holder

    def button(self, text: str, role: str, tip: str, slot: Callable[[], None]) -> QPushButton:
        """A small button of the card."""
        made = QPushButton(text, self)
        made.setProperty("role", role)
        made.setProperty("size", "small")
        made.setToolTip(tip)
        made.clicked.connect(slot)
        self.watch(made)
        return made

    def row(self, *buttons: QWidget) -> QWidget:
        """Buttons beside each other, at the foot of the card."""
        holder = QWidget(self)
        layout = QHBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(round(self.fontMetrics().height() * 0.6))
        for button in buttons:
            layout.addWidget(button)
        layout.addStretch(1)
        self.column.addWidget(holder)
        return holder

    # Keys and the mouse.

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        elif event.key() in _ENTER:
            self.enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self._keyboard_came()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mousePressEvent(event)
        self.chosen.emit(self.mark.key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.FocusIn:
            self._keyboard_came()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _keyboard_came(self) -> None:
        # It also falls here for a moment when a form is taken away under it: only who stays has come.
        QTimer.singleShot(0, self, self._choose_if_kept)

    @Slot()
    def _choose_if_kept(self) -> None:
        focused: QWidget | None = QApplication.focusWidget()
        if focused is not None and (focused is self or self.isAncestorOf(focused)):
            self.chosen.emit(self.mark.key)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.resized.emit()
        return super().event(event)

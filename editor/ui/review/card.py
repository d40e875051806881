"""A card in the margin, for one annotation. The current card is expanded.

The margin is one tab stop, the current card. Up and Down select a card, Enter goes into it, Escape returns to the text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from editor.document.text.datetime_labels import short_datetime_label
from editor.session.deferred_call import call_later
from editor.session.review.annotation import Annotation
from editor.ui.widgets.flow_layout import FlowLayout
from editor.ui.widgets.style_properties import set_property
from editor.ui.widgets.wrapping_label import WrappingLabel

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ROW_GAP = 0.6
"""Between the buttons of a row, in line heights."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AnnotationCard(QFrame):
    """The base of all cards. Subclasses fill `column`."""

    chosen = Signal(str)
    """The annotation's key: the card was clicked or focused."""
    stepped = Signal(int)
    """Up (-1) or Down (1) was pressed."""
    left = Signal()
    """Escape was pressed."""
    resized = Signal()
    """The height may have changed."""

    def __init__(self, annotation: Annotation, parent: QWidget) -> None:
        super().__init__(parent)
        self.annotation = annotation
        self.setProperty("role", "annotation")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.column = QVBoxLayout(self)
        self._rows: list[QHBoxLayout] = []
        self._update_spacing()

    def show_annotation(self, annotation: Annotation) -> None:
        """Show the current state of the annotation."""
        self.annotation = annotation

    def show_current(self, on: bool) -> None:
        """Expand or collapse the card."""
        set_property(self, "current", on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)

    def tab_stops(self) -> Sequence[QWidget]:
        """Return the tab stops of the card, in order."""
        return ()

    def has_draft(self) -> bool:
        """Return whether the card contains unposted text. Such a card is never removed."""
        return False

    def enter(self) -> None:
        """Focus the first input of the card."""
        tab_stops = self.tab_stops()
        (tab_stops[0] if tab_stops else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def watch(self, inner: QWidget) -> None:
        """Handle Escape and focus for a child widget."""
        inner.installEventFilter(self)

    def show_person(self, name: QWidget, number: int, *, edge: bool = True) -> None:
        """Show a name in the colour of the person of this number, and the card's edge too."""
        set_property(name, "person", number)
        if edge:
            set_property(self, "person", number)

    def header(self, who: str, when: dt.datetime, person: int, *, edge: bool) -> QWidget:
        """Return a line with author and time. The first author's colour is that of the card's `edge`."""
        holder = QWidget(self)
        time = WrappingLabel(short_datetime_label(when), "help", holder)
        flow = FlowLayout(holder, round(self.fontMetrics().height() * 0.4), time.sizeHint().width())
        flow.setContentsMargins(0, 0, 0, 0)
        name = WrappingLabel(who, "author", holder)
        self.show_person(name, person, edge=edge)
        flow.arrange([name, time])
        return holder

    def button(self, text: str, role: str, tip: str, slot: Callable[[], None]) -> QPushButton:
        """Return a small button."""
        made = QPushButton(text, self)
        made.setProperty("role", role)
        made.setProperty("compact", True)
        made.setToolTip(tip)
        made.clicked.connect(slot)
        self.watch(made)
        return made

    def row(self, *buttons: QWidget) -> QWidget:
        """Add a row of buttons at the bottom of the card."""
        holder = QWidget(self)
        layout = QHBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(round(self.fontMetrics().height() * _ROW_GAP))
        self._rows.append(layout)
        for button in buttons:
            layout.addWidget(button)
        layout.addStretch(1)
        self.column.addWidget(holder)
        return holder

    def _update_spacing(self) -> None:
        line = self.fontMetrics().height()
        self.column.setContentsMargins(*(round(line * part) for part in (0.6, 0.45, 0.6, 0.5)))
        self.column.setSpacing(round(line * 0.3))
        for row in self._rows:
            row.setSpacing(round(line * _ROW_GAP))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._update_spacing()

    # Keyboard and mouse

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
        self._on_focus_in()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mousePressEvent(event)
        self.chosen.emit(self.annotation.key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.FocusIn:
            self._on_focus_in()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _on_focus_in(self) -> None:
        # The focus also passes through here for a moment when a form is removed. Only a lasting focus counts.
        call_later(self, self._choose_if_focused)

    @Slot()
    def _choose_if_focused(self) -> None:
        focused: QWidget | None = QApplication.focusWidget()
        if focused is not None and (focused is self or self.isAncestorOf(focused)):
            self.chosen.emit(self.annotation.key)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.resized.emit()
        return super().event(event)

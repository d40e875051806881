"""One item of a list: its number, its fields, and the buttons for the whole item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from editor.document.findings import Finding
from editor.document.paths import FieldPath
from editor.ui.forms.field_context import FieldContext
from editor.ui.forms.form_view import FormContext, FormView
from editor.ui.forms.group_view import GroupView
from editor.ui.look.icon_set import set_icon
from editor.ui.text.highlights import Highlight
from editor.ui.widgets.wrapping_label import WrappingLabel
from schemas import Item

ESTIMATED_LINES = 11
"""The estimated height of an item whose fields are not built yet, in line heights."""

HEAD_LINES = 1.5


class Action(Enum):
    """What can be done with an item: icon, label, shortcut."""

    UP = ("up", "Move up", "Alt+Up")
    DOWN = ("down", "Move down", "Alt+Down")
    DUPLICATE = ("duplicate", "Duplicate", "Ctrl+D")
    REMOVE = ("remove", "Remove", "Ctrl+Shift+Del")


class Card(FormView):
    """An item. Its fields are built when it comes near the visible part of the form."""

    action_requested = Signal(str, Action)
    """The item's id, and the action."""

    def __init__(self, item_id: str, field_context: FieldContext, context: FormContext, parent: QWidget) -> None:
        super().__init__(field_context, context, parent)
        self.item_id = item_id
        self._value: Item | None = None
        self._findings: Sequence[Finding] = ()
        self._highlights: Sequence[Highlight] = ()
        self._group: GroupView | None = None
        self._buttons: _ActionButtons | None = None
        self._available_width = 0.0
        self._number: WrappingLabel | None = None
        self._rule: QFrame | None = None
        self._head: QHBoxLayout | None = None
        self._position = 0
        self.setMinimumHeight(ESTIMATED_LINES * self.fontMetrics().height())

    @property
    def is_built(self) -> bool:
        return self._group is not None

    def build(self) -> None:
        """Build the fields, if they are not built yet."""
        if self._group is not None or self._value is None:
            return
        line = self.fontMetrics().height()
        self._rule = QFrame(self)
        self._rule.setProperty("role", "rule")
        self._number = WrappingLabel("", "number", self)
        # Reserves the height of the buttons, so that nothing moves when they appear.
        self._number.setMinimumHeight(round(line * HEAD_LINES))
        self._head = QHBoxLayout()
        self._head.setSpacing(0)
        self._head.addWidget(self._number)
        self._head.addStretch(1)
        self._group = GroupView(self.field_context, self.context, self)
        self._group.set_available_width(self._available_width)
        self._group.show_value(self._value)
        self._group.show_findings(self._findings)
        self._group.show_highlights(self._highlights)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(line * 0.35))
        column.addWidget(self._rule)
        column.addLayout(self._head)
        column.addWidget(self._group)
        column.addStretch(1)
        self._number.show()
        self._group.show()
        self.show_number(self._position)
        self.setMinimumHeight(0)
        self.context.host.tab_order_changed()

    def show_value(self, value: Any) -> None:
        self._value = value
        if self._group is not None:
            self._group.show_value(value)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self._findings = findings
        if self._group is not None:
            self._group.show_findings(findings)

    def show_highlights(self, highlights: Sequence[Highlight]) -> None:
        self._highlights = highlights
        if self._group is not None:
            self._group.show_highlights(highlights)

    def area(self, subpath: FieldPath, start: int) -> tuple[QWidget, QRect]:
        return (self, self.rect()) if self._group is None or not subpath else self._group.area(subpath, start)

    def show_number(self, number: int) -> None:
        """Show the item's number in its list, from 1."""
        self._position = number
        if self._number is not None and self._rule is not None:
            self._number.setText(str(number))
            self._rule.setVisible(number > 1)

    def inputs(self) -> Iterator[QWidget]:
        if self._group is not None:
            yield from self._group.inputs()
        if self._buttons is not None:
            yield from self._buttons.all

    def enter(self, subpath: FieldPath) -> bool:
        self.build()
        return self._group is not None and self._group.enter(subpath)

    def set_context(self, field_context: FieldContext) -> None:
        super().set_context(field_context)
        if self._group is not None:
            self._group.set_context(field_context)
        if self._buttons is not None:
            self._buttons.name(field_context.group)

    def set_available_width(self, lines: float) -> None:
        self._available_width = lines
        if self._group is not None:
            self._group.set_available_width(lines)

    def show_buttons(self) -> None:
        """Show the buttons: the mouse or the focus entered the card."""
        if self._head is None or self.context.host.is_read_only:
            return
        if self._buttons is None:
            self._buttons = _ActionButtons(self)
            self._buttons.name(self.field_context.group)
            self._head.addWidget(self._buttons)
            self.context.host.tab_order_changed()
        self._buttons.show()

    def set_read_only(self, on: bool) -> None:
        """Hide the buttons, or allow them again."""
        if self._buttons is not None and on:
            self._buttons.hide()
        elif not on and self._has_focus():
            self.show_buttons()

    def hide_buttons(self) -> None:
        """Hide the buttons, unless the mouse or the focus is still in the card."""
        if self._buttons is not None and not self.underMouse() and not self._has_focus():
            self._buttons.hide()

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        self.show_buttons()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        if not self._has_focus() and self._buttons is not None:
            self._buttons.hide()
        super().leaveEvent(event)


class _ActionButtons(QWidget):
    """Four buttons with one tab stop. Left and Right move between them."""

    def __init__(self, card: Card) -> None:
        super().__init__(card)
        self._card = card
        self.all: list[QToolButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for action in Action:
            button = QToolButton(self)
            set_icon(button, action.value[0], "ink_soft")
            button.setProperty("action", action.name)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus if self.all else Qt.FocusPolicy.TabFocus)
            button.clicked.connect(self._clicked)
            button.installEventFilter(self)
            row.addWidget(button)
            self.all.append(button)

    def name(self, group: str) -> None:
        for button, action in zip(self.all, Action, strict=True):
            _, words, keys = action.value
            button.setToolTip(f"{words} ({keys})")
            button.setAccessibleName(f"{words}, {group}")

    def _clicked(self) -> None:
        button = self.sender()
        if button is not None:
            self._card.action_requested.emit(self._card.item_id, Action[button.property("action")])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in steps:
            index = next(index for index, button in enumerate(self.all) if button is watched)
            self.all[(index + steps[Qt.Key(event.key())]) % len(self.all)].setFocus()
            return True
        return super().eventFilter(watched, event)

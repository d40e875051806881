"""Tracks which field and card of a form have the focus.

A field's calendar belongs to the field. Switching to another program or to a dialog does not leave the field.
"""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from editor.document.paths import FieldPath, path_exists
from editor.session.issue.session import Session
from editor.ui.forms.card import Card
from editor.ui.forms.field_view import FieldView

_Kind = TypeVar("_Kind", bound=QWidget)


class FocusTracker(QObject):
    """Follows the focus through the fields of one form and notifies them."""

    field_entered = Signal(object)
    """FieldPath: where the caret is now."""

    def __init__(self, form: QWidget, session: Session) -> None:
        super().__init__(form)
        self._form = form
        self._session = session
        self._field: FieldView | None = None
        self._left: FieldView | None = None
        self._card: Card | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)

    @property
    def field(self) -> FieldView | None:
        """The field with the focus, or the last one if another program has the keyboard."""
        return self._field if self._field is not None and isValid(self._field) else None

    @property
    def path(self) -> FieldPath | None:
        """The path of the caret."""
        field = self.field
        return None if field is None else field.editor.subpath().under(field.field_context.path)

    @Slot(QWidget, QWidget)
    def _focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is None or self._is_dialog(now):
            return
        inside = self._form.isAncestorOf(now)
        self._enter_card(enclosing(now, Card) if inside else None)
        field = enclosing(now, FieldView) if inside else None
        if field is not self._field:
            self.leave()
            self._field = field
            if field is not None:
                if self._left is not None and self._left is not field and isValid(self._left):
                    self._left.deselect()
                self._left = None
                field.on_focus_in()
                self.field_entered.emit(self.path)

    def _is_dialog(self, widget: QWidget) -> bool:
        """Return whether a widget is in another window that does not belong to a field."""
        return widget.window() is not self._form.window() and enclosing(widget, FieldView) is None

    def _enter_card(self, card: Card | None) -> None:
        if card is self._card:
            return
        left, self._card = self._card, card
        if left is not None and isValid(left):
            left.hide_buttons()
        if card is not None:
            card.show_buttons()

    def leave(self) -> None:
        """Leave the current field, if it is still part of the issue."""
        left, self._field = self.field, None
        self._left = left or self._left
        if left is not None and path_exists(self._session.issue, left.field_context.path):
            left.on_focus_out()


def enclosing(widget: QWidget | None, kind: type[_Kind]) -> _Kind | None:
    """Return the nearest ancestor of this type, across window borders, or the widget itself."""
    while widget is not None and not isinstance(widget, kind):
        widget = widget.parentWidget()
    return widget

"""Where the user is in a form: the field and the card that have the focus. A field's calendar belongs to the field,
and nobody leaves a field by looking something up in another program, or by answering a dialog."""

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
    """Follows the focus through the fields of one form, and tells them when it comes and goes."""

    field_entered = Signal(object)
    """FieldPath: the caret is there now."""

    def __init__(self, form: QWidget, session: Session) -> None:
        super().__init__(form)
        self._form = form
        self._session = session
        self._field: FieldView | None = None
        self._card: Card | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)

    @property
    def field(self) -> FieldView | None:
        """The field that has the focus, or had it when another program took the keyboard."""
        return self._field if self._field is not None and isValid(self._field) else None

    @property
    def path(self) -> FieldPath | None:
        """Where the caret is."""
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
                field.on_focus_in()
                self.field_entered.emit(self.path)

    def _is_dialog(self, widget: QWidget) -> bool:
        """Whether it stands in a window of its own that is no field's."""
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
        """The field is done with for now, if it is still part of the issue."""
        left, self._field = self.field, None
        if left is not None and path_exists(self._session.issue, left.field_context.path):
            left.on_focus_out()


def enclosing(widget: QWidget | None, kind: type[_Kind]) -> _Kind | None:
    """The nearest widget of this kind that holds the given one, over the borders of windows."""
    while widget is not None and not isinstance(widget, kind):
        widget = widget.parentWidget()
    return widget

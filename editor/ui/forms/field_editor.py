"""The interface between an input and the form. There is one class per kind of field; see `registry`."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from editor.document.findings import Finding
from editor.document.paths import ROOT, FieldPath
from editor.document.text.text_range import TextRange
from editor.ui.forms.field_context import FieldContext
from editor.ui.forms.form_view import FormContext
from editor.ui.text.highlights import Highlight


class FieldEditor(QObject):
    """An input and its behaviour. The view around it has the label and the findings."""

    widget: QWidget
    """The widget that is placed in the form, created by each subclass."""
    footer: QWidget | None = None
    """An optional widget below the field's help."""

    edited = Signal(object)
    """The field's new value, after an edit by the user."""
    note_changed = Signal(str)
    """A message about typed text that is not a value yet, or ""."""
    caret_moved = Signal(object)
    """QRect in the coordinates of `input()`, to be kept visible."""
    block_entered = Signal()
    """The caret entered another paragraph of the same field."""
    clicked = Signal(object, int)
    """A mouse click in the text: the path relative to the field, and the position in code points."""
    menu_opened = Signal(object, object, int)
    """The context menu (QMenu) of the text opens: the path relative to the field, and the position in code points."""
    underlines_words = False
    """Whether findings about words are underlined in the text."""
    lists_words = True
    """Whether findings about words are listed below the input: where the text has no context menu that does."""

    def __init__(self, field_context: FieldContext, context: FormContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.field_context = field_context
        self.context = context

    @property
    def edit_label(self) -> str:
        """The label of an edit in the Undo command: "Typing in Title"."""
        return f"Typing in {self.field_context.spec.label}"

    def show_value(self, value: Any) -> None:
        """Show a value that was changed elsewhere. Text being typed stays if it gives the same value."""
        raise NotImplementedError

    def input(self) -> QWidget:
        """Return the widget that takes the focus and has the field's accessible name."""
        return self.widget

    def inputs(self) -> Iterator[QWidget]:
        """Yield the tab stops."""
        yield self.input()

    def merge_key(self) -> Hashable | None:
        """Return the key of the current undo step. Consecutive edits with equal keys are one step."""
        return None

    def set_read_only(self, on: bool) -> None:
        """Allow reading and copying only, or editing again."""
        self.widget.setEnabled(not on)

    def commit(self) -> None:
        """Accept what was typed: the focus leaves, or the issue is about to be saved."""

    def enter(self, subpath: FieldPath) -> bool:
        """Take the focus, with the caret at a path relative to the field."""
        self.input().setFocus()
        return True

    def accept_offer(self) -> bool:
        """Accept the offer below the field, such as to add a name to the library. Return whether there is one."""
        return False

    def deselect(self) -> None:
        """Select nothing. A QLineEdit does that itself when it loses the focus."""

    def subpath(self) -> FieldPath:
        """Return the path of the caret, relative to the field."""
        return ROOT

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Mark the parts of the field that have findings. Their texts are shown below the input."""

    def show_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Highlight text. The paths are relative to the field. Only text inputs do this."""

    def area(self, subpath: FieldPath, start: int) -> QRect:
        """Return the rectangle of a position in the field, in the coordinates of `input()`."""
        return self.input().rect()

    def selection(self) -> TextRange:
        """Return the selected range. Its path is relative to the field."""
        return TextRange(self.subpath(), 0, 0)

    def length(self, value: Any) -> int | None:
        """Return the number of characters as read, or None if the field has no target length."""
        return None

    def rename(self, name: str) -> None:
        """Set the accessible name."""
        self.input().setAccessibleName(name)

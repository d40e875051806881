"""What a field's input has to offer to the form. One class for each kind of field; the registry knows them."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from editor.document.findings import Finding
from editor.document.paths import ROOT, FieldPath
from editor.ui.forms.field_context import FieldContext
from editor.ui.forms.form_view import FormContext
from editor.ui.text.highlights import Highlight


class FieldEditor(QObject):
    """An input and its manners; the view around it has the label and the marks."""

    widget: QWidget
    """What is put into the form; made by each kind of editor."""
    footer: QWidget | None = None
    """What stands below the field's help, if the editor has more to offer."""

    edited = Signal(object)
    """The field's new value, after a change by the user."""
    note_changed = Signal(str)
    """Something to be said about what was typed and is no value yet; "" when there is nothing any more."""
    caret_moved = Signal(object)
    """A QRect in the coordinates of `input()`: to be kept in sight."""
    block_entered = Signal()
    """The caret went to another block of the same field."""
    clicked = Signal(object, int)
    """The mouse put the caret here: the path below the field, and code points."""

    def __init__(self, field_context: FieldContext, context: FormContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.field_context = field_context
        self.context = context

    @property
    def edit_label(self) -> str:
        """What an edit is called in the menu: "Typing in Title"."""
        return f"Typing in {self.field_context.spec.label}"

    def show_value(self, value: Any) -> None:
        """Show a value that came from elsewhere; what the user has in hand stays where it says the same."""
        raise NotImplementedError

    def input(self) -> QWidget:
        """What takes the focus and bears the field's name."""
        return self.widget

    def inputs(self) -> Iterator[QWidget]:
        """What Tab stops at."""
        yield self.input()

    def merge_key(self) -> Hashable | None:
        """Edits of one key in a row are one undo step."""
        return None

    def set_read_only(self, on: bool) -> None:
        """Let the value be read and copied, but not changed."""
        self.widget.setEnabled(not on)

    def commit(self) -> None:
        """Take what was typed for what it is: the focus leaves, or the issue is saved."""

    def enter(self, subpath: FieldPath) -> bool:
        """Take the focus, with the caret at `tail`."""
        self.input().setFocus()
        return True

    def subpath(self) -> FieldPath:
        """Where in the field the caret is."""
        return ROOT

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Mark the places below the field that have findings; the words stand beneath the input anyway."""

    def show_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Tint words of the text; their paths are below the field. Only texts have words."""

    def area(self, subpath: FieldPath, start: int) -> QRect:
        """Where a place of the field stands, in the coordinates of `input()`."""
        return self.input().rect()

    def selection(self) -> tuple[FieldPath, int, int]:
        """What is selected: the path of its text below the field, start and length in code points."""
        return self.subpath(), 0, 0

    def length(self, value: Any) -> int | None:
        """Characters as read, where the field has a target length."""
        return None

    def rename(self, name: str) -> None:
        """Take another accessible name."""
        self.input().setAccessibleName(name)

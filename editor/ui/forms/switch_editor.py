"""The editor of a boolean: a check box."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from editor.ui.forms.field_context import FieldContext
from editor.ui.forms.field_editor import FieldEditor
from editor.ui.forms.form_view import FormContext


class SwitchEditor(FieldEditor):
    """A check box. Each click is a separate undo step."""

    def __init__(self, field_context: FieldContext, context: FormContext, parent: QWidget) -> None:
        super().__init__(field_context, context, parent)
        self.box = QCheckBox(field_context.spec.label, parent)
        self.box.setAccessibleName(field_context.accessible_name)
        self.box.setAccessibleDescription(field_context.spec.help)
        self.widget = self.box
        self.box.clicked.connect(self._clicked)

    @property
    def edit_label(self) -> str:
        return f"Change {self.field_context.spec.label}"

    def show_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))

    @Slot(bool)
    def _clicked(self, on: bool) -> None:
        self.edited.emit(on)

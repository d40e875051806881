"""What is so or not so: a box to tick."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from editor.ui.forms.field_context import FieldContext
from editor.ui.forms.field_editor import FieldEditor
from editor.ui.forms.form_view import FormContext


class SwitchEditor(FieldEditor):
    """A box; each click is a change of its own."""

    def __init__(self, place: FieldContext, context: FormContext, parent: QWidget) -> None:
        super().__init__(place, context, parent)
        self.box = QCheckBox(place.spec.label, parent)
        self.box.setAccessibleName(place.spoken)
        self.box.setAccessibleDescription(place.spec.help)
        self.widget = self.box
        self.box.clicked.connect(self._clicked)

    @property
    def verb(self) -> str:
        return f"Change of {self.place.spec.label}"

    def show_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))

    @Slot(bool)
    def _clicked(self, on: bool) -> None:
        self.edited.emit(on)

"""The editor of a field with few values: a list to choose from."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from editor.ui.forms.field_context import FieldContext
from editor.ui.forms.field_editor import FieldEditor
from editor.ui.forms.form_view import FormContext


class ChoiceEditor(FieldEditor):
    """A combo box. Each choice is a separate undo step."""

    def __init__(self, field_context: FieldContext, context: FormContext, parent: QWidget) -> None:
        super().__init__(field_context, context, parent)
        self.box = _Box(parent)
        self.box.setAccessibleName(field_context.accessible_name)
        self.box.setAccessibleDescription(field_context.spec.help)
        # A long choice must not make the form wider than its pane.
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(8)
        for value, label in field_context.spec.choices:
            self.box.addItem(label, value)
        self.widget = self.box
        self.box.activated.connect(self._chosen)

    @property
    def edit_label(self) -> str:
        return f"Change {self.field_context.spec.label}"

    def show_value(self, value: Any) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(value)))

    @Slot(int)
    def _chosen(self, row: int) -> None:
        self.edited.emit(self.box.itemData(row))


class _Box(QComboBox):
    """Ignores the wheel: whoever scrolls the form does not mean to change the field under the pointer."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        event.ignore()

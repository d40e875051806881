"""The editor on a conflict's card in which both versions become one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from editor.document.field_specs import is_inline
from editor.document.merging.both_versions import both_blocks, both_texts
from editor.document.merging.conflict import Conflict
from editor.document.path_labels import path_label
from editor.document.text.inline import escaped, plain
from editor.ui.text.blocks_edit import BlocksEdit
from editor.ui.text.inline_edit import InlineEdit
from editor.ui.text.rich_edit import RichEdit
from schemas import Issue


class BothEditor(QWidget):
    """A button that shows both versions in one text, and one that takes the text as it was edited."""

    used = Signal(object)
    """The value to use in place of both: a text, or blocks."""

    def __init__(self, place: str, text: RichEdit, value: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._value = value
        self.edit_both, self.use = QPushButton("Edit Both"), QPushButton("Use This Text")
        self.edit_both.setAccessibleName(f"Edit both: {place}")
        self.use.setAccessibleName(f"Use this text: {place}")
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self.edit_both, self.use):
            button.setAutoDefault(True)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(text)
        column.addLayout(row)
        text.hide()
        self.use.hide()
        self.edit_both.clicked.connect(self._show_text)
        self.use.clicked.connect(lambda: self.used.emit(self._value()))

    def close_text(self) -> None:
        """Hide the text: the conflict is resolved."""
        self._text.hide()

    def _show_text(self) -> None:
        self.edit_both.hide()
        self._text.show()
        self.use.show()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)


def make_both_editor(issue: Issue, conflict: Conflict) -> BothEditor | None:
    """Return the editor of a conflict; None where its versions are no texts."""
    place = path_label(issue, conflict.path) or "The issue"
    blocks = both_blocks(issue, conflict)
    if blocks is not None:
        lines = BlocksEdit(f"Both: {place}")
        lines.set_blocks(blocks)
        return BothEditor(place, lines, lines.blocks)
    together = both_texts(issue, conflict)
    if together is None:
        return None
    line = InlineEdit(f"Both: {place}")
    if is_inline(issue, conflict.path):
        line.set_text(together)
        return BothEditor(place, line, line.text)
    line.set_text(escaped(together))
    return BothEditor(place, line, lambda: plain(line.text()))

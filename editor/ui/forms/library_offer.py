"""The offer to add a name to the desk's library, and the form for its details."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.ui.text.line_edit import LineEdit
from schemas import Kind, Part, specs_of

_SHOWN = 60
_WRITTEN = frozenset({Kind.LINE, Kind.CHINESE, Kind.LINES, Kind.MAIL})


class LibraryOffer(QWidget):
    """A line with a button such as `Add “MOFCOM” to Library`."""

    accepted = Signal(str)
    """The text that is to be added."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""
        self._note = QLabel(self)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setProperty("role", "help")
        self.button = QPushButton(self)
        self.button.setProperty("role", "fix")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # as those of findings, which come and go as well
        self.button.setToolTip("Add to the library (Ctrl+.)")
        self.button.clicked.connect(self._accept)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._note)
        row.addWidget(self.button)
        row.addStretch(1)
        self.hide()

    def show_text(self, text: str) -> None:
        """Offer to add this text; hide the offer for ""."""
        self._text = text
        shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
        self._note.setText("Not in the library.")
        self.button.setText(f"Add “{shown}” to Library".replace("&", "&&"))
        self.button.setAccessibleName(f"Add “{shown}” to Library")
        self.setVisible(bool(text))

    def is_about(self, text: str) -> bool:
        """Whether it offers to add this text."""
        return self._text == text

    def _accept(self) -> None:
        self.accepted.emit(self._text)


class PartEntryForm(QFrame):
    """A form for a small part that does not belong to an issue, generated from its schema, with Add and Cancel."""

    done = Signal(object)
    """Mapping[str, str]: the texts by field."""
    cancelled = Signal()

    def __init__(self, model: type[Part], initial: Mapping[str, str], add: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.lines: dict[str, LineEdit] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(4)
        for name, spec in specs_of(model).items():
            if spec.kind not in _WRITTEN:
                continue
            label = QLabel(spec.label, self)
            label.setProperty("role", "field-label")
            line = LineEdit(
                spec.label,
                description=spec.help,
                placeholder=spec.example,
                typographic=spec.kind is Kind.LINE,
                parent=self,
            )
            line.set_text(initial.get(name, ""))
            line.installEventFilter(self)
            label.setBuddy(line)
            column.addWidget(label)
            column.addWidget(line)
            column.addSpacing(6)
            self.lines[name] = line
        self.add_button = QPushButton(add, self)
        self.cancel_button = QPushButton("Cancel", self)
        self.add_button.clicked.connect(self._add)
        self.cancel_button.clicked.connect(self.cancelled)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.add_button)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        column.addLayout(row)

    def focus_first_empty(self) -> None:
        """Put the caret into the first empty line."""
        next((line for line in self.lines.values() if not line.text()), next(iter(self.lines.values()))).setFocus()

    def inputs(self) -> list[QWidget]:
        return [*self.lines.values(), self.add_button, self.cancel_button]

    def _add(self) -> None:
        written = {name: line.text().strip() for name, line in self.lines.items()}
        if any(written.values()):
            self.done.emit(written)
        else:
            self.focus_first_empty()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._add()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.cancelled.emit()
                return True
        return super().eventFilter(watched, event)

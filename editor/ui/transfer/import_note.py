"""One note of an import: what it says, where it is about, and a field for the text that found no place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QMenu, QPushButton, QVBoxLayout, QWidget

from editor.document.paths import FieldPath
from editor.document.sections import section_path
from editor.formats.importing.placing import Destination
from editor.formats.notes import Note
from editor.ui.widgets.flow_layout import ButtonFlow
from editor.ui.widgets.responsive_row import ResponsiveRow, text_width
from editor.ui.widgets.wrapping_label import text_label

_HEADING_CHARACTERS = 30
"""What the heading needs beside the buttons, in average characters."""


class ImportNote(QFrame):
    """A card with the note."""

    place_requested = Signal(int)
    """Show a place of the source."""
    insertion_requested = Signal(object, object)
    """Put the text of a `Note` into the field at a `FieldPath`."""

    def __init__(self, note: Note, *, is_in_source: bool, parent: QWidget | None = None) -> None:
        """`is_in_source` tells whether the source is shown, so that the note can lead there."""
        super().__init__(parent)
        self._note = note
        self.setProperty("role", "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        buttons = QWidget()
        flow = ButtonFlow(buttons, 8)
        shown: list[QWidget] = []
        heading = text_width(self, _HEADING_CHARACTERS)
        where = note.place.capitalize() if note.place else "Whole source"
        self._title = f"{where} – needs attention" if note.needs_person else where
        self.heading = text_label(self._title, "field-label")
        head.addWidget(self.heading, 1)
        if note.line and is_in_source:
            show = QPushButton("Show")
            show.setAccessibleName(f"Show {where} in the source and in the outline")
            show.clicked.connect(lambda: self.place_requested.emit(note.line))
            shown.append(show)
        self.insert_button = QPushButton("Insert into…", self)
        self.insert_button.setAccessibleName(f"Insert the text of {where} into a field")
        self.menu = QMenu(self.insert_button)
        self.insert_button.setMenu(self.menu)
        if note.text:
            copy = QPushButton("Copy Text")
            copy.setAccessibleName(f"Copy the text of {where}")
            copy.clicked.connect(lambda: QApplication.clipboard().setText(note.text))
            shown += [copy, self.insert_button]
        if shown:
            flow.arrange(shown)
            head.addWidget(buttons)
            ResponsiveRow(head, self, lambda: flow.sizeHint().width() + heading())
        layout.addLayout(head)
        layout.addWidget(text_label(note.message))
        if note.help:
            layout.addWidget(text_label(note.help, "help"))
        self.insert_button.setVisible(bool(note.text))

    def offer(self, choices: Sequence[Destination]) -> None:
        """Offer fields for the text, those of one section in a menu of their own."""
        self.menu.clear()
        for path, group in groupby(choices, lambda choice: section_path(choice.path)):
            fields = list(group)
            if len(fields) == 1:
                self._add(self.menu, fields[0], fields[0].label)
                continue
            name = fields[0].label.partition(", ")[0]
            menu = self.menu.addMenu(name if path else "Masthead")
            for field in fields:
                self._add(menu, field, field.label.removeprefix(f"{name}, "))

    def _add(self, menu: QMenu, choice: Destination, label: str) -> None:
        menu.addAction(label).triggered.connect(lambda: self._insert(choice.path, choice.label))

    def _insert(self, path: FieldPath, label: str) -> None:
        self.heading.setText(f"Inserted into {label}")
        self.insertion_requested.emit(self._note, path)

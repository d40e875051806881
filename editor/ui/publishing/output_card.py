"""One output on the publish page: chosen or not, its options, its folder, and what to know about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.document.findings import Level
from editor.document.text.phrasing import counted
from editor.formats.outgoing.written import OutputNote, SizeMeter
from editor.formats.outputs import OUTPUTS
from editor.session.publishing.output_names import PDF, description, label
from editor.ui.publishing.size_meter import SizeBar
from editor.ui.widgets.flow_layout import ButtonFlow
from editor.ui.widgets.responsive_row import ResponsiveRow, text_width

FRAGMENT, WORD = "fragment", "docx"
_SUMMARY_CHARACTERS = 26
"""Least width of the summary beside name and buttons, in characters. With less, it goes below the name."""
MAX_NOTES = 8
"""Notes that a card shows."""

ATTACH_HELP = (
    "The PDF can be opened in Newsdesk as the issue again. It is PDF/A-3a then instead of PDF/A-2a. "
    "Comments and suggestions stay out."
)

_COPIES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "mail": (
        ("html", "Copy for Mailing Tool", "Copies the email's HTML"),
        ("text", "Copy Text", "Copies the text version, for readers without HTML"),
    ),
    FRAGMENT: (("html", "Copy HTML", "Copies the HTML for the content management system"),),
}
"""The buttons that copy a part of an output: part, text, help."""


class OutputCard(QFrame):
    """The card of one output."""

    toggled = Signal()
    """The output was chosen or not."""
    option_changed = Signal()
    folder_requested = Signal(str)
    """The name of the output whose folder is to be chosen."""
    copy_requested = Signal(str, str)
    """The name of the output, and "html" or "text"."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.setProperty("role", "card")
        self.check = QCheckBox(label(name))
        self.check.setAccessibleName(label(name))
        self.check.setAccessibleDescription(description(name))
        self.companions = {
            other: _box(f"Also save {output.description}", output.label)
            for other, output in OUTPUTS.items()
            if output.companion_of == name
        }
        self.review = _box("Include comments and suggestions, for colleagues", "Include comments and suggestions")
        self.review.setParent(self)
        self.review.setVisible(name != PDF and OUTPUTS[name].holds_review)
        self.attach = _box("Put the issue into the PDF", "Put the issue into the PDF")
        self.attach.setToolTip(ATTACH_HELP)
        self.attach.setAccessibleDescription(ATTACH_HELP)
        self.attach.setParent(self)
        self.attach.setVisible(name == PDF)
        self.line_numbers = _box("Number the lines of a proof", "Number the lines of a proof")
        self.line_numbers.setToolTip("Numbers in the margin, for discussing a proof. Published pages never have them.")
        self.line_numbers.setParent(self)
        self.line_numbers.setVisible(name == PDF)
        self.level = QComboBox(self)
        self.level.setVisible(name == FRAGMENT)
        self.meter = SizeBar()
        self.copy_buttons: dict[str, QPushButton] = {}
        self.joined = _label("", "help")
        self.place = _label("", "help")
        self.folder_button = QPushButton("Change Folder…")
        self.folder_button.setAccessibleName(f"Change the folder for {label(name)}")
        self.summary = _label(description(name), "help")
        self._notes = QVBoxLayout()
        self._notes.setSpacing(4)
        self._details = QWidget()
        self._lay_out()
        self.check.toggled.connect(self._on_toggled)
        for box in self.companions.values():
            box.toggled.connect(self.option_changed)
        self.review.toggled.connect(self.option_changed)
        self.attach.toggled.connect(self.option_changed)
        self.line_numbers.toggled.connect(self.option_changed)
        self.level.currentIndexChanged.connect(self.option_changed)
        self.folder_button.clicked.connect(lambda: self.folder_requested.emit(self.name))

    @property
    def is_chosen(self) -> bool:
        """Whether the output is to be published."""
        return self.check.isChecked()

    @property
    def chosen_companions(self) -> tuple[str, ...]:
        """The companions that are saved with it."""
        return tuple(name for name, box in self.companions.items() if box.isChecked())

    def show_choice(self, *, chosen: bool, companions: frozenset[str], heading_level: int) -> None:
        """Show what was chosen last."""
        self.check.setChecked(chosen)
        self._details.setVisible(chosen)
        for name, box in self.companions.items():
            box.setChecked(name in companions)
        self.level.setCurrentIndex(heading_level - 1)

    def show_place(self, files: Sequence[str], folder: Path | None) -> None:
        """Show the names of the files and where they will be saved."""
        names = ", ".join(files)
        where = f" in {folder}" if folder is not None else "; the folder is asked for"
        self.place.setText(f"{names}{where}" if names else "")
        self.folder_button.setText("Change Folder…" if folder is not None else "Choose Folder…")

    def show_notes(self, notes: Sequence[OutputNote], meter: SizeMeter | None, joined: Sequence[str]) -> None:
        """Show what to know about the output: notes, size, and the issues in it."""
        while self._notes.count():
            item = self._notes.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for note in notes[:MAX_NOTES]:
            role = "problem-error" if note.level is Level.ERROR else "problem-warning"
            kind = "Error" if note.level is Level.ERROR else "Note"
            self._notes.addWidget(_label(f"{kind}: {note.message} {note.help}".strip(), role))
        number = f" {counted(len(notes), 'note')}." if notes else ""
        self.summary.setText(f"{description(self.name)}{number}")
        if len(notes) > MAX_NOTES:
            self._notes.addWidget(_label(f"and {len(notes) - MAX_NOTES} more", "help"))
        self.meter.setVisible(meter is not None)
        if meter is not None:
            self.meter.show_size(meter)
        self.joined.setText(f"Contains the issues of {'; '.join(joined)}." if joined else "")
        self.joined.setVisible(bool(joined))

    def allow_copying(self, allowed: bool, reason: str) -> None:
        """Enable the copy buttons, or say why not."""
        for button in self.copy_buttons.values():
            button.setEnabled(allowed)
            button.setToolTip(button.accessibleDescription() if allowed else reason)

    def _on_toggled(self, chosen: bool) -> None:
        self._details.setVisible(chosen)
        self.toggled.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 10)
        column.setSpacing(6)
        head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setSpacing(8)
        head.addWidget(self.check)
        head.addWidget(self.summary, 1)
        copies = QWidget(self)
        flow = ButtonFlow(copies, 8)
        for part, text, help in _COPIES.get(self.name, ()):
            button = QPushButton(text)
            button.setProperty("compact", True)
            button.setAutoDefault(True)
            button.setAccessibleDescription(help)
            button.clicked.connect(lambda _=False, part=part: self.copy_requested.emit(self.name, part))
            self.copy_buttons[part] = button
        flow.arrange([*self.copy_buttons.values()])
        copies.setVisible(bool(self.copy_buttons))
        head.addWidget(copies)
        summary = text_width(self.summary, _SUMMARY_CHARACTERS)
        ResponsiveRow(head, self, lambda: self.check.minimumWidth() + summary() + flow.sizeHint().width() + 60)
        column.addLayout(head)
        column.addWidget(self._details)
        self.meter.hide()
        self.joined.hide()
        details = QVBoxLayout(self._details)
        details.setContentsMargins(26, 0, 0, 0)
        details.setSpacing(6)
        details.addWidget(self.meter)
        details.addWidget(self.joined)
        details.addLayout(self._notes)
        for box in self.companions.values():
            details.addWidget(box)
        for box in (self.review, self.attach, self.line_numbers):
            if not box.isHidden():
                details.addWidget(box)
        if self.name == FRAGMENT:
            details.addLayout(self._level_row())
        place = QHBoxLayout()
        place.setSpacing(12)
        self.folder_button.setProperty("compact", True)
        self.folder_button.setAutoDefault(True)
        place.addWidget(self.place, 1)
        place.addWidget(self.folder_button, 0, Qt.AlignmentFlag.AlignTop)
        details.addLayout(place)

    def _level_row(self) -> QHBoxLayout:
        self.level.addItems([f"Heading {level}" for level in range(1, 6)])
        self.level.setAccessibleName("Level of section titles")
        words = _label("Section titles are", "help")
        words.setWordWrap(False)
        words.setBuddy(self.level)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(words)
        row.addWidget(self.level)
        row.addStretch(1)
        return row


def _label(text: str, role: str) -> QLabel:
    made = QLabel(text)
    made.setProperty("role", role)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _box(text: str, name: str) -> QCheckBox:
    box = QCheckBox(text)
    box.setAccessibleName(name)
    return box

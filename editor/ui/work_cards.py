"""Unsaved work that is still there, on the start page: what it is, how it differs from what is saved, what to do."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.files.recovery import Recovered
from editor.ui.start_rows import in_words


class WorkCard(QFrame):
    """One issue's unsaved work. Nothing is replaced until the user chooses."""

    wanted = Signal(object)
    """The work is to be gone on with."""
    saved_wanted = Signal(object)
    """The saved file is to be opened instead; the work stays."""
    unwanted = Signal(object)
    """The work is to be discarded."""

    def __init__(self, found: Recovered, *, discarded: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        name = found.file.name if found.file is not None else "An issue without a file"
        when = found.at.astimezone()
        kind = "Discarded" if discarded else "Unsaved work"
        self.work_button = QPushButton("Bring Back")
        self.work_button.setAutoDefault(True)
        self.work_button.setProperty("role", "" if discarded else "primary")
        self.work_button.setAccessibleName(f"Bring back the work on {name}")
        self.work_button.clicked.connect(lambda: self.wanted.emit(found))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(_label(f"{kind}: {name}, {_moment(when)}", "section"))
        words.addWidget(_label(_differs(found), "note"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(8)
        row.addLayout(words, 1)
        if not discarded:
            if found.file is not None and found.file.exists():
                row.addWidget(_button("Open Saved", lambda: self.saved_wanted.emit(found)))
            row.addWidget(_button("Discard", lambda: self.unwanted.emit(found)))
        row.addWidget(self.work_button)


def _differs(found: Recovered) -> str:
    """What differs, and whether the saved one has changed meanwhile."""
    if found.file is None:
        said = f"It was never saved: {found.differs}."
    elif not found.file.exists():
        said = f"The file is gone; the work can be saved anew: {found.differs}."
    else:
        said = f"Differs from the saved one: {found.differs}."
    if found.saved_meanwhile and found.file is not None and found.file.exists():
        said += " The file was saved once more since then; bringing the work back leaves that file as it is."
    return said


def _moment(when: datetime) -> str:
    return f"{in_words(when.date())} {when:%H:%M}"


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _button(text: str, deed: object) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(True)
    button.clicked.connect(deed)
    return button

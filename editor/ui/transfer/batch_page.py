"""The page of an import of several files: one report about all of them, and where their issues are saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.document.contents import news_item_count
from editor.document.text.phrasing import counted
from editor.document.written_dates import date_label
from editor.session.issue.importing import FailedSource, ReadSource
from editor.ui.pages.page import Page
from editor.ui.widgets.wrapping_label import text_label


class BatchPage(Page):
    """Shows what was read in each file. Nothing is saved until the user chooses."""

    save_requested = Signal()
    """Save all issues in a folder."""
    show_requested = Signal(object)
    """Show one `ReadSource`."""
    open_requested = Signal(object)
    """Open the saved issue at a path."""

    def __init__(self, results: Sequence[ReadSource | FailedSource], parent: QWidget | None = None) -> None:
        super().__init__(f"Import {counted(len(results), 'file')}", "Close", parent)
        self.results = tuple(results)
        self.found = tuple(each for each in results if isinstance(each, ReadSource) and not each.source.is_empty)
        self.summary = text_label(_summary(results, len(self.found)), "note")
        self.body.addWidget(self.summary)
        self.save_button = QPushButton(f"Save {counted(len(self.found), 'Issue')}…")
        self.save_button.setProperty("role", "primary")
        self.save_button.setAutoDefault(True)
        self.save_button.setEnabled(bool(self.found))
        self.save_button.clicked.connect(self.save_requested)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save_button)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self._rows: dict[int, tuple[QLabel, QHBoxLayout]] = {}
        for result in sorted(results, key=_urgency):
            self.body.addWidget(self._card(result))
        self.body.addStretch(1)

    @property
    def first(self) -> QWidget:
        """The widget that gets the focus first."""
        return self.save_button if self.save_button.isEnabled() else self.back_button

    def _card(self, result: ReadSource | FailedSource) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(text_label(result.file.name, "field-label"), 1)
        layout.addLayout(head)
        if isinstance(result, FailedSource):
            layout.addWidget(text_label(result.message.removeprefix(f"{result.file.name}: ")))
            layout.addWidget(text_label(result.help, "help"))
            return card
        show = QPushButton("Show")
        show.setAccessibleName(f"Show {result.file.name}")
        show.clicked.connect(lambda: self.show_requested.emit(result))
        head.addWidget(show)
        line = text_label(_line(result))
        layout.addWidget(line)
        notes = _notes(result)
        if notes:
            layout.addWidget(text_label(notes, "help"))
        self._rows[id(result)] = (line, head)
        return card

    def show_saved(self, saved: Mapping[int, Path]) -> None:
        """Say where issues were saved; `saved` has the files by the identity of what was read."""
        for key, path in saved.items():
            line, head = self._rows[key]
            line.setText(f"Saved as {path.name}.")
            button = QPushButton("Open")
            button.setAccessibleName(f"Open {path.name}")
            button.clicked.connect(lambda _=False, file=path: self.open_requested.emit(file))
            head.addWidget(button)
        self.save_button.setEnabled(False)
        self.back_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _urgency(result: ReadSource | FailedSource) -> int:
    """What needs somebody first."""
    if isinstance(result, FailedSource) or result.source.is_empty:
        return 0
    return 1 if any(note.needs_person for note in result.source.notes) else 2


def _summary(results: Sequence[ReadSource | FailedSource], issues: int) -> str:
    others = len(results) - issues
    open_notes = sum(
        any(note.needs_person for note in each.source.notes)
        for each in results
        if isinstance(each, ReadSource) and not each.source.is_empty
    )
    said = f"{counted(issues, 'newsletter')} recognized, {open_notes:,} of them with notes that need attention."
    return f"{said} {counted(others, 'file')} could not be read as a newsletter." if others else said


def _line(result: ReadSource) -> str:
    issue = result.source.issue
    if result.source.is_empty:
        return "No newsletter was recognized."
    news = news_item_count(issue)
    parts = (
        date_label(issue.date) if issue.date else "No date",
        counted(len(issue.top5), "entry", "entries"),
        counted(news, "news item"),
        f"read as {result.kind_name}",
    )
    return ", ".join(parts)


def _notes(result: ReadSource) -> str:
    open_notes = [note for note in result.source.notes if note.needs_person]
    if not open_notes or result.source.is_empty:
        return ""
    first = open_notes[0]
    place = f"{first.place.capitalize()}: " if first.place else ""
    more = f" And {counted(len(open_notes) - 1, 'more note')}." if len(open_notes) > 1 else ""
    return f"{place}{first.message}{more}"

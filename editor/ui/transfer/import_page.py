"""The page of an import: the source with its places, what was recognised in it, and notes about the rest."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.document.text.phrasing import counted
from editor.document.written_dates import date_label
from editor.formats.notes import Note
from editor.formats.rules.reading import CELL_BORDER
from editor.formats.source.document import ImageBlock, SourceDocument, TableBlock, text_of
from editor.session.issue.importing import ReadSource
from editor.ui.pages.page import Page
from schemas import Issue

MAX_NOTES = 200
"""Notes that are shown; a source with more of them is not a newsletter."""

MAX_SHOWN = 200_000
"""Characters of the source that are shown."""


class ImportPage(Page):
    """Shows what was read. Nothing is changed or saved until the user chooses."""

    new_requested = Signal()
    """Open what was read as a new issue."""
    into_requested = Signal()
    """Put what was read into the open issue."""

    def __init__(self, found: ReadSource, *, has_open_issue: bool, parent: QWidget | None = None) -> None:
        super().__init__(f"Import {found.file.name}", "Cancel", parent)
        self._places: list[tuple[int, int]] = []
        self.source = QPlainTextEdit(self._source_text(found.source.document))
        self.source.setReadOnly(True)
        self.source.setAccessibleName("Source")
        self.new_button = QPushButton("Open as New Issue")
        self.new_button.setProperty("role", "primary")
        self.new_button.clicked.connect(self.new_requested)
        self.into_button = QPushButton("Import into This Issue")
        self.into_button.setToolTip("Replaces the sections that the source contains. You can undo this.")
        self.into_button.clicked.connect(self.into_requested)
        for button in (self.new_button, self.into_button):
            button.setAutoDefault(True)
            button.setEnabled(not found.source.is_empty)
        self.summary = _label(_summary(found), "note")
        self.body.addWidget(self.summary)
        buttons = QHBoxLayout()
        for button in (self.new_button, self.into_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        # Only now, with a parent: without one it would be a window for a moment.
        self.into_button.setVisible(has_open_issue)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        if self._places:
            columns.addLayout(_titled("Source", self.source), 1)
        columns.addLayout(self._outcome(found), 1)
        self.body.addLayout(columns, 1)

    @property
    def first(self) -> QWidget:
        """The widget that gets the focus first."""
        return self.new_button if self.new_button.isEnabled() else self.back_button

    def _source_text(self, document: SourceDocument | None) -> str:
        """The blocks of the source, one on a line, with its place where a new one begins."""
        lines: list[str] = []
        length = 0
        last = 0
        for place, text in _blocks(document):
            if length > MAX_SHOWN:
                break
            line = f"{place if place != last else ''}\t{text}"
            if place != last:
                self._places.append((place, length))
            last = place
            lines.append(line)
            length += len(line) + 1
        return "\n".join(lines)

    def _outcome(self, found: ReadSource) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(_label("Recognized", "eyebrow"))
        for line in _outline(found.source.issue):
            column.addWidget(_label(line))
        notes = found.source.notes
        if notes:
            column.addSpacing(8)
            column.addWidget(_label("Notes", "eyebrow"))
        ordered = sorted(notes, key=lambda note: not note.needs_person)
        for note in ordered[:MAX_NOTES]:
            column.addWidget(self._card(note))
        if len(notes) > MAX_NOTES:
            column.addWidget(_label(f"and {len(notes) - MAX_NOTES} more", "note"))
        column.addStretch(1)
        return column

    def _card(self, note: Note) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 12, 16, 12)
        head = QHBoxLayout()
        where = note.place.capitalize() if note.place else "Whole source"
        head.addWidget(_label(f"{where} – needs attention" if note.needs_person else where, "field-label"), 1)
        if note.line and self._places:
            show = QPushButton("Show in Source")
            show.setAccessibleName(f"Show {where} in the source")
            show.clicked.connect(lambda: self.show_place(note.line))
            head.addWidget(show)
        if note.text:
            copy = QPushButton("Copy Text")
            copy.setAccessibleName(f"Copy the text of {where}")
            copy.clicked.connect(lambda: QApplication.clipboard().setText(note.text))
            head.addWidget(copy)
        layout.addLayout(head)
        layout.addWidget(_label(note.message))
        if note.help:
            layout.addWidget(_label(note.help, "help"))
        return card

    def show_place(self, place: int) -> None:
        """Scroll the source to a place and select its line."""
        start = max((at for number, at in self._places if number <= place), default=0)
        cursor = self.source.textCursor()
        cursor.setPosition(start)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.source.setTextCursor(cursor)
        self.source.centerCursor()
        self.source.setFocus(Qt.FocusReason.OtherFocusReason)


def _blocks(document: SourceDocument | None) -> Iterator[tuple[int, str]]:
    for block in document.blocks if document is not None else ():
        if isinstance(block, ImageBlock):
            yield block.place, f"[{block.description or 'picture'}]"
        elif isinstance(block, TableBlock):
            for row in block.rows:
                yield block.place, CELL_BORDER.join(text_of(cell).strip() for cell in row)
        else:
            yield block.place, " ".join(block.text.split())


def _summary(found: ReadSource) -> str:
    """What was read, in one or two sentences."""
    issue = found.source.issue
    if found.source.is_empty:
        return "No newsletter was recognized. It needs sections (Top 5, Noteworthy) and run-in labels (At a glance: …)."
    news = len(issue.noteworthy.policy_news) + len(issue.noteworthy.corporate_news)
    read = f"Read as {found.source.kind}: {counted(len(issue.top5), 'entry', 'entries')}, {counted(news, 'news item')}."
    open_notes = sum(note.needs_person for note in found.source.notes)
    if not open_notes:
        return f"{read} No notes need attention."
    return f"{read} {counted(open_notes, 'note')} {'needs' if open_notes == 1 else 'need'} attention."


def _outline(issue: Issue) -> Iterator[str]:
    """The recognised parts of an issue, one on a line."""
    if issue.headline:
        yield issue.headline
    if issue.date:
        yield date_label(issue.date)
    for number, entry in enumerate(issue.top5, 1):
        yield f"{number}. {entry.title or 'Untitled'}"
    for title, news in (
        ("Policy news", issue.noteworthy.policy_news),
        ("Corporate news", issue.noteworthy.corporate_news),
    ):
        if news:
            yield f"{title}: {counted(len(news), 'item')}"
    people = len(issue.imprint.authors) + len(issue.imprint.editors)
    if people:
        yield f"Imprint: {counted(people, 'person', 'people')}"


def _titled(title: str, widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(8)
    column.addWidget(_label(title, "eyebrow"))
    column.addWidget(widget, 1)
    return column


def _label(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label

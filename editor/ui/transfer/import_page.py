"""The page of an import: the source with its places, what was recognised in it, and notes about the rest."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from editor.document.contents import news_item_count
from editor.document.paths import FieldPath
from editor.document.text.phrasing import counted
from editor.formats.importing.placing import destinations, section_places, with_note
from editor.formats.notes import Note
from editor.session.issue.importing import ReadSource
from editor.ui.pages.page import Page
from editor.ui.text.plain_line import PlainLine
from editor.ui.transfer.import_note import ImportNote
from editor.ui.transfer.import_outline import ImportOutline
from editor.ui.transfer.source_view import SourceView
from editor.ui.widgets.line_units import limit_width
from editor.ui.widgets.wrapping_label import text_label

LEAST_HEIGHT = 220
"""Pixels; in a window that leaves less room, the whole page scrolls."""

HANDLING = (("Suggestions of their authors", "suggest"), ("Accept all", "accept"), ("Reject all", "reject"))
"""What can become of tracked changes, by the names of `TrackedChanges`."""

MAX_NOTES = 200
"""Notes that are shown; a source with more of them is not a newsletter."""
_AUTHOR_LINES = 10


class ImportPage(Page):
    """Shows what was read. Nothing is changed or saved until the user chooses."""

    new_requested = Signal()
    """Open what was read as a new issue."""
    into_requested = Signal()
    """Put what was read into the open issue."""
    suggestions_requested = Signal(str)
    """Suggest what was read in the open issue, in the name of somebody."""

    def __init__(
        self,
        found: ReadSource,
        *,
        has_open_issue: bool,
        author: str = "",
        back: str = "Cancel",
        parent: QWidget | None = None,
    ) -> None:
        """`author` is who suggests changes, unless the user says otherwise."""
        super().__init__(f"Import {found.file.name}", back, parent)
        self._found = self._first_found = found
        self._has_insertions = False
        self.source = SourceView(found.source.document)
        self.outline = ImportOutline()
        self.notes: list[ImportNote] = []
        self._cards = QWidget()
        cards = QVBoxLayout(self._cards)
        cards.setContentsMargins(0, 8, 0, 0)
        cards.setSpacing(8)
        self.new_button = QPushButton("Open as New Issue")
        self.new_button.setProperty("role", "primary")
        self.new_button.clicked.connect(self.new_requested)
        self.into_button = QPushButton("Import into This Issue")
        self.into_button.setToolTip(
            "Replaces the sections that the source contains. Tracked changes are accepted, unless you reject them. "
            "You can undo this."
        )
        self.into_button.clicked.connect(self.into_requested)
        self.suggest_button = QPushButton("Import as Suggestions by")
        self.suggest_button.setToolTip(
            "Differences from this issue become suggestions. Tracked changes are suggested by those who made them."
        )
        self.suggest_button.clicked.connect(self._suggest)
        self.author = PlainLine(placeholder="Name")
        self.author.setAccessibleName("Suggested by")
        self.author.setText(author)
        limit_width(self.author, _AUTHOR_LINES)
        self.author.textChanged.connect(self._enable)
        self.summary = text_label(_summary(found), "note")
        self.body.addWidget(self.summary)
        buttons = QHBoxLayout()
        for button in (self.new_button, self.into_button, self.suggest_button):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        buttons.addWidget(self.author)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.changes = QComboBox()
        self.changes.setAccessibleName("Tracked changes")
        for label, handling in HANDLING:
            self.changes.addItem(label, handling)
        self.changes.currentIndexChanged.connect(self._handle_changes)
        self._changes_label = QLabel("Tracked changes in a new issue:")
        choice = QHBoxLayout()
        choice.addWidget(self._changes_label)
        choice.addWidget(self.changes)
        choice.addStretch(1)
        self.body.addLayout(choice)
        document = found.source.document
        has_changes = document is not None and bool(document.changes)
        self._changes_label.setVisible(has_changes)
        self.changes.setVisible(has_changes)
        # Only now, with a parent: without one they would be windows for a moment.
        for widget in (self.into_button, self.suggest_button, self.author):
            widget.setVisible(has_open_issue)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        self.body.addSpacing(8)
        if not self.source.is_empty:
            columns.addLayout(_titled("Source", self.source), 1)
        columns.addWidget(self._outcome(), 1)
        self.body.addLayout(columns, 1)
        self.outline.selected.connect(self.source.show_place)
        self._show_notes()
        self._show_outline()
        self._enable()

    @property
    def found(self) -> ReadSource:
        """What was read, with what the user has put into fields since."""
        return self._found

    @property
    def first(self) -> QWidget:
        """The widget that gets the focus first."""
        return self.new_button if self.new_button.isEnabled() else self.back_button

    def _outcome(self) -> QScrollArea:
        """The outline and the notes. They scroll by themselves: the source stays beside the note that leads to it."""
        inner = QWidget()
        inner.setAutoFillBackground(False)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(inner)
        area.setMinimumHeight(LEAST_HEIGHT)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(text_label("Recognized", "eyebrow"))
        column.addWidget(self.outline)
        column.addWidget(self._cards)
        column.addStretch(1)
        return area

    def _show_notes(self) -> None:
        """A card for each note, instead of those that there were."""
        self.notes = []
        column = self._cards.layout()
        assert column is not None
        while (item := column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        notes = sorted(self._found.source.notes, key=lambda note: not note.needs_person)
        if notes:
            column.addWidget(text_label("Notes", "eyebrow"))
        for note in notes[:MAX_NOTES]:
            card = ImportNote(note, is_in_source=not self.source.is_empty)
            card.place_requested.connect(self._show_place)
            card.insertion_requested.connect(self._insert)
            self.notes.append(card)
            column.addWidget(card)
        if len(notes) > MAX_NOTES:
            column.addWidget(text_label(f"and {len(notes) - MAX_NOTES} more", "note"))
        self.summary.setText(_summary(self._found))

    @Slot()
    def _handle_changes(self) -> None:
        self._found = self._first_found.with_tracked_changes(self.changes.currentData())
        self._show_notes()
        self._show_outline()

    def _show_outline(self) -> None:
        issue, document = self._found.source.issue, self._found.source.document
        places = section_places(issue, document) if document is not None else {}
        self.outline.show_issue(issue, places)
        choices = destinations(issue)
        for card in self.notes:
            card.offer(choices)

    @Slot(int)
    def _show_place(self, place: int) -> None:
        self.source.show_place(place)
        self.outline.show_place(place)

    @Slot(object, object)
    def _insert(self, note: Note, path: FieldPath) -> None:
        issue = with_note(self._found.source.issue, path, note)
        self._found = self._found.with_issue(issue)
        self._has_insertions = True
        self.changes.setEnabled(False)  # another choice would begin again without what was inserted
        self._show_outline()
        self._enable()

    @Slot()
    def _enable(self) -> None:
        is_usable = not self._found.source.is_empty
        self.new_button.setEnabled(is_usable)
        self.into_button.setEnabled(is_usable)
        # Suggestions are made from the file itself, which knows nothing of what was put into fields here.
        named = bool(self.author.text().strip()) and not self._has_insertions
        self.suggest_button.setEnabled(is_usable and named)

    @Slot()
    def _suggest(self) -> None:
        self.suggestions_requested.emit(" ".join(self.author.text().split()))


def _summary(found: ReadSource) -> str:
    """What was read, in one or two sentences."""
    issue = found.source.issue
    if found.source.is_empty:
        return "No newsletter was recognized. It needs sections (Top 5, Noteworthy) and run-in labels (At a glance: …)."
    parts = [counted(len(issue.top5), "entry", "entries"), counted(news_item_count(issue), "news item")]
    document = found.source.document
    if document is not None and document.threads:
        parts.append(counted(len(document.threads), "comment"))
    if document is not None and document.changes:
        parts.append(counted(len(document.changes), "tracked change"))
    read = f"Read as {found.kind_name}: {', '.join(parts)}."
    open_notes = sum(note.needs_person for note in found.source.notes)
    if not open_notes:
        return f"{read} No notes need attention."
    return f"{read} {counted(open_notes, 'note')} {'needs' if open_notes == 1 else 'need'} attention."


def _titled(title: str, widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(8)
    column.addWidget(text_label(title, "eyebrow"))
    column.addWidget(widget, 1)
    return column

"""The page of a returned copy: every suggestion and comment that it brings, before any of it is added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from editor.document.path_labels import path_label
from editor.document.review.threads import path_of as thread_path
from editor.document.suggestions.cards import Card, cards
from editor.document.suggestions.describe import described_path, description_of
from editor.document.text.datetime_labels import short_datetime_label
from editor.document.text.phrasing import capitalised, counted
from editor.formats.notes import Note
from editor.formats.returned.outcome import Continued, continued
from editor.session.issue.returned_copy import ReturnedCopy
from editor.ui.differences.change_text import ChangeText
from editor.ui.pages.page import Page
from editor.ui.widgets.line_units import follow_text_size
from editor.ui.widgets.responsive_row import ResponsiveRow, content_width
from schemas import Issue
from schemas.review import Comment, Thread
from schemas.suggestion import Reply

_NAME_LINES = 18
"""Width of the input of the name, in line heights."""
MAX_SHOWN = 300
"""Suggestions and comments that are shown; all are added."""


class BringBackPage(Page):
    """Shows what a copy brings. Nothing is changed until the user adds it."""

    accepted = Signal()
    """Add it to the review."""
    options_changed = Signal(str, bool)
    """Another name for unsigned changes, and whether tables are kept as text."""

    def __init__(self, copy: ReturnedCopy, parent: QWidget | None = None) -> None:
        super().__init__(f"Bring Back {copy.file.name}", "Cancel", parent)
        self._copy = copy
        self._is_unsigned = copy.found.unsigned
        self.summary = _label("", "note")
        self.body.addWidget(self.summary)
        self.name = QLineEdit(copy.author)
        follow_text_size(self.name, lambda line: self.name.setFixedWidth(_NAME_LINES * line))
        self.name.setAccessibleName("Author of changes without tracking")
        self.name.setPlaceholderText("Name of the colleague")
        self.name.textChanged.connect(self._show_state)
        self.name.editingFinished.connect(self._change_options)
        self.name_row = QWidget()
        row = QHBoxLayout(self.name_row)
        row.setContentsMargins(0, 0, 0, 0)
        made_by = _label("Changes without tracking were made by", "field-label")
        made_by.setWordWrap(False)
        row.addWidget(made_by)
        row.addWidget(self.name)
        row.addStretch(1)
        ResponsiveRow(row, self.area.viewport(), content_width(row), self.area.widget())
        self.body.addWidget(self.name_row)
        self.tables = QCheckBox("Keep tables as text, one line for each row")
        self.tables.setChecked(copy.keep_tables)
        self.tables.toggled.connect(self._change_options)
        self.body.addWidget(self.tables)
        self.add_button = QPushButton("Add to Review")
        self.add_button.setProperty("role", "primary")
        self.add_button.setAutoDefault(True)
        self.add_button.setToolTip("The text stays as it is. You can undo this.")
        self.add_button.clicked.connect(self._accept)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self._content = QWidget()
        self.body.addWidget(self._content)
        self.body.addStretch(1)
        self.show_copy(copy)

    @property
    def first(self) -> QWidget:
        """The widget that gets the focus first."""
        if self._is_unsigned and not self.name.text().strip():
            return self.name
        return self.add_button if self.add_button.isEnabled() else self.back_button

    def show_copy(self, copy: ReturnedCopy) -> None:
        """Show what a copy brings, in place of what was shown."""
        self._copy = copy
        found = copy.found
        self.summary.setText(_summary(copy))
        self.name_row.setVisible(found.unsigned)
        self.tables.setVisible(bool(found.tables) or copy.keep_tables)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        # With a parent from the start: without one, each label would be a window for a moment.
        self.body.replaceWidget(self._content, content)
        self._content.deleteLater()
        self._content = content
        self._fill(column)
        self._show_state()

    def _fill(self, column: QVBoxLayout) -> None:
        found = self._copy.found
        threads = [one for one in found.issue.review.threads if one.id in found.threads]
        left = MAX_SHOWN
        for author, own in _by_author(cards(found.suggestions)):
            column.addSpacing(8)
            column.addWidget(_label(f"{author}: {counted(len(own), 'suggestion')}", "eyebrow"))
            for card in own[:left]:
                column.addWidget(self._suggestion(found.issue, card)[0])
            left = max(0, left - len(own))
        if threads:
            column.addSpacing(8)
            column.addWidget(_label(capitalised(counted(len(threads), "comment")), "eyebrow"))
            for thread in threads[:left]:
                column.addWidget(self._thread(found.issue, thread))
        left = max(0, left - len(threads))
        known = continued(self._copy.issue, found.issue)
        if known:
            column.addSpacing(8)
            column.addWidget(_label("Earlier comments and suggestions", "eyebrow"))
            for one in known[:left]:
                column.addWidget(self._continued(found.issue, one))
        hidden = len(cards(found.suggestions)) + len(threads) + len(known) - MAX_SHOWN
        if hidden > 0:
            column.addWidget(_label(f"and {hidden} more", "note"))
        if found.notes:
            column.addSpacing(8)
            column.addWidget(_label("Notes", "eyebrow"))
        for note in sorted(found.notes, key=lambda note: not note.needs_person)[:MAX_SHOWN]:
            column.addWidget(self._note(note))

    def _suggestion(self, issue: Issue, card: Card) -> tuple[QFrame, QVBoxLayout]:
        frame, layout = self._card()
        described = description_of(issue, card)
        place = capitalised(path_label(issue, described_path(issue, card)))
        layout.addWidget(_label(f"{place} – {described.verb}", "field-label"))
        if described.pieces:
            change = ChangeText(frame)
            change.show_parts(described.pieces, described.accessible_text)
            layout.addWidget(change)
        if described.note:
            layout.addWidget(_label(described.note, "help"))
        return frame, layout

    def _thread(self, issue: Issue, thread: Thread) -> QFrame:
        frame, layout = self._card()
        about = _thread_place(issue, thread)
        layout.addWidget(_label(f"{about} (resolved)" if thread.resolved else about, "field-label"))
        _put_comments(layout, thread.comments)
        return frame

    def _continued(self, issue: Issue, one: Continued) -> QFrame:
        """A known thread or suggestion with what is new; its first comment, or its change, tells what that is about."""
        about = one.about
        if isinstance(about, Thread):
            frame, layout = self._card()
            state = " (resolved)" if one.is_resolved else " (reopened)" if one.is_reopened else ""
            layout.addWidget(_label(f"{_thread_place(issue, about)}{state}", "field-label"))
            _put_comments(layout, about.comments[:1])
        else:
            frame, layout = self._suggestion(issue, Card(about.id, (about,)))
        _put_comments(layout, one.comments)
        return frame

    def _note(self, note: Note) -> QFrame:
        frame, layout = self._card()
        where = note.place.capitalize() if note.place else "Whole document"
        layout.addWidget(_label(f"{where} – needs attention" if note.needs_person else where, "field-label"))
        layout.addWidget(_label(note.message))
        return frame

    def _card(self) -> tuple[QFrame, QVBoxLayout]:
        frame = QFrame(self._content)
        frame.setProperty("role", "card")
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(4)
        return frame, layout

    @Slot()
    def _show_state(self) -> None:
        has_name = bool(self.name.text().strip()) or not self._copy.found.unsigned
        self.add_button.setEnabled(has_name and not self._copy.found.is_empty)

    @Slot()
    def _change_options(self) -> None:
        name, keeps = self.name.text().strip(), self.tables.isChecked()
        if (name, keeps) != (self._copy.author, self._copy.keep_tables):
            self.options_changed.emit(name, keeps)

    @Slot()
    def _accept(self) -> None:
        self.accepted.emit()


def _thread_place(issue: Issue, thread: Thread) -> str:
    place = capitalised(path_label(issue, thread_path(thread))) or "Issue"
    return f"{place} – “{thread.words}”" if thread.words else place


def _put_comments(layout: QVBoxLayout, comments: Sequence[Comment | Reply]) -> None:
    for comment in comments:
        layout.addWidget(_label(f"{comment.author}, {short_datetime_label(comment.at)}", "help"))
        layout.addWidget(_label(comment.text))


def _summary(copy: ReturnedCopy) -> str:
    """What would be added, in one or two sentences."""
    found = copy.found
    if found.is_empty:
        return "Nothing new: the copy changes nothing, and all of its comments are known."
    suggestions = len(cards(found.suggestions))
    parts = [
        counted(number, *noun)
        for number, noun in (
            (suggestions, ("suggestion",)),
            (len(found.threads), ("comment",)),
            (found.replies, ("reply", "replies")),
        )
        if number
    ]
    added = f"Adds {_joined(parts)} to the review." if parts else ""
    states = [
        f"{counted(number, 'comment')} {'is' if number == 1 else 'are'} {done}."
        for number, done in ((found.resolved, "resolved"), (found.reopened, "reopened"))
        if number
    ]
    return " ".join([*filter(None, (added,)), *states, "The text stays as it is."])


def _joined(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _by_author(found: Sequence[Card]) -> Iterator[tuple[str, list[Card]]]:
    for author in dict.fromkeys(card.author for card in found):
        yield author or "Not tracked", [card for card in found if card.author == author]


def _label(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        label.setProperty("role", role)
    return label

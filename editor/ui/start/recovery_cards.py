"""Cards of the start page for unsaved work: what it is, how it differs from the saved issue, what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThreadPool, QUrl, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.document.text.datetime_labels import datetime_label
from editor.files.journal.recovery import Recovered, discard_journal, salvaged_text
from editor.ui.system.opening import NOTHING_OPENS, open_url
from editor.ui.widgets.responsive_row import ResponsiveRow, text_width

if TYPE_CHECKING:  # imported when changes are shown: it loads the comparison library
    from editor.ui.differences.difference_view import DifferencesView

_MAX_LINES = 13
"""Lines of text that a card shows without scrolling."""

_WIDE = 110
"""Minimum width for buttons beside the text, in average characters."""

_SHOW_CHANGES, _HIDE_CHANGES = "Show Changes", "Hide Changes"
_SHOW_TEXT, _HIDE_TEXT = "Show Text", "Hide Text"


class RecoveryCard(QFrame):
    """The unsaved work on one issue. Nothing is replaced until the user chooses."""

    recover_requested = Signal(object)
    """Open the issue with the work (a `Recovered`)."""
    open_saved_requested = Signal(object)
    """Open the saved file and keep the work."""
    discard_requested = Signal(object)
    """Discard the work."""

    def __init__(self, found: Recovered, *, discarded: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._found = found
        self._view: DifferencesView | None = None
        name = found.file.name if found.file is not None else "New issue"
        kind = "Discarded work" if discarded else "Unsaved work"
        self.work_button = _button("Recover", lambda: self.recover_requested.emit(found))
        self.work_button.setProperty("role", "" if discarded else "primary")
        self.work_button.setAccessibleName(f"Recover the work on {name}")
        self.changes_button = _button(_SHOW_CHANGES, self._toggle_changes)
        self.changes_button.setAccessibleName(f"Changes since the saved {name}")
        self._comparison = _Comparison(found)
        self._comparison.done.connect(self._show_differences)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(_label(f"{kind}: {name}, {datetime_label(found.at)}", "section"))
        words.addWidget(_label(_summary(found), "note"))
        if found.damaged:
            words.addWidget(_label(_damage(found), "problem-warning"))
        buttons = [self.changes_button]
        if not discarded:
            if found.file is not None and found.file.exists():
                buttons.append(_button("Open Saved File", lambda: self.open_saved_requested.emit(found)))
            buttons.append(_button("Discard", lambda: self.discard_requested.emit(found)))
        self._column = _column(self)
        self._column.addLayout(_row(self, words, *buttons, self.work_button))

    def _toggle_changes(self) -> None:
        """Show or hide the changes."""
        if self._view is None:
            self._comparison.start()
        else:
            self._view.setVisible(self._view.isHidden())
            self.changes_button.setText(_SHOW_CHANGES if self._view.isHidden() else _HIDE_CHANGES)

    @Slot(object)
    def _show_differences(self, differing: object) -> None:
        from editor.ui.differences.difference_view import DifferencesView  # not needed to show the start page

        assert isinstance(differing, tuple)
        self._view = DifferencesView()
        self._view.show_differences(differing, "No differences in the text. Comments or suggestions differ.")
        self._column.addWidget(self._view)
        self._view.show()
        self._view.document().setTextWidth(self.width() - 48)
        needed = round(self._view.document().size().height()) + 8
        self._view.setFixedHeight(min(needed, _MAX_LINES * self.fontMetrics().lineSpacing()))
        self.changes_button.setText(_HIDE_CHANGES)


class UnreadableCard(QFrame):
    """Journals that cannot be read: the texts found in them can be shown and copied."""

    def __init__(self, journals: tuple[Path, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._journals = journals
        self._folder = journals[0].parent
        self._place = f" Folder: {self._folder}"
        number = len(journals)
        one = number == 1
        title = f"Cannot read {'a journal' if one else f'{number} journals'} of unsaved work"
        note = (
            f"The {'file is' if one else 'files are'} damaged from the beginning. You can show and copy the text found "
            f"in {'it' if one else 'them'}.{self._place}"
        )
        self.text_button = _button(_SHOW_TEXT, self._toggle_text)
        self.texts = QPlainTextEdit()
        self.texts.setReadOnly(True)
        self.texts.setAccessibleName("Text found in damaged journals")
        self.texts.setFixedHeight(_MAX_LINES * self.fontMetrics().lineSpacing())
        self.texts.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(_label(title, "section"))
        self.note = _label(note, "note")
        words.addWidget(self.note)
        buttons = (self.text_button, _button("Open Folder", self._show_folder), _button("Discard", self._discard))
        column = _column(self)
        column.addLayout(_row(self, words, *buttons))
        column.addWidget(self.texts)

    def _toggle_text(self) -> None:
        if self.texts.isHidden() and not self.texts.toPlainText():
            found = "\n\n".join(filter(None, map(salvaged_text, self._journals)))
            self.texts.setPlainText(found or "No text found.")
        self.texts.setVisible(self.texts.isHidden())
        self.text_button.setText(_SHOW_TEXT if self.texts.isHidden() else _HIDE_TEXT)

    def _show_folder(self) -> None:
        open_url(QUrl.fromLocalFile(str(self._folder)), lambda: self.note.setText(NOTHING_OPENS[0] + self._place))

    def _discard(self) -> None:
        for journal in self._journals:
            discard_journal(journal)
        self.hide()


class _Comparison(QObject):
    """Compares two issues in a thread, since large ones take a while."""

    done = Signal(object)

    def __init__(self, found: Recovered) -> None:
        super().__init__()
        self._found = found
        self._is_started = False

    def start(self) -> None:
        """Start comparing; `done` follows once with the differences."""
        if self._is_started:
            return
        self._is_started = True
        QThreadPool.globalInstance().start(self._run)

    def _run(self) -> None:
        from editor.document.compare.issues import compare_issues  # loads the comparison library

        self.done.emit(compare_issues(*self._found.compared()))


def _summary(found: Recovered) -> str:
    """Return what differs, and whether the saved file has changed since."""
    if found.file is None:
        text = f"Never saved. Changes: {found.differs}."
    elif not found.file.exists():
        text = f"The file no longer exists. Changes since it was saved: {found.differs}."
    else:
        text = f"Changes since it was saved: {found.differs}."
    if found.saved_meanwhile and found.file is not None and found.file.exists():
        text += " The file was saved again since then. Recovering merges both."
    return text


def _damage(found: Recovered) -> str:
    return (
        f"The end of the journal is damaged. Changes after {found.at.astimezone():%H:%M:%S} are lost; "
        "earlier ones are complete."
    )


def _column(card: QFrame) -> QVBoxLayout:
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 10, 12, 10)
    column.setSpacing(8)
    return column


def _row(card: QFrame, words: QVBoxLayout, *buttons: QPushButton) -> QHBoxLayout:
    """Return a row of text and buttons; the buttons move below the text if the card is narrow."""
    button_row = QHBoxLayout()
    button_row.setSpacing(8)
    button_row.addStretch(1)
    for button in buttons:
        button_row.addWidget(button)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addLayout(words, 1)
    row.addLayout(button_row)
    ResponsiveRow(row, card, text_width(card, _WIDE))
    return row


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _button(text: str, action: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(True)
    button.clicked.connect(lambda: action())
    return button

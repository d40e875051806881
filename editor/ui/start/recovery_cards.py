"""Unsaved work that is still there, on the start page: what it is, how it differs from what is saved, what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThreadPool, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
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
from editor.ui.widgets.responsive_row import ResponsiveRow, text_width

if TYPE_CHECKING:  # comparing needs a library, and nobody waits for it before there is something to compare
    from editor.ui.differences.difference_view import DifferencesView

_HEIGHT = 13
"""Lines of text that are unfolded in a card; more is scrolled."""

_WIDE = 110
"""Letters that a card has room for where its buttons stand beside its words."""

_OPEN, _FOLD = "What Differs", "Fold"


class RecoveryCard(QFrame):
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
        self._found = found
        self._view: DifferencesView | None = None
        name = found.file.name if found.file is not None else "An issue without a file"
        kind = "Discarded" if discarded else "Unsaved work"
        self.work_button = _button("Bring Back", lambda: self.wanted.emit(found))
        self.work_button.setProperty("role", "" if discarded else "primary")
        self.work_button.setAccessibleName(f"Bring back the work on {name}")
        self.differs_button = _button(_OPEN, self._fold)
        self.differs_button.setAccessibleName(f"What differs from the saved {name}")
        self._comparing = _Comparing(found)
        self._comparing.done.connect(self._show_differences)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(_label(f"{kind}: {name}, {datetime_label(found.at)}", "section"))
        words.addWidget(_label(_differs(found), "note"))
        if found.damaged:
            words.addWidget(_label(_damage(found), "problem-warning"))
        buttons = [self.differs_button]
        if not discarded:
            if found.file is not None and found.file.exists():
                buttons.append(_button("Open Saved", lambda: self.saved_wanted.emit(found)))
            buttons.append(_button("Discard", lambda: self.unwanted.emit(found)))
        self._column = _column(self)
        self._column.addLayout(_row(self, words, *buttons, self.work_button))

    def _fold(self) -> None:
        """Unfold what differs, or fold it away."""
        if self._view is None:
            self._comparing.start()
        else:
            self._view.setVisible(self._view.isHidden())
            self.differs_button.setText(_OPEN if self._view.isHidden() else _FOLD)

    @Slot(object)
    def _show_differences(self, differing: object) -> None:
        from editor.ui.differences.difference_view import DifferencesView

        assert isinstance(differing, tuple)
        self._view = DifferencesView()
        self._view.show_differences(differing, "The texts are the same; the review differs.")
        self._column.addWidget(self._view)
        self._view.show()
        self._view.document().setTextWidth(self.width() - 48)
        needed = round(self._view.document().size().height()) + 8
        self._view.setFixedHeight(min(needed, _HEIGHT * self.fontMetrics().lineSpacing()))
        self.differs_button.setText(_FOLD)


class UnreadableCard(QFrame):
    """Journals of which nothing can be understood any more: their texts can be read, and copied from."""

    def __init__(self, journals: tuple[Path, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._journals = journals
        self._folder = journals[0].parent
        number = len(journals)
        one = number == 1
        title = f"{'A journal' if one else f'{number} journals'} of unsaved work cannot be read any more"
        told = (
            f"{'It is' if one else 'They are'} damaged from the beginning. The texts in {'it' if one else 'them'} "
            f"can be looked at and copied; {'it is' if one else 'they are'} kept in {self._folder}."
        )
        self.look_button = _button("Look at the Texts", self._fold)
        self.texts = QPlainTextEdit()
        self.texts.setReadOnly(True)
        self.texts.setAccessibleName("Texts found in what cannot be read")
        self.texts.setFixedHeight(_HEIGHT * self.fontMetrics().lineSpacing())
        self.texts.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(_label(title, "section"))
        words.addWidget(_label(told, "note"))
        buttons = (self.look_button, _button("Show Folder", self._show_folder), _button("Discard", self._discard))
        column = _column(self)
        column.addLayout(_row(self, words, *buttons))
        column.addWidget(self.texts)

    def _fold(self) -> None:
        if self.texts.isHidden() and not self.texts.toPlainText():
            found = "\n\n".join(filter(None, map(salvaged_text, self._journals)))
            self.texts.setPlainText(found or "No text was found in it.")
        self.texts.setVisible(self.texts.isHidden())
        self.look_button.setText("Look at the Texts" if self.texts.isHidden() else "Fold")

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _discard(self) -> None:
        for journal in self._journals:
            discard_journal(journal)
        self.hide()


class _Comparing(QObject):
    """Compares in a thread: two large issues take their time."""

    done = Signal(object)

    def __init__(self, found: Recovered) -> None:
        super().__init__()
        self._found = found
        self._is_begun = False

    def start(self) -> None:
        """`done` follows with what differs, once."""
        if self._is_begun:
            return
        self._is_begun = True
        QThreadPool.globalInstance().start(self._run)

    def _run(self) -> None:
        from editor.document.compare.issues import compare_issues

        self.done.emit(compare_issues(*self._found.compared()))


def _differs(found: Recovered) -> str:
    """What differs, and whether the saved one has changed meanwhile."""
    if found.file is None:
        said = f"It was never saved: {found.differs}."
    elif not found.file.exists():
        said = f"The file is gone; the work can be saved anew: {found.differs}."
    else:
        said = f"Differs from the saved one: {found.differs}."
    if found.saved_meanwhile and found.file is not None and found.file.exists():
        said += " The file was saved once more since then; bringing the work back merges both."
    return said


def _damage(found: Recovered) -> str:
    return (
        f"The end of its journal is damaged: what was typed after {found.at.astimezone():%H:%M:%S} is missing; "
        "all before it is here."
    )


def _column(card: QFrame) -> QVBoxLayout:
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 10, 12, 10)
    column.setSpacing(8)
    return column


def _row(card: QFrame, words: QVBoxLayout, *buttons: QPushButton) -> QHBoxLayout:
    """Words and buttons side by side; in large letters the buttons stand below."""
    held = QHBoxLayout()
    held.setSpacing(8)
    held.addStretch(1)
    for button in buttons:
        held.addWidget(button)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addLayout(words, 1)
    row.addLayout(held)
    ResponsiveRow(row, card, text_width(card, _WIDE))
    return row


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _button(text: str, deed: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(True)
    button.clicked.connect(lambda: deed())
    return button

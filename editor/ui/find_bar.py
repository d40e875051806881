"""Find and replace through the whole issue, in a bar below the form. The counting is in document/search.py."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from editor.document.edits import Edit, EditRefused
from editor.document.paths import FieldPath
from editor.document.search import Occurrence, Query, occurrences, replacing
from editor.session.session import Session
from editor.ui.look.icon_set import dress
from editor.ui.text.line_edit import LineEdit
from editor.ui.text.plain_line import PlainLine


class FindBar(QFrame):
    """Two lines of keys to type into; says where it stands ("3 of 12")."""

    found = Signal(object)
    """An `Occurrence` that is to be shown."""
    closed = Signal()
    said = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._session = session
        self._places: tuple[Occurrence, ...] = ()
        self._current: int | None = None
        self._stale = True
        self.text = PlainLine("Find in the whole issue", placeholder="Find", beside_issue=True)
        # What is put into the issue is written as in its fields, with the quotes and dashes of a printer.
        self.replacement = LineEdit("Replace with", placeholder="Replace with")
        for line in (self.text, self.replacement):
            line.setMinimumWidth(160)
        self.match_case = QCheckBox("Match case")
        self.whole_words = QCheckBox("Whole words")
        self.count = QLabel()
        self.count.setProperty("role", "note")
        self.previous_button = _tool("previous", "Find previous (Shift+F3)")
        self.next_button = _tool("next", "Find next (F3)")
        self.close_button = _tool("close", "Close (Esc)")
        self.replace_button = QPushButton("Replace")
        self.replace_all_button = QPushButton("Replace All")
        self._lay_out()
        self._listen()
        self.hide()

    def _lay_out(self) -> None:
        steps = QHBoxLayout()
        steps.setSpacing(4)
        for widget in (self.previous_button, self.next_button, self.match_case, self.whole_words, self.count):
            steps.addWidget(widget)
        steps.addStretch(1)
        steps.addWidget(self.close_button)
        deeds = QHBoxLayout()
        deeds.setSpacing(8)
        deeds.addWidget(self.replace_button)
        deeds.addWidget(self.replace_all_button)
        deeds.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 8, 8, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.addWidget(self.text, 0, 0)
        grid.addLayout(steps, 0, 1)
        grid.addWidget(self.replacement, 1, 0)
        grid.addLayout(deeds, 1, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        order = (
            self.text,
            self.replacement,
            self.previous_button,
            self.next_button,
            self.match_case,
            self.whole_words,
            self.replace_button,
            self.replace_all_button,
            self.close_button,
        )
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _listen(self) -> None:
        # Counting waits until the keys come to rest: a query of one letter has thousands of places.
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(120)
        self._counting.timeout.connect(self._count_anew)
        self.text.textChanged.connect(self._query_changed)
        self.match_case.toggled.connect(self._query_changed)
        self.whole_words.toggled.connect(self._query_changed)
        self.text.returnPressed.connect(self.find_next)
        self.replacement.returnPressed.connect(self.replace)
        self.replacement.dropped.connect(self.count.setText)
        self.next_button.clicked.connect(self.find_next)
        self.previous_button.clicked.connect(self.find_previous)
        self.replace_button.clicked.connect(self.replace)
        self.replace_all_button.clicked.connect(self.replace_all)
        self.close_button.clicked.connect(self.leave)
        self._session.changed.connect(self._issue_changed)

    @property
    def query(self) -> Query:
        """What is looked for now."""
        return Query(self.text.text(), match_case=self.match_case.isChecked(), whole_words=self.whole_words.isChecked())

    def open(self, *, replace: bool, text: str = "") -> None:
        """Show the bar, with the keyboard in its first line; `text` is looked for, if there is one."""
        for widget in (self.replacement, self.replace_button, self.replace_all_button):
            widget.setVisible(replace)
        if text:
            self.text.setText(text)
        self.show()
        self.text.selectAll()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._query_changed()

    def leave(self) -> None:
        """Close the bar. The keyboard goes first, or Qt would pass it on as by Tab and select a whole field."""
        self.closed.emit()
        self.hide()

    def find_next(self) -> None:
        """Go to the next place, from the last one back to the first."""
        self._step(1)

    def find_previous(self) -> None:
        """Go to the place before, from the first one on to the last."""
        self._step(-1)

    def replace(self) -> None:
        """Replace the place that is shown, and go to the next; without one, go to the first."""
        self._refresh()
        if self._current is None:
            self.find_next()
            return
        place = self._places[self._current]
        before = self._current
        edit = replacing(self._session.issue, (place,), self.replacement.text())
        if not self._edit(edit, f"Replace “{_short(self.text.text())}”"):
            return
        self._refresh()
        # What was put in may hold the words again: the next place is the first one behind it.
        behind = place.start + len(self.replacement.text())
        self._current = next(
            (
                number
                for number, found in enumerate(self._places)
                if number >= before and (found.path != place.path or found.start >= behind)
            ),
            0 if self._places else None,
        )
        self._show_current()

    def replace_all(self) -> None:
        """Replace all places, as one step that can be undone."""
        self._refresh()
        number = len(self._places)
        if number:
            edit = replacing(self._session.issue, self._places, self.replacement.text())
            if not self._edit(edit, f"Replace All “{_short(self.text.text())}”"):
                return
            self._refresh()
            left = f"; {len(self._places)} now" if self._places else ""
            self.count.setText(f"{number} replaced{left}")

    def _edit(self, edit: Edit, label: str) -> bool:
        """Whether the edit was made; a refusal is told."""
        try:
            self._session.edit(edit, label)
        except EditRefused as refusal:
            self.said.emit(str(refusal))
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        self._refresh()
        if not self._places:
            return
        self._current = 0 if self._current is None and step > 0 else (self._current or 0) + step
        self._current %= len(self._places)
        self._show_current()

    def _query_changed(self) -> None:
        self._stale = True
        self._current = None
        self._counting.start()

    def _issue_changed(self, _paths: frozenset[FieldPath]) -> None:
        self._stale = True
        if self.isVisible():
            self._counting.start()

    def _count_anew(self) -> None:
        if self._stale:
            self._refresh()
            self._say_count()

    def _refresh(self) -> None:
        if not self._stale:
            return
        self._stale = False
        self._counting.stop()
        current = None if self._current is None else self._places[self._current]
        self._places = occurrences(self._session.issue, self.query)
        self._current = self._places.index(current) if current in self._places else None

    def _show_current(self) -> None:
        self._say_count()
        if self._current is not None:
            self.found.emit(self._places[self._current])

    def _say_count(self) -> None:
        number = len(self._places)
        if not self.text.text():
            said = ""
        elif not number:
            said = "Not found"
        elif self._current is None:
            said = f"{number} found"
        else:
            said = f"{self._current + 1} of {number}"
        self.count.setText(said)
        for widget in (self.previous_button, self.next_button, self.replace_button, self.replace_all_button):
            widget.setEnabled(bool(number))


def _tool(icon: str, tip: str) -> QToolButton:
    button = QToolButton()
    dress(button, icon)
    button.setToolTip(tip)
    button.setAccessibleName(tip.partition(" (")[0])
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"

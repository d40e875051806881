"""Find and replace through the whole issue, in a bar below the form. The counting is in document/search.py."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
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

from editor.document.editing.change import Change
from editor.document.paths import FieldPath
from editor.document.search import Occurrence, Query, next_occurrence, occurrences, replace_edit
from editor.session.issue.session import Session
from editor.ui.look.icon_set import set_icon
from editor.ui.text.line_edit import LineEdit
from editor.ui.text.plain_line import PlainLine

_LEAST = 160
"""Pixels of a line that is typed into."""

Selection = tuple[FieldPath, int, int]
"""A text, and the words in it that are selected: start and length. Without any, where the caret is."""


class FindBar(QFrame):
    """Two lines of keys to type into; says where it stands ("3 of 12"). It goes on from the caret, as `where` tells it.

    The place that was shown last is the current one for as long as the caret stays there.
    """

    found = Signal(object)
    """An `Occurrence` that is to be shown."""
    closed = Signal()

    def __init__(self, session: Session, where: Callable[[], Selection], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._session = session
        self._where = where
        self._places: tuple[Occurrence, ...] = ()
        self._current: int | None = None
        self._shown_at: Selection | None = None
        self._wrapped = ""
        self._stale = True
        self.text = PlainLine("Find in the whole issue", placeholder="Find", window_undo=True)
        # What is put into the issue is written as in its fields, with the quotes and dashes of a printer.
        self.replacement = LineEdit("Replace with", placeholder="Replace with")
        for line in (self.text, self.replacement):
            line.setMinimumWidth(_LEAST)
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
        self._steps = _side_by_side(4, self.previous_button, self.next_button)
        self._options = _side_by_side(16, self.match_case, self.whole_words)
        self._deeds = _side_by_side(8, self.replace_button, self.replace_all_button)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 8, 8, 8)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._is_narrow = False
        self._place()
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

    def _place(self) -> None:
        """Two lines where there is room, and otherwise a line for each thing: the bar never makes the window wider."""
        at = self._grid.addWidget
        for widget in (self.text, self._steps, self._options, self.count, self.close_button, self.replacement):
            self._grid.removeWidget(widget)
        self._grid.removeWidget(self._deeds)
        at(self.text, 0, 0)
        at(self._steps, 0, 1)
        if self._is_narrow:
            at(self.close_button, 0, 2)
            at(self.count, 1, 0, 1, 3)
            at(self._options, 2, 0, 1, 3)
            at(self.replacement, 3, 0, 1, 3)
            at(self._deeds, 4, 0, 1, 3)
        else:
            at(self._options, 0, 2)
            at(self.count, 0, 3)
            at(self.close_button, 0, 4)
            at(self.replacement, 1, 0)
            at(self._deeds, 1, 1, 1, 4)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(3, 0 if self._is_narrow else 1)

    def _wide(self) -> int:
        """The width that two lines need."""
        inside = (self._steps, self._options, self.close_button)
        notes = self.fontMetrics().horizontalAdvance("100 of 100, on from the end")
        return 2 * _LEAST + notes + sum(widget.sizeHint().width() + 8 for widget in inside)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        narrow = self._options.sizeHint().width(), self._deeds.sizeHint().width()
        return QSize(min(*narrow, _LEAST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        is_narrow = self.width() < self._wide()
        if is_narrow is not self._is_narrow:
            self._is_narrow = is_narrow
            self._place()

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
        self.replacement.paste_reported.connect(self.count.setText)
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
        for widget in (self.replacement, self.replace_button, self.replace_all_button, self._deeds):
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
        """Go to the next place behind the caret, from the last one back to the first."""
        self._step(1)

    def find_previous(self) -> None:
        """Go to the last place before the caret, from the first one on to the last."""
        self._step(-1)

    def replace(self) -> None:
        """Replace the place that is shown, and go to the next; without one, go to the first behind the caret."""
        self._refresh()
        self._follow_caret()
        if self._current is None:
            self.find_next()
            return
        place = self._places[self._current]
        before = self._current
        edit = replace_edit(self._session.issue, (place,), self.replacement.text())
        if not self._session.try_edit(edit, f"Replace “{_short(self.text.text())}”"):
            return
        self._refresh()
        # What was put in may hold the words again: the next place is the first one behind it.
        behind = place.start + len(self.replacement.text())
        following = next(
            (
                number
                for number, found in enumerate(self._places)
                if number >= before and (found.path != place.path or found.start >= behind)
            ),
            len(self._places),
        )
        self._go_to(following)

    def replace_all(self) -> None:
        """Replace all places, as one step that can be undone."""
        self._refresh()
        number = len(self._places)
        if number:
            edit = replace_edit(self._session.issue, self._places, self.replacement.text())
            if not self._session.try_edit(edit, f"Replace All “{_short(self.text.text())}”"):
                return
            self._refresh()
            left = f"; {len(self._places)} now" if self._places else ""
            self.count.setText(f"{number} replaced{left}")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        self._refresh()
        self._follow_caret()
        if self._current is not None:
            self._go_to(self._current + step)
            return
        path, start, length = self._where()
        if step < 0:
            self._go_to(next_occurrence(self._session.issue, self._places, path, start) - 1)
        else:  # what was found by fewer letters, or was looked for by selecting it, is not found where it stands again
            past = start + length if Occurrence(path, start, length) in self._places else start
            self._go_to(next_occurrence(self._session.issue, self._places, path, past))

    def _follow_caret(self) -> None:
        if self._current is not None and self._where() != self._shown_at:
            self._current = None

    def _go_to(self, number: int) -> None:
        """Show the place of that number; past either end it is the one at the other end, and that is said."""
        many = len(self._places)
        self._current = number % many if many else None
        self._wrapped = "" if 0 <= number < many else ", on from the end" if number < 0 else ", on from the top"
        self._show_current()

    def _query_changed(self) -> None:
        self._stale = True
        self._current = None
        self._wrapped = ""
        self._counting.start()

    def _issue_changed(self, _change: Change) -> None:
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
            self._shown_at = self._where()

    def _say_count(self) -> None:
        number = len(self._places)
        if not self.text.text():
            said = ""
        elif not number:
            said = "Not found"
        elif self._current is None:
            said = f"{number} found"
        else:
            said = f"{self._current + 1} of {number}{self._wrapped}"
        self.count.setText(said)
        for widget in (self.previous_button, self.next_button, self.replace_button, self.replace_all_button):
            widget.setEnabled(bool(number))


def _side_by_side(gap: int, *widgets: QWidget) -> QWidget:
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return held


def _tool(icon: str, tip: str) -> QToolButton:
    button = QToolButton()
    set_icon(button, icon)
    button.setToolTip(tip)
    button.setAccessibleName(tip.partition(" (")[0])
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"

"""The bar for find and replace in the whole issue. The search itself is in document/search.py."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QWidget,
)

from editor.document.editing.change import Change
from editor.document.search import Occurrence, Query, next_occurrence, occurrences, replace_edit
from editor.document.text.text_range import TextRange
from editor.session.deferred_call import call_later
from editor.session.issue.session import Session
from editor.ui.look.icon_set import set_icon
from editor.ui.text.line_edit import LineEdit
from editor.ui.text.plain_line import PlainLine
from editor.ui.widgets.fitting_label import FittingLabel

_MIN_INPUT_WIDTH = 160
"""Minimum width of an input in pixels."""


class FindBar(QFrame):
    """Inputs, options and buttons, and the position in the results ("3 of 12").

    The search starts at the selection that `where` returns. The last occurrence shown is current until the caret moves.
    """

    found = Signal(object)
    """An `Occurrence` to show."""
    closed = Signal()
    listed = Signal(object, object)
    """All occurrences (none while the bar is closed), and the number of the current one or None."""

    def __init__(self, session: Session, where: Callable[[], TextRange], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._session = session
        self._where = where
        self._occurrences: tuple[Occurrence, ...] = ()
        self._current: int | None = None
        self._shown_at: TextRange | None = None
        self._wrapped = ""
        self._is_stale = True
        self.text = PlainLine("Find in the issue", placeholder="Find", window_undo=True)
        # The replacement gets typographic quotes and dashes, as in the fields.
        self.replacement = LineEdit("Replace with", placeholder="Replace with")
        for line in (self.text, self.replacement):
            line.setMinimumWidth(_MIN_INPUT_WIDTH)
        self.match_case = QCheckBox("Match case")
        self.whole_words = QCheckBox("Whole words")
        self.count = FittingLabel("note", self)
        self.previous_button = _tool("previous", "Find previous (Shift+F3)")
        self.next_button = _tool("next", "Find next (F3)")
        self.list_button = _tool("bullets", "List all results")
        self.list_button.setCheckable(True)
        self.close_button = _tool("close", "Close (Esc)")
        self.replace_button = QPushButton("Replace")
        self.replace_all_button = QPushButton("Replace All")
        self._build_layout()
        self._connect_signals()
        self.hide()

    def _build_layout(self) -> None:
        self._steps = _row(4, self.previous_button, self.next_button, self.list_button)
        self._options = _row(16, self.match_case, self.whole_words)
        self._buttons = _row(8, self.replace_button, self.replace_all_button)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 8, 8, 8)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._rows = 2
        self._arrange()
        order = (
            self.text,
            self.replacement,
            self.previous_button,
            self.next_button,
            self.list_button,
            self.match_case,
            self.whole_words,
            self.replace_button,
            self.replace_all_button,
            self.close_button,
        )
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _arrange(self) -> None:
        """Use two rows, or three or five if the bar is narrow, so that it never widens the window."""
        at = self._grid.addWidget
        for widget in (self.text, self._steps, self._options, self.count, self.close_button, self.replacement):
            self._grid.removeWidget(widget)
        self._grid.removeWidget(self._buttons)
        at(self.text, 0, 0)
        at(self._steps, 0, 1)
        if self._rows == 5:
            at(self.close_button, 0, 2)
            at(self.count, 1, 0, 1, 3)
            at(self._options, 2, 0, 1, 3)
            at(self.replacement, 3, 0, 1, 3)
            at(self._buttons, 4, 0, 1, 3)
        elif self._rows == 3:
            at(self.close_button, 0, 2)
            at(self.count, 1, 0)
            at(self._options, 1, 1, 1, 2)
            at(self.replacement, 2, 0)
            at(self._buttons, 2, 1, 1, 2)
        else:
            at(self._options, 0, 2)
            at(self.count, 0, 3)
            at(self.close_button, 0, 4)
            at(self.replacement, 1, 0)
            at(self._buttons, 1, 1, 1, 4)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(3, 1 if self._rows == 2 else 0)

    def _fitting_rows(self) -> int:
        """Return the least number of rows for which there is room."""
        notes = self.fontMetrics().horizontalAdvance("100 of 100, continued")
        inside = (self._steps, self._options, self.close_button)
        if self.width() >= 2 * _MIN_INPUT_WIDTH + notes + sum(widget.sizeHint().width() + 8 for widget in inside):
            return 2
        right = max(widget.sizeHint().width() for widget in (self._options, self._buttons))
        return 3 if self.width() >= max(_MIN_INPUT_WIDTH, notes) + right + 32 else 5

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        narrow = self._options.sizeHint().width(), self._buttons.sizeHint().width()
        return QSize(min(*narrow, _MIN_INPUT_WIDTH), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._fitting_rows() != self._rows:
            # Deferred: the layout around the bar would not notice the new height while it places the bar.
            call_later(self, self._fit)

    @Slot()
    def _fit(self) -> None:
        rows = self._fitting_rows()
        if rows != self._rows:
            self._rows = rows
            self._arrange()

    def _connect_signals(self) -> None:
        # Count only after a pause in typing: a query of one letter has thousands of occurrences.
        self._count_timer = QTimer(self)
        self._count_timer.setSingleShot(True)
        self._count_timer.setInterval(120)
        self._count_timer.timeout.connect(self._update_count)
        self.text.textChanged.connect(self._query_changed)
        self.match_case.toggled.connect(self._query_changed)
        self.whole_words.toggled.connect(self._query_changed)
        self.text.returnPressed.connect(self.find_next)
        self.replacement.returnPressed.connect(self.replace)
        self.replacement.paste_reported.connect(self._on_paste_reported)
        self.next_button.clicked.connect(self.find_next)
        self.previous_button.clicked.connect(self.find_previous)
        self.replace_button.clicked.connect(self.replace)
        self.replace_all_button.clicked.connect(self.replace_all)
        self.close_button.clicked.connect(self.leave)
        self._session.changed.connect(self._issue_changed)

    @Slot(str)
    def _on_paste_reported(self, note: str) -> None:
        if note:
            self.count.show_texts([note])

    @property
    def query(self) -> Query:
        """The current query."""
        return Query(self.text.text(), match_case=self.match_case.isChecked(), whole_words=self.whole_words.isChecked())

    def open(self, *, replace: bool, text: str = "") -> None:
        """Show the bar and focus its first input; search for `text` unless it is empty."""
        for widget in (self.replacement, self.replace_button, self.replace_all_button, self._buttons):
            widget.setVisible(replace)
        if text:
            self.text.setText(text)
        self.show()
        self.text.selectAll()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._query_changed()

    def leave(self) -> None:
        """Close the bar. Move the focus first, or Qt would move it as with Tab and select a whole field."""
        self.closed.emit()
        self.hide()
        self.listed.emit((), None)

    def find_next(self) -> None:
        """Show the next occurrence after the caret; continue from the top after the last one."""
        self._step(1)

    def find_previous(self) -> None:
        """Show the previous occurrence before the caret; continue from the end before the first one."""
        self._step(-1)

    def go_to(self, number: int) -> None:
        """Show the occurrence of that number, from 0."""
        self._refresh()
        if number < len(self._occurrences):
            self._go_to(number)

    def replace(self) -> None:
        """Replace the current occurrence and show the next one; without a current one, only show the next one."""
        self._refresh()
        self._follow_caret()
        if self._current is None:
            self.find_next()
            return
        occurrence = self._occurrences[self._current]
        before = self._current
        edit = replace_edit(self._session.issue, (occurrence,), self.replacement.text())
        if not self._session.try_edit(edit, f"Replace “{_short(self.text.text())}”"):
            return
        self._refresh()
        # The replacement may contain the text again, so continue after it.
        after_replacement = occurrence.start + len(self.replacement.text())
        following = next(
            (
                number
                for number, found in enumerate(self._occurrences)
                if number >= before and (found.path != occurrence.path or found.start >= after_replacement)
            ),
            len(self._occurrences),
        )
        self._go_to(following)

    def replace_all(self) -> None:
        """Replace all occurrences, as one undo step."""
        self._refresh()
        number = len(self._occurrences)
        if number:
            edit = replace_edit(self._session.issue, self._occurrences, self.replacement.text())
            if not self._session.try_edit(edit, f"Replace All “{_short(self.text.text())}”"):
                return
            self._refresh()
            self._show_count()
            found_now = f", {len(self._occurrences)} found now" if self._occurrences else ""
            self.count.show_texts([f"{number} replaced{found_now}", f"{number} replaced"])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Close on Escape."""
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
            self._go_to(next_occurrence(self._session.issue, self._occurrences, path, start) - 1)
        else:  # a selected occurrence is not found again
            past = start + length if Occurrence(path, start, length) in self._occurrences else start
            self._go_to(next_occurrence(self._session.issue, self._occurrences, path, past))

    def _follow_caret(self) -> None:
        if self._current is not None and self._where() != self._shown_at:
            self._current = None

    def _go_to(self, number: int) -> None:
        """Show the occurrence of that index, wrapping around at both ends."""
        total = len(self._occurrences)
        self._current = number % total if total else None
        self._wrapped = (
            "" if 0 <= number < total else ", continued from the end" if number < 0 else ", continued from the top"
        )
        self._show_current()

    def _query_changed(self) -> None:
        self._is_stale = True
        self._current = None
        self._wrapped = ""
        self._count_timer.start()

    def _issue_changed(self, _change: Change) -> None:
        self._is_stale = True
        if self.isVisible():
            self._count_timer.start()

    def _update_count(self) -> None:
        if self._is_stale:
            self._refresh()
            self._show_count()

    def _refresh(self) -> None:
        if not self._is_stale:
            return
        self._is_stale = False
        self._count_timer.stop()
        current = None if self._current is None else self._occurrences[self._current]
        self._occurrences = occurrences(self._session.issue, self.query)
        self._current = self._occurrences.index(current) if current in self._occurrences else None

    def _show_current(self) -> None:
        self._show_count()
        if self._current is not None:
            self.found.emit(self._occurrences[self._current])
            self._shown_at = self._where()

    def _show_count(self) -> None:
        number = len(self._occurrences)
        if not self.text.text():
            text = ""
        elif not number:
            text = "Not found"
        elif self._current is None:
            text = f"{number} found"
        else:
            text = f"{self._current + 1} of {number}"
        wrapped = self._wrapped if self._current is not None else ""
        self.count.show_texts([f"{text}{wrapped}", f"{text}{wrapped.partition(' from')[0]}", text])
        if self.isVisible():
            self.listed.emit(self._occurrences, self._current)
        for widget in (self.previous_button, self.next_button, self.replace_button, self.replace_all_button):
            widget.setEnabled(bool(number))


def _row(gap: int, *widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder


def _tool(icon: str, tip: str) -> QToolButton:
    button = QToolButton()
    set_icon(button, icon)
    button.setToolTip(tip)
    button.setAccessibleName(tip.partition(" (")[0])
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"

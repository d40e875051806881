"""The inputs of a search: words, body, person, dates, section and order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.document.sections import lists_of
from editor.document.written_dates import read_date
from editor.files.archive.days import first_day, last_day
from editor.files.archive.query import Query
from editor.ui.text.plain_line import PlainLine
from editor.ui.widgets.flow_layout import ButtonFlow
from editor.ui.widgets.style_properties import set_property
from schemas import Noteworthy, spec_of

PAUSE_MS = 80
"""Delay after a keystroke, so that a word that is typed quickly is one search."""
_SECTIONS = (("All sections", ""), ("Entries", "entry"))
_ORDERS = (("Newest first", False), ("Best first", True))
_PAGE_ROWS = 6
_LOW_LINES = 18
"""With fewer lines of room, the filters would leave the hits none: they are folded away."""


class QueryForm(QWidget):
    """Emits a query in the pauses of typing. Up and Down move in the list of hits, Enter chooses.

    With little room, the filters are folded away behind a button, which says how many are set.
    """

    asked = Signal()
    """The query has changed."""
    stepped = Signal(int)
    entered = Signal()

    def __init__(self, bodies: Sequence[str], people: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = _SearchLine("Search all issues", "Words, names of bodies, Chinese")
        self.words.stepped.connect(self.stepped)
        self.words.returnPressed.connect(self.entered)
        self.body = _filter("Body", "NDRC", bodies)
        self.person = _filter("Author or editor", "Name", people)
        self.since = _filter("From", "2024")
        self.until = _filter("Until", "2025-03")
        self.section = QComboBox()
        for label, key in (*_SECTIONS, *_news_sections()):
            self.section.addItem(label, key)
        self.order = QComboBox()
        for label, is_best in _ORDERS:
            self.order.addItem(label, is_best)
        self.clear_button = QPushButton("Clear Filters")
        self.clear_button.setProperty("role", "plain")
        self.clear_button.setAutoDefault(True)
        self.clear_button.clicked.connect(self.clear_filters)
        self._clear = _labelled("", self.clear_button)
        self.filters = QWidget()
        self.filters_button = QPushButton()
        self.filters_button.setProperty("role", "plain")
        self.filters_button.setAutoDefault(True)
        self.filters_button.clicked.connect(self._turn_filters)
        self._is_low = self._is_open = False
        self._room = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.asked)
        self._lay_out()
        for line in (self.words, *self._lines):
            line.textChanged.connect(self._on_changed)
        for box in (self.section, self.order):
            box.currentIndexChanged.connect(self._on_changed)
        self._on_changed()

    @property
    def query(self) -> Query:
        """The query as it stands. Dates that cannot be read are left out."""
        return Query(
            words=self.words.text(),
            body=self.body.text().strip(),
            person=self.person.text().strip(),
            section=self.section.currentData(),
            since=_read(self.since.text(), first_day),
            until=_read(self.until.text(), last_day),
            is_typing=True,
            best_first=self.order.currentData(),
        )

    @property
    def has_filters(self) -> bool:
        """Whether any input but the words narrows the search."""
        return self._filter_count > 0

    @property
    def _filter_count(self) -> int:
        return sum(bool(line.text().strip()) for line in self._lines) + bool(self.section.currentData())

    def show_room(self, height: int) -> None:
        """Take less of a low page. `height` is that of form and hits together, in pixels."""
        self._room = height
        is_low = height < _LOW_LINES * self.fontMetrics().height()
        if is_low and not self._is_low:
            focused: QWidget | None = self.window().focusWidget()
            self._is_open = focused is not None and self.filters.isAncestorOf(focused)
        self._is_low = is_low
        self._show_filters()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Judge the room anew with a new font: Qt tells the widgets of it in no fixed order."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._room:
            self.show_room(self._room)

    @Slot()
    def _turn_filters(self) -> None:
        self._is_open = not self._is_open
        self._show_filters()

    def _show_filters(self) -> None:
        is_shown = self._is_open or not self._is_low
        self.filters.setVisible(is_shown)
        self.filters_button.setVisible(self._is_low)
        number = f" ({self._filter_count})" if self.has_filters else ""
        self.filters_button.setText("Hide Filters" if is_shown else f"Filters{number}")

    def ask(self, query: Query) -> None:
        """Put the words and the body of a query into the form."""
        self.words.setText(query.words)
        self.body.setText(query.body)

    @Slot()
    def clear_filters(self) -> None:
        """Empty all inputs but the words."""
        for line in self._lines:
            line.clear()
        self.section.setCurrentIndex(0)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _lines(self) -> tuple[PlainLine, ...]:
        return self.body, self.person, self.since, self.until

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.words, 1)
        first.addWidget(self.order)
        first.addWidget(self.filters_button)
        labelled: Sequence[tuple[str, QWidget]] = (
            ("Body", self.body),
            ("Author or editor", self.person),
            ("From", self.since),
            ("Until", self.until),
            ("Section", self.section),
        )
        flow = ButtonFlow(self.filters, 8)
        flow.arrange([*(_labelled(label, widget) for label, widget in labelled), self._clear])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(first)
        column.addWidget(self.filters)
        self.section.setAccessibleName("Section")
        self.order.setAccessibleName("Order")

    @Slot()
    def _on_changed(self) -> None:
        for line, day in ((self.since, first_day), (self.until, last_day)):
            is_wrong = bool(line.text().strip()) and _read(line.text(), day) is None
            set_property(line, "level", "error" if is_wrong else "")
            line.setToolTip("Not a date. Enter 2024, 2024-03 or March 2, 2024." if is_wrong else "")
        self._clear.setVisible(self.has_filters)
        self._show_filters()
        self._timer.start()


class _SearchLine(PlainLine):
    """The words. Keys that move in a list are passed on."""

    stepped = Signal(int)

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__(name, placeholder=placeholder)
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -_PAGE_ROWS,
            Qt.Key.Key_PageDown: _PAGE_ROWS,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.stepped.emit(step)
            return
        super().keyPressEvent(event)


def _labelled(label: str, widget: QWidget) -> QWidget:
    """Return an input below its label."""
    holder = QWidget()
    name = QLabel(label)
    name.setProperty("role", "note")
    name.setBuddy(widget)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(name)
    column.addWidget(widget)
    return holder


def _filter(name: str, example: str, offered: Sequence[str] = ()) -> PlainLine:
    line = PlainLine(name, placeholder=example)
    if offered:
        completer = QCompleter(line)
        completer.setModel(QStringListModel(list(offered), completer))
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        line.setCompleter(completer)
    return line


def _read(text: str, day: Callable[[str], dt.date | None]) -> dt.date | None:
    return day(text) or read_date(text)


def _news_sections() -> tuple[tuple[str, str], ...]:
    """The lists of news with their keys."""
    return tuple((spec_of(Noteworthy, name).label, name.replace("_", "-")) for name, _ in lists_of(Noteworthy()))

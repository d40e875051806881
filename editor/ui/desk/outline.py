"""The issue at a glance, at the left: where one is, where problems are, in which order the entries stand."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.document.editing.change import Change
from editor.document.paths import FieldPath
from editor.document.review.approvals import SectionStatus
from editor.document.text.date_labels import full_date
from editor.session.issue.session import Session
from editor.ui.commands import Commands
from editor.ui.desk.outline_model import OutlineModel
from editor.ui.desk.outline_rows import ROLE, OutlineRows, Row


class Outline(QFrame):
    """The list of sections under the newsletter's name."""

    chosen = Signal(object)
    """The path of a section that is to be written in."""
    entered = Signal()
    """Enter: the keyboard goes to the form."""

    def __init__(self, session: Session, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selecting = False
        self.model = OutlineModel(session, self)
        self.list = _List(self.model)
        self.list.entered_form.connect(self.entered)
        self._name = QLabel(session.theme.declared.words.newsletter)
        self._name.setProperty("role", "section")
        self._date = QLabel()
        self._date.setProperty("role", "note")
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(0)
        head.addWidget(self._name)
        head.addWidget(self._date)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 6)
        foot.setSpacing(4)
        for name in ("add", "duplicate", "up", "down", "remove"):
            button = QToolButton()
            button.setDefaultAction(commands[name])
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        session.changed.connect(self._changed)
        session.findings_changed.connect(self.model.show_findings)
        self._show_date()

    @property
    def current(self) -> FieldPath | None:
        """The section that is selected."""
        row = self.list.currentIndex().data(ROLE)
        return row.section.path if isinstance(row, Row) else None

    def select(self, path: FieldPath) -> None:
        """Select a section without choosing it anew."""
        number = self.model.row_of(path)
        if number is not None and self.list.currentIndex().row() != number:
            self._selecting = True
            try:
                self.list.setCurrentIndex(self.model.index(number))
            finally:
                self._selecting = False

    def show_standings(self, standings: tuple[SectionStatus, ...]) -> None:
        """Mark how far each section's review has come."""
        self.model.show_standings(standings)

    def show_talk(self, threads: Mapping[FieldPath, int], suggestions: Mapping[FieldPath, int]) -> None:
        """Tell how many open threads and suggestions there are, by section."""
        self.model.show_talk(threads, suggestions)

    def _changed(self, _change: Change) -> None:
        before = self.current
        self.model.refresh()
        self._show_date()
        if before is not None and self.current != before:
            self.select(before)

    def _show_date(self) -> None:
        date = self._session.issue.date
        words = self._session.theme.declared.words
        self._date.setText(full_date(date, words) if date else "No date yet")

    def _current_changed(self, current: QModelIndex) -> None:
        row = current.data(ROLE)
        if isinstance(row, Row) and not self._selecting:
            self.chosen.emit(row.section.path)


class _List(QListView):
    entered_form = Signal()

    def __init__(self, model: OutlineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # To find out what a viewport of Qt's own making is, the bindings would set up every kind of widget that they
        # know of, dialogs and all: a fiftieth of a start.
        self.setViewport(QWidget())
        self.setItemDelegate(OutlineRows(self))
        self.setAccessibleName("Outline")
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMinimumWidth(QFontMetrics(self.font()).averageCharWidth() * 20)
        self.setModel(model)  # last: each of these settings would measure all rows anew

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(QFontMetrics(self.font()).averageCharWidth() * 34, 300)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered_form.emit()
            return
        super().keyPressEvent(event)

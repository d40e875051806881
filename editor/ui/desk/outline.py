"""The outline: the sections of the issue with their problems and review state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
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
from editor.document.review.status_labels import issue_state_label
from editor.document.written_dates import date_label
from editor.session.issue.session import Session
from editor.ui.commands import Commands
from editor.ui.desk.outline_model import OutlineModel
from editor.ui.desk.outline_rows import ROLE, Index, OutlineRowDelegate, Row
from editor.ui.widgets.fitting_label import FittingLabel

_SHORT_STATES = {"Published, changed since": "Changed since"}
"""Shorter words, where there is no room for the state."""


class Outline(QFrame):
    """The list of sections below the name of the newsletter."""

    chosen = Signal(object)
    """The path of the section to show."""
    entered = Signal()
    """Enter was pressed: focus the form."""
    top_requested = Signal()
    """The current section was clicked: show its start."""
    clipboard_requested = Signal(str)
    """The selected entries are to be copied, cut or pasted: `copy`, `cut` or `paste`."""
    menu_requested = Signal(QPoint)
    """The context menu is asked for, at a place on the screen."""

    def __init__(self, session: Session, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selecting = False
        self.model = OutlineModel(session, self)
        self.list = _List(self.model)
        self.list.entered_form.connect(self.entered)
        self.list.current_clicked.connect(self.top_requested)
        self.list.clipboard_requested.connect(self.clipboard_requested)
        self.list.customContextMenuRequested.connect(self._request_menu)
        self._name = QLabel(session.theme.declared.words.newsletter)
        self._name.setProperty("role", "section")
        self._state = ""
        self._date = FittingLabel("note", self)
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
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        session.changed.connect(self._on_changed)
        session.findings_changed.connect(self.model.show_findings)
        self._show_date()

    @property
    def current(self) -> FieldPath | None:
        """The path of the selected section."""
        row = self.list.currentIndex().data(ROLE)
        return row.section.path if isinstance(row, Row) else None

    @property
    def selected_entries(self) -> tuple[FieldPath, ...]:
        """The paths of the selected entries, in the order of the issue."""
        rows = [index.data(ROLE) for index in sorted(self.list.selectedIndexes())]
        return tuple(row.section.path for row in rows if row.section.number is not None)

    def menu_place(self) -> QPoint:
        """Where on the screen a menu about the current row belongs."""
        return self.list.viewport().mapToGlobal(self.list.visualRect(self.list.currentIndex()).center())

    def _request_menu(self, point: QPoint) -> None:
        is_by_mouse = self.list.visualRect(self.list.currentIndex()).contains(point)
        self.menu_requested.emit(self.list.viewport().mapToGlobal(point) if is_by_mouse else self.menu_place())

    def select(self, path: FieldPath) -> None:
        """Select a section without emitting `chosen`."""
        number = self.model.row_of(path)
        if number is not None and self.list.currentIndex().row() != number:
            self._selecting = True
            try:
                # Not the list's own method: with Ctrl down, as in the keys that lead here, it adds to the selection.
                select = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self.list.selectionModel().setCurrentIndex(self.model.index(number), select)
            finally:
                self._selecting = False

    def select_current_only(self) -> None:
        """Take other rows out of the selection: from now on, commands are about what the form shows."""
        model = self.list.selectionModel()
        if len(model.selectedIndexes()) > 1:
            model.select(model.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def show_statuses(self, statuses: tuple[SectionStatus, ...]) -> None:
        """Show the review state of each section, and that of the issue beside its date."""
        self.model.show_statuses(statuses)
        self._state = issue_state_label(self._session.whole)
        self._show_date()

    def show_open_counts(self, threads: Mapping[FieldPath, int], suggestions: Mapping[FieldPath, int]) -> None:
        """Show the numbers of open threads and suggestions by section."""
        self.model.show_open_counts(threads, suggestions)

    def _on_changed(self, _change: Change) -> None:
        before = self.current
        self.model.refresh()
        self._show_date()
        if before is not None and self.current != before:
            self.select(before)

    def _show_date(self) -> None:
        date = self._session.issue.date
        day = date_label(date) if date else "No date"
        short = _SHORT_STATES.get(self._state, self._state)
        self._date.show_texts([f"{day} · {self._state}", self._state, short] if self._state else [day])

    def _on_current_changed(self, current: QModelIndex) -> None:
        row = current.data(ROLE)
        if isinstance(row, Row) and not self._selecting:
            self.chosen.emit(row.section.path)


class _List(QListView):
    clipboard_requested = Signal(str)
    entered_form = Signal()
    current_clicked = Signal()

    def __init__(self, model: OutlineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed_current = False
        # To wrap a viewport that Qt created, PySide6 would initialize every widget class that it knows: a fiftieth of
        # the start-up time.
        self.setViewport(QWidget())
        self.setItemDelegate(OutlineRowDelegate(self))
        self.setAccessibleName("Outline")
        self.setProperty("elides", True)  # its tool tips have the whole texts
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMinimumWidth(QFontMetrics(self.font()).averageCharWidth() * 20)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setModel(model)  # last, since each setting above would measure all rows again

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(QFontMetrics(self.font()).averageCharWidth() * 34, 300)

    def copy(self) -> None:
        """Copy the selected entries."""
        self.clipboard_requested.emit("copy")

    def cut(self) -> None:
        """Cut the selected entries."""
        self.clipboard_requested.emit("cut")

    def paste(self) -> None:
        """Paste entries or news items."""
        self.clipboard_requested.emit("paste")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the current row in view: rows that are laid out in another width begin at the top again."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def dataChanged(  # noqa: N802
        self, first: Index, last: Index, roles: Sequence[int] = ()
    ) -> None:
        """Lay the rows out again if one of them has another height now: a count beside a title may break it."""
        super().dataChanged(first, last, roles)
        indexes = [self.model().index(number, 0) for number in range(first.row(), last.row() + 1)]
        if any(self.visualRect(index).height() != self.sizeHintForIndex(index).height() for index in indexes):
            self.scheduleDelayedItemsLayout()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        before = self.currentIndex().row()
        super().mousePressEvent(event)
        self._pressed_current = self.indexAt(event.position().toPoint()).row() == before >= 0

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseReleaseEvent(event)
        is_here = self.indexAt(event.position().toPoint()).row() == self.currentIndex().row()
        if event.button() is Qt.MouseButton.LeftButton and self._pressed_current and is_here:
            self.current_clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered_form.emit()
            return
        super().keyPressEvent(event)

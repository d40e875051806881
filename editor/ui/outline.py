"""The issue at a glance, at the left: where one is, where problems are, in which order the entries stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
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

from editor.document.dates import full_date
from editor.document.edits import MoveItem
from editor.document.findings import Finding, Level
from editor.document.paths import FieldPath
from editor.session.session import Session
from editor.ui.commands import Commands
from editor.ui.outline_rows import ROLE, OutlineRows, Row
from editor.ui.sections import Section, section_path, sections

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MIME = "application/x-newsdesk-entry"


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

    def _changed(self, _paths: frozenset[FieldPath]) -> None:
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


class OutlineModel(QAbstractListModel):
    """The sections with their problems. Entries can be dragged to another place among the entries."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._groups = {"top5": session.theme.declared.words.top}
        self._sections: tuple[Section, ...] = ()
        self.rows: tuple[Row, ...] = ()
        self.refresh()

    def refresh(self) -> None:
        """Take over what the issue has become."""
        found = sections(self._session.issue, self._groups)
        if found != self._sections:
            same_places = [one.path for one in found] == [one.path for one in self._sections]
            self._sections = found
            self._show(self._rows(self._session.visible_findings), same_places)

    def show_findings(self) -> None:
        """Take over the findings."""
        self._show(self._rows(self._session.visible_findings), same_places=True)

    def row_of(self, path: FieldPath) -> int | None:
        """Where a section stands."""
        return next((number for number, row in enumerate(self.rows) if row.section.path == path), None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.title}\n{row.counts}" if row.counts else row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid():
            return flags | Qt.ItemFlag.ItemIsDropEnabled  # between two rows
        if self.rows[index.row()].section.number is not None:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802
        data = QMimeData()
        path = self.rows[indexes[0].row()].section.path
        data.setData(_MIME, str(path).encode())
        return data

    def dropMimeData(  # noqa: N802
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Move the entry; the list follows the issue, so Qt has no row to take away."""
        if not data.hasFormat(_MIME):
            return False
        path = FieldPath.parse(bytes(data.data(_MIME).data()).decode())
        old = self.row_of(path)
        first = next((number for number, one in enumerate(self.rows) if one.section.path.parent == path.parent), None)
        if old is None or first is None:
            return False
        if row < 0:
            row = parent.row() if parent.isValid() else len(self.rows)
        target = row - first - (1 if row > old else 0)
        last = sum(one.section.path.parent == path.parent for one in self.rows) - 1
        self._session.edit(MoveItem(path, min(max(target, 0), last)), "Move Entry")
        return False

    def _rows(self, findings: tuple[Finding, ...]) -> tuple[Row, ...]:
        issue = self._session.issue
        errors: Counter[FieldPath] = Counter()
        warnings: Counter[FieldPath] = Counter()
        for finding in findings:
            counter = errors if finding.level is Level.ERROR else warnings
            counter[section_path(issue, finding.path)] += 1
        group = ""
        rows = []
        for section in self._sections:
            begins = section.group if section.group != group else ""
            group = section.group
            rows.append(Row(section, begins, errors[section.path], warnings[section.path]))
        return tuple(rows)

    def _show(self, rows: tuple[Row, ...], same_places: bool) -> None:
        if rows == self.rows:
            return
        if not same_places or len(rows) != len(self.rows):
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        changed = [number for number, (old, new) in enumerate(zip(self.rows, rows, strict=True)) if old != new]
        self.rows = rows
        for number in changed:
            self.dataChanged.emit(self.index(number), self.index(number))


class _List(QListView):
    entered_form = Signal()

    def __init__(self, model: OutlineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
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

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(QFontMetrics(self.font()).averageCharWidth() * 34, 300)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered_form.emit()
            return
        super().keyPressEvent(event)

"""The model of the outline: sections with problems, review state, and open comments and suggestions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from editor.document.editing.edits import MoveItem
from editor.document.findings import Finding, Level
from editor.document.paths import FieldPath
from editor.document.review.approvals import SectionStatus
from editor.document.sections import Section, section_path, sections
from editor.session.issue.session import Session
from editor.ui.desk.outline_rows import ROLE, Row
from schemas.review import State

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MIME = "application/x-newsdesk-entry"
_NO_COUNTS: Mapping[FieldPath, int] = {}


class OutlineModel(QAbstractListModel):
    """The sections of the issue. Entries can be reordered by drag and drop, and dropped on a list of news items."""

    dropped_on_list = Signal(object)
    """The FieldPath of the list on which the selected entries were dropped."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sections: tuple[Section, ...] = ()
        self._statuses: tuple[SectionStatus, ...] = ()
        self._threads = self._suggestions = _NO_COUNTS
        self.rows: tuple[Row, ...] = ()
        self.refresh()

    def refresh(self) -> None:
        """Update the sections from the issue."""
        found = sections(self._session.issue, self._session.theme.declared.words)
        if found != self._sections:
            same_paths = [one.path for one in found] == [one.path for one in self._sections]
            self._sections = found
            self._show(self._rows(self._session.visible_findings), same_paths)

    def show_findings(self) -> None:
        """Update the findings."""
        self._show(self._rows(self._session.visible_findings), same_paths=True)

    def show_statuses(self, statuses: tuple[SectionStatus, ...]) -> None:
        """Update the review states."""
        if statuses != self._statuses:
            self._statuses = statuses
            self.show_findings()

    def show_open_counts(self, threads: Mapping[FieldPath, int], suggestions: Mapping[FieldPath, int]) -> None:
        """Update the numbers of open threads and suggestions by section."""
        if (threads, suggestions) != (self._threads, self._suggestions):
            self._threads, self._suggestions = dict(threads), dict(suggestions)
            self.show_findings()

    def row_of(self, path: FieldPath) -> int | None:
        """Return the row of a section."""
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
            return "\n".join(part for part in (row.title, row.status_text, row.counts, row.open_points) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.accessible_text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid():
            return flags | Qt.ItemFlag.ItemIsDropEnabled  # between two rows
        if self.rows[index.row()].section.number is not None:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        if self.rows[index.row()].section.items is not None:
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        return flags

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802
        data = QMimeData()
        paths = [str(self.rows[index.row()].section.path) for index in sorted(indexes)]
        data.setData(_MIME, "\n".join(paths).encode())
        return data

    def dropMimeData(  # noqa: N802
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Move the entries, as one undo step. The model follows the issue, so return False: Qt must remove no row."""
        if not data.hasFormat(_MIME):
            return False
        if row < 0 and parent.isValid() and self.rows[parent.row()].section.items is not None:
            self.dropped_on_list.emit(self.rows[parent.row()].section.path)
            return False
        paths = [FieldPath.parse(one) for one in bytes(data.data(_MIME).data()).decode().split("\n")]
        if row < 0:
            row = parent.row() if parent.isValid() else len(self.rows)
        above = next((one.section.path for one in self.rows[row:] if one.section.path not in paths), None)
        self._session.end_typing()
        if len(paths) > 1:
            self._session.undo_stack.beginMacro("Move Entries")
        try:
            for path in paths:
                self._move(path, above)
        finally:
            if len(paths) > 1:
                self._session.undo_stack.endMacro()
        return False

    def _move(self, path: FieldPath, above: FieldPath | None) -> None:
        """Move an entry to just above another one, or to the end of its list."""
        entries = [section.path for section in sections(self._session.issue) if section.path.parent == path.parent]
        if path not in entries:
            return
        entries.remove(path)
        if above in entries:
            target = entries.index(above)
        else:  # before the first entry or behind the last
            shown = [row.section.path for row in self.rows]
            is_before = above in shown and bool(entries) and shown.index(above) < shown.index(entries[0])
            target = 0 if is_before else len(entries)
        self._session.try_edit(MoveItem(path, target), "Move Entry")

    def _rows(self, findings: tuple[Finding, ...]) -> tuple[Row, ...]:
        errors: Counter[FieldPath] = Counter()
        warnings: Counter[FieldPath] = Counter()
        for finding in findings:
            counter = errors if finding.level is Level.ERROR else warnings
            counter[section_path(finding.path)] += 1
        statuses = {status.path: status for status in self._statuses}
        is_review_started = any(status.state is not State.DRAFT for status in self._statuses)
        group = ""
        rows = []
        for section in self._sections:
            begins = section.group if section.group != group else ""
            group = section.group
            path = section.path
            status = statuses.get(path)
            open_counts = self._threads.get(path, 0), self._suggestions.get(path, 0)
            rows.append(Row(section, begins, errors[path], warnings[path], status, is_review_started, *open_counts))
        return tuple(rows)

    def _show(self, rows: tuple[Row, ...], same_paths: bool) -> None:
        if rows == self.rows:
            return
        if not same_paths or len(rows) != len(self.rows):
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        changed = [number for number, (old, new) in enumerate(zip(self.rows, rows, strict=True)) if old != new]
        self.rows = rows
        for number in changed:
            self.dataChanged.emit(self.index(number), self.index(number))

"""The outline as a model: sections with their problems, how far their review has come, what is said about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

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
_NO_TALK: Mapping[FieldPath, int] = {}


class OutlineModel(QAbstractListModel):
    """The sections with their problems. Entries can be dragged to another place among the entries."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sections: tuple[Section, ...] = ()
        self._standings: tuple[SectionStatus, ...] = ()
        self._threads = self._suggestions = _NO_TALK
        self.rows: tuple[Row, ...] = ()
        self.refresh()

    def refresh(self) -> None:
        """Take over what the issue has become."""
        found = sections(self._session.issue, self._session.theme.declared.words)
        if found != self._sections:
            same_places = [one.path for one in found] == [one.path for one in self._sections]
            self._sections = found
            self._show(self._rows(self._session.visible_findings), same_places)

    def show_findings(self) -> None:
        """Take over the findings."""
        self._show(self._rows(self._session.visible_findings), same_places=True)

    def show_standings(self, standings: tuple[SectionStatus, ...]) -> None:
        """Take over how far each section's review has come."""
        if standings != self._standings:
            self._standings = standings
            self.show_findings()

    def show_talk(self, threads: Mapping[FieldPath, int], suggestions: Mapping[FieldPath, int]) -> None:
        """Take over how many open threads and suggestions there are, by section."""
        if (threads, suggestions) != (self._threads, self._suggestions):
            self._threads, self._suggestions = dict(threads), dict(suggestions)
            self.show_findings()

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
            return "\n".join(part for part in (row.title, row.standing_in_words, row.counts, row.talk) if part)
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
        self._session.try_edit(MoveItem(path, min(max(target, 0), last)), "Move Entry")
        return False

    def _rows(self, findings: tuple[Finding, ...]) -> tuple[Row, ...]:
        errors: Counter[FieldPath] = Counter()
        warnings: Counter[FieldPath] = Counter()
        for finding in findings:
            counter = errors if finding.level is Level.ERROR else warnings
            counter[section_path(finding.path)] += 1
        standings = {standing.path: standing for standing in self._standings}
        begun = any(standing.state is not State.DRAFT for standing in self._standings)
        group = ""
        rows = []
        for section in self._sections:
            begins = section.group if section.group != group else ""
            group = section.group
            path = section.path
            standing = standings.get(path)
            talk = self._threads.get(path, 0), self._suggestions.get(path, 0)
            rows.append(Row(section, begins, errors[path], warnings[path], standing, begun, *talk))
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

"""The model of the list of issues: sorted, filtered, with conflicted copies under their issues."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from editor.files.newsroom import IssueSummary, Removed
from editor.ui.start.issue_row import HEADING_ROLE, ROLE, accessible_text, searched_text, subtitle, title
from schemas import Person

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NO_YEAR = "No date"
_UNREADABLE = "Files that cannot be opened"


class IssueOrder(Enum):
    """How the issues are sorted. The value is its label."""

    DATE = "Newest issue first"
    CHANGE = "Last change first"
    NAME = "File name"


class IssuesModel(QAbstractListModel):
    """The issues that were found and match the filter."""

    rename_requested = Signal(object, str)
    """The file of an issue, and its new name without suffix."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: dict[Path, IssueSummary] = {}
        self._rows: tuple[IssueSummary, ...] = ()
        self._order = IssueOrder.DATE
        self._words: tuple[str, ...] = ()

    def clear(self) -> None:
        """Remove all issues."""
        self._found = {}
        self._update()

    def change(self, changes: Iterable[IssueSummary | Removed]) -> None:
        """Add, replace and remove issues."""
        for one in changes:
            if isinstance(one, Removed):
                self._found.pop(one.path, None)
            else:
                self._found[one.path] = one
        self._update()

    def sort_by(self, order: IssueOrder) -> None:
        """Sort the issues in another order."""
        self._order = order
        self._update()

    def filter(self, text: str) -> None:
        """Show only issues with all words of this text, in upper or lower case, with or without accents."""
        self._words = tuple(_plain(text).split())
        self._update()

    @property
    def number_found(self) -> int:
        """The number of issues, including those that the filter hides."""
        return len(self._found)

    @property
    def people(self) -> tuple[Person, ...]:
        """Authors and editors of all issues, newest issue first."""
        return tuple(person for one in sorted(self._found.values(), key=_by_date) for person in one.people)

    def row_of(self, path: Path) -> int | None:
        """Return the row of an issue; None if it is not shown."""
        return next((row for row, one in enumerate(self._rows) if one.path == path), None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable  # editing renames the file

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        summary = self._rows[index.row()]
        if role == ROLE:
            return summary
        if role == HEADING_ROLE:
            return self._heading(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return title(summary)
        if role == Qt.ItemDataRole.EditRole:
            return summary.path.stem
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return accessible_text(summary)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{title(summary)}\n{subtitle(summary)}\n{summary.path}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Request to rename the file. The row changes when the folder has."""
        summary = index.data(ROLE)
        if role == Qt.ItemDataRole.EditRole and isinstance(summary, IssueSummary) and value != summary.path.stem:
            self.rename_requested.emit(summary.path, str(value))
        return False

    def _heading(self, row: int) -> str:
        """The heading above a row: its year, if the row before is of another one; else ""."""
        if self._order is not IssueOrder.DATE or self._is_under_another(self._rows[row]):
            return ""
        above = [one for one in self._rows[:row] if not self._is_under_another(one)]
        own = _group(self._rows[row])
        return "" if above and _group(above[-1]) == own else own

    def _is_under_another(self, summary: IssueSummary) -> bool:
        return summary.copy_of in self._found

    def _update(self) -> None:
        rows = tuple(self._sorted())
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _sorted(self) -> Iterable[IssueSummary]:
        copies: dict[Path, list[IssueSummary]] = {}
        for one in self._found.values():
            if one.copy_of is not None and one.copy_of in self._found:
                copies.setdefault(one.copy_of, []).append(one)
        main = [one for one in self._found.values() if not self._is_under_another(one)]
        for one in sorted(main, key=_KEYS[self._order]):
            under = sorted(copies.get(one.path, ()), key=_by_name)
            if self._matches(one) or any(self._matches(copy) for copy in under):
                yield one
                yield from under

    def _matches(self, summary: IssueSummary) -> bool:
        if not self._words:
            return True
        text = _plain(searched_text(summary))
        return all(word in text for word in self._words)


def _plain(text: str) -> str:
    """The text in lower case and without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _group(summary: IssueSummary) -> str:
    if summary.error:
        return _UNREADABLE
    return str(summary.date.year) if summary.date else _NO_YEAR


def _by_date(summary: IssueSummary) -> tuple[bool, int, str]:
    return bool(summary.error), -summary.date.toordinal() if summary.date else -(10**9), summary.path.name


def _by_change(summary: IssueSummary) -> tuple[float, str]:
    return -summary.changed_at.timestamp(), summary.path.name


def _by_name(summary: IssueSummary) -> tuple[str, str]:
    return summary.path.name.casefold(), str(summary.path)


_KEYS: dict[IssueOrder, Any] = {
    IssueOrder.DATE: _by_date,
    IssueOrder.CHANGE: _by_change,
    IssueOrder.NAME: _by_name,
}

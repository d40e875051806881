"""The list of files in the program's own dialogs: what issues are about, when files changed, and no library."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QFileSystemModel

from editor.document.text.datetime_labels import datetime_label
from editor.files.issue_names import IssueNames
from editor.files.library_file import NAME as LIBRARY

Index = QModelIndex | QPersistentModelIndex
NAME, SIZE, KIND, CHANGED = range(4)
"""The columns of QFileSystemModel. `KIND` says what an issue is about."""
_HEADINGS = {NAME: "File", KIND: "Issue", CHANGED: "Changed"}


class FileList(QSortFilterProxyModel):
    """A QFileSystemModel as the dialogs show it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = IssueNames()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:  # noqa: N802
        files = self._files()
        return files is None or files.fileName(files.index(source_row, NAME, source_parent)) != LIBRARY

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal and section in _HEADINGS:
            return _HEADINGS[section]
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the texts of two columns in the program's own words, and all else as Qt has it."""
        files = self._files()
        if files is not None and role == Qt.ItemDataRole.DisplayRole and index.column() in (KIND, CHANGED):
            source = self.mapToSource(index)
            if index.column() == CHANGED:
                return datetime_label(_moment(files, source))
            return "" if files.isDir(source) else self._names.name_of(Path(files.filePath(source)))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() != SIZE:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return super().data(index, role)

    def lessThan(self, source_left: Index, source_right: Index) -> bool:  # noqa: N802
        """Sort folders before files, and times as times."""
        files = self._files()
        if files is None:
            return super().lessThan(source_left, source_right)
        folders = files.isDir(source_left), files.isDir(source_right)
        if folders[0] != folders[1]:
            return folders[0] is (self.sortOrder() is Qt.SortOrder.AscendingOrder)
        if source_left.column() == CHANGED:
            return _moment(files, source_left) < _moment(files, source_right)
        return files.fileName(source_left).casefold() < files.fileName(source_right).casefold()

    def _files(self) -> QFileSystemModel | None:
        source = self.sourceModel()
        return source if isinstance(source, QFileSystemModel) else None


def _moment(files: QFileSystemModel, index: Index) -> dt.datetime:
    seconds = files.lastModified(index).toSecsSinceEpoch()
    return dt.datetime.fromtimestamp(max(seconds, 0), tz=dt.UTC)

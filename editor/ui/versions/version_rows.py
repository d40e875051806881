"""The rows of the list of versions: time, author, summary and name."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from editor.document.text.datetime_labels import relative_datetime_label
from editor.files.history.history import Version
from editor.ui.look.tokens import tokens_of
from editor.ui.widgets.list_rows import paint_background, paint_text, small, strong

ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


def change_line(version: Version) -> str:
    """Return `B. Editor: Entry 2: title`."""
    return f"{version.author}: {version.summary}" if version.author else version.summary


class VersionListModel(QAbstractListModel):
    """The versions, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._versions: tuple[Version, ...] = ()

    def show_versions(self, versions: tuple[Version, ...]) -> None:
        """Replace the versions."""
        self.beginResetModel()
        self._versions = versions
        self.endResetModel()

    def row_of(self, version: Version) -> int:
        """Return the row of a version, or 0 if it is not listed."""
        return next((row for row, one in enumerate(self._versions) if one.id == version.id), 0)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._versions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._versions):
            return None
        version = self._versions[index.row()]
        when = relative_datetime_label(version.when, dt.date.today())
        if role == ROLE:
            return version
        if role == Qt.ItemDataRole.DisplayRole:
            return when
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return ", ".join(part for part in (when, version.name, change_line(version)) if part)
        return None


class VersionDelegate(QStyledItemDelegate):
    """Paints a version in two lines: time and name, then author and summary."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(240, 2 * QFontMetrics(option.font).height() + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        version: Version = index.data(ROLE)
        tokens = tokens_of(option.palette)
        painter.save()
        paint_background(painter, option, tokens)
        rect = option.rect
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.line))
        inner = rect.adjusted(16, 7, -12, -9)
        upper, lower = QRect(inner), QRect(inner)
        upper.setHeight(inner.height() // 2)
        lower.setTop(upper.bottom() + 1)
        used = paint_text(painter, index.data(), upper, strong(option.font), tokens.ink)
        name = QRect(upper)
        name.setLeft(upper.left() + used + 12)
        paint_text(painter, version.name, name, strong(small(option.font)), tokens.accent_text)
        paint_text(painter, change_line(version), lower, small(option.font), tokens.ink_soft)
        painter.restore()

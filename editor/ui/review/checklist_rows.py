"""The rows of the checklist: a heading per kind, followed by the points with place, text and author."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.document.review.open_points import OpenPoint, PointKind
from editor.ui.look.tokens import tokens_of
from editor.ui.widgets.list_rows import paint_background, paint_icon, paint_text, small, strong

ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SIDE = 16
"""Pixels at the left and right of a row."""
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)

_HEADINGS = {
    PointKind.ERROR: "Errors",
    PointKind.WARNING: "Warnings",
    PointKind.COMMENT: "Comments",
    PointKind.SUGGESTION: "Suggestions",
    PointKind.APPROVAL: "To approve",
}
_ICONS = {
    PointKind.ERROR: ("error", "error"),
    PointKind.WARNING: ("warning", "warning"),
    PointKind.COMMENT: ("comment", "ink_soft"),
    PointKind.SUGGESTION: ("suggest", "ink_soft"),
    PointKind.APPROVAL: ("to-do", "ink_soft"),
}
_SPOKEN = {
    PointKind.ERROR: "Error",
    PointKind.WARNING: "Warning",
    PointKind.COMMENT: "Comment",
    PointKind.SUGGESTION: "Suggestion",
    PointKind.APPROVAL: "To approve",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a kind."""

    kind: PointKind
    number: int

    @property
    def text(self) -> str:
        return f"{_HEADINGS[self.kind]} ({self.number})"


class ChecklistModel(QAbstractListModel):
    """Headings and open points."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points: tuple[OpenPoint, ...] = ()
        self.rows: tuple[Heading | OpenPoint, ...] = ()

    def show_points(self, points: tuple[OpenPoint, ...]) -> None:
        """Replace the points."""
        rows: list[Heading | OpenPoint] = []
        for kind in PointKind:
            own = [point for point in points if point.kind is kind]
            if own:
                rows += [Heading(kind, len(own)), *own]
        self.beginResetModel()
        self.points, self.rows = points, tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.data(index, ROLE), Heading):
            return Qt.ItemFlag.NoItemFlags  # skipped by keyboard navigation
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROLE:
            return row
        if isinstance(row, Heading):
            return row.text if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return ": ".join(part for part in (row.place, row.text) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(part for part in (f"{_SPOKEN[row.kind]}.", str(self.data(index)), row.detail) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.text}\n{row.detail}".strip()
        return None


class ChecklistList(QListView):
    """The list view. Enter or a click chooses a point."""

    chosen = Signal(object)
    """The chosen `OpenPoint`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ChecklistModel(self)
        self.setModel(self._model)
        self.setItemDelegate(ChecklistRows(self))
        self.setAccessibleName("Open points")
        self.setProperty("elides", True)  # its tool tips have the whole texts
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)  # Qt lays out rows anew for another width only then
        self.clicked.connect(self._choose)

    @property
    def points(self) -> tuple[OpenPoint, ...]:
        """The listed points."""
        return self._model.points

    def show_points(self, points: tuple[OpenPoint, ...]) -> None:
        """List these points. The selection stays, or moves to the next row if its point is gone."""
        if points == self._model.points:
            return
        before = self.currentIndex()
        point, number = before.data(ROLE), max(before.row(), 0)
        self._model.show_points(points)
        rows = self._model.rows
        if point in rows:
            number = rows.index(point)
        candidates: Sequence[int] = [*range(number, len(rows)), *range(min(number, len(rows)) - 1, -1, -1)]
        row = next((one for one in candidates if isinstance(rows[one], OpenPoint)), None)
        if row is not None:
            self.setCurrentIndex(self._model.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Choose the current point with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        point = index.data(ROLE)
        if isinstance(point, OpenPoint):
            self.chosen.emit(point)


class ChecklistRows(QStyledItemDelegate):
    """Paints a point in two lines: place and text, then author and time. A text that is too long for one line has lines
    of its own below the place."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        row = index.data(ROLE)
        line = QFontMetrics(option.font).height()
        if isinstance(row, Heading):
            return QSize(200, line + 24)
        text = _text_height(row, option.font, self._view.viewport().width() - 2 * _SIDE - line - 8)
        return QSize(200, line + text + (line if row.detail else 0) + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROLE)
        tokens = tokens_of(option.palette)
        line = QFontMetrics(option.font).height()
        rect: QRect = option.rect.adjusted(_SIDE, 6, -_SIDE, -6)
        painter.save()
        if isinstance(row, Heading):
            rect.setTop(rect.bottom() - line)
            paint_text(painter, row.text, rect, strong(small(option.font)), tokens.ink_soft)
        elif isinstance(row, OpenPoint):
            paint_background(painter, option, tokens)
            icon, colour = _ICONS[row.kind]
            icon_rect = QRect(rect.left(), rect.top(), line - 2, line)
            paint_icon(painter, icon, getattr(tokens, colour), icon_rect)
            top = QRect(icon_rect.right() + 10, rect.top(), rect.right() - icon_rect.right() - 10, line)
            text = _text_height(row, option.font, top.width())
            below = top.translated(0, line + text)
            taken = paint_text(painter, row.place, top, strong(option.font), tokens.ink) + 12 if row.place else 0
            if text:
                own = QRect(top.left(), top.bottom() + 1, top.width(), text)
                painter.setFont(option.font)
                painter.setPen(QColor(tokens.ink))
                painter.drawText(own, _WRAPPED, row.text)
            else:
                top.setLeft(top.left() + taken)
                paint_text(painter, row.text, top, option.font, tokens.ink)
            paint_text(painter, row.detail, below, small(option.font), tokens.ink_soft)
        painter.restore()


def _text_height(row: OpenPoint, font: QFont, width: int) -> int:
    """Return the height that a text needs below its place, in pixels; 0 if both fit on one line of this width."""
    metrics = QFontMetrics(font)
    place = QFontMetrics(strong(font)).horizontalAdvance(row.place) + 12 if row.place else 0
    if place + metrics.horizontalAdvance(row.text) <= width:
        return 0
    return metrics.boundingRect(QRect(0, 0, max(width, 1), 10_000), _WRAPPED, row.text).height()

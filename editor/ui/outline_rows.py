"""A line of the outline, and how it is painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from editor.ui.look.tokens import Tokens, tokens_of
from editor.ui.rows import paint_ground, small, strong
from editor.ui.sections import Section

ROLE = int(Qt.ItemDataRole.UserRole)
_LINES = 2
"""An entry's title is cut after two lines."""
_AIR = 6


@dataclass(frozen=True)
class Row:
    """A section with its problems; `begins` is the group that begins with it."""

    section: Section
    begins: str
    errors: int
    warnings: int

    @property
    def title(self) -> str:
        if self.section.number is not None and not self.section.label.strip():
            return "Untitled entry"
        return self.section.label

    @property
    def counts(self) -> str:
        """`2 errors, 1 warning`; empty where there is nothing."""
        parts = ((self.errors, "error"), (self.warnings, "warning"))
        return ", ".join(f"{number} {noun}" if number == 1 else f"{number} {noun}s" for number, noun in parts if number)

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        number = f"Entry {self.section.number}: " if self.section.number is not None else ""
        return number + self.title + (f", {self.counts}" if self.counts else "")


class OutlineRows(QStyledItemDelegate):
    """Paints number, title and problems; a group's name stands above its first row."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row: Row = index.data(ROLE)
        width = self._view.viewport().width()
        lines = _broken(row.title, option.font, width - _left(row, option.font) - _right(row, option.font))
        height = len(lines) * QFontMetrics(option.font).lineSpacing() + 2 * _AIR
        return QSize(width, height + (_group_height(option.font) if row.begins else 0))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Row = index.data(ROLE)
        tokens = tokens_of(option.palette)
        painter.save()
        if row.begins:
            height = _group_height(option.font)
            place = QRect(option.rect.left() + 16, option.rect.top(), option.rect.width() - 24, height - 4)
            painter.setFont(strong(small(option.font)))
            painter.setPen(QColor(tokens.ink_soft))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), row.begins)
            option.rect.setTop(option.rect.top() + height)
        paint_ground(painter, option, tokens)
        self._paint_title(painter, option, row, tokens)
        _paint_counts(painter, option, row, tokens)
        painter.restore()

    def _paint_title(self, painter: QPainter, option: QStyleOptionViewItem, row: Row, tokens: Tokens) -> None:
        metrics = QFontMetrics(option.font)
        top = option.rect.top() + _AIR
        left = option.rect.left() + _left(row, option.font)
        if row.section.number is not None:
            painter.setFont(strong(option.font))
            painter.setPen(QColor(tokens.accent_text))
            painter.drawText(option.rect.left() + 16, top + metrics.ascent(), str(row.section.number))
        painter.setFont(option.font)
        untitled = row.section.number is not None and not row.section.label.strip()
        painter.setPen(QColor(tokens.ink_soft if untitled else tokens.ink))
        width = option.rect.right() - left - _right(row, option.font)
        for number, line in enumerate(_broken(row.title, option.font, width)):
            painter.drawText(left, top + number * metrics.lineSpacing() + metrics.ascent(), line)


def _left(row: Row, font: QFont) -> int:
    """Where the title begins: behind the number, if there is one."""
    if row.section.number is None:
        return 16
    return 16 + QFontMetrics(font).horizontalAdvance("00") + 4


def _right(row: Row, font: QFont) -> int:
    """The room for the counts."""
    metrics = QFontMetrics(strong(small(font)))
    counts = [number for number in (row.errors, row.warnings, row.section.items) if number]
    return 16 + sum(metrics.horizontalAdvance(str(number)) + 16 for number in counts)


def _group_height(font: QFont) -> int:
    return QFontMetrics(font).lineSpacing() + 14


def _broken(text: str, font: QFont, width: int) -> list[str]:
    """The text in lines that fit, the last one cut with an ellipsis."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    flat = " ".join(text[:300].split())
    layout = QTextLayout(flat, font)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < _LINES:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 40))
        start, length = line.textStart(), line.textLength()
        if len(lines) == _LINES - 1:
            rest = flat[start:]
            lines.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, max(width, 40)))
        else:
            lines.append(flat[start : start + length].rstrip())
    layout.endLayout()
    return lines or [""]


def _paint_counts(painter: QPainter, option: QStyleOptionViewItem, row: Row, tokens: Tokens) -> None:
    font = strong(small(option.font))
    metrics = QFontMetrics(font)
    right = option.rect.right() - 12
    centre = option.rect.top() + _AIR + QFontMetrics(option.font).height() // 2
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    marks = ((row.warnings, tokens.warning, True), (row.errors, tokens.error, True))
    for number, colour, ring in (*marks, (row.section.items or 0, tokens.ink_soft, False)):
        if not number:
            continue
        width = metrics.horizontalAdvance(str(number)) + 12
        place = QRect(right - width, centre - metrics.height() // 2, width, metrics.height())
        painter.setPen(QColor(colour))
        if ring:
            painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str(number))
        right -= width + 4

"""A row of the outline, and how it is painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from editor.document.path_labels import item_label
from editor.document.review.approvals import SectionStatus
from editor.document.review.status_labels import status_label
from editor.document.sections import Section
from editor.document.text.phrasing import counted
from editor.ui.look.tokens import Tokens, tokens_of
from editor.ui.widgets.list_rows import paint_background, paint_text, small, strong
from schemas import Issue
from schemas.review import State

ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_MAX_LINES = 2
"""Lines of a title before it is elided."""
_MARGIN = 6
_CACHE_SIZE = 1000
"""Titles whose line breaks are cached: a hundred entries at several widths."""

_TICK = ((0.28, 0.52), (0.44, 0.68), (0.73, 0.35))
"""Corners of the check mark, as fractions of its size."""


@dataclass(frozen=True)
class Row:
    """A section with its problems and review state. `group_title` is set for the first section of a group.

    `shows_status` is set if any section is no longer a draft: then each row has an icon of its state.
    """

    section: Section
    group_title: str
    errors: int
    warnings: int
    status: SectionStatus | None = None
    shows_status: bool = False
    threads: int = 0
    suggestions: int = 0

    @property
    def title(self) -> str:
        if self.section.number is not None and not self.section.label.strip():
            return "Untitled entry"
        return self.section.label

    @property
    def counts(self) -> str:
        """`2 errors, 1 warning`; empty without problems."""
        parts = ((self.errors, "error"), (self.warnings, "warning"))
        return ", ".join(counted(number, noun) for number, noun in parts if number)

    @property
    def open_points(self) -> str:
        """`2 comments, 1 suggestion`; empty if nothing is open."""
        parts = ((self.threads, "comment"), (self.suggestions, "suggestion"))
        return ", ".join(counted(number, noun) for number, noun in parts if number)

    @property
    def is_changed(self) -> bool:
        """Whether the section changed since its approval."""
        return self.status is not None and self.status.changed

    @property
    def status_text(self) -> str:
        """`approved by Sample Editor on March 12, 2025, 09:30`; empty without a state."""
        return status_label(self.status) if self.status is not None else ""

    @property
    def notes(self) -> tuple[str, ...]:
        """Variants of the note below the title, the longest first; empty if there is no note."""
        number = self.threads + self.suggestions
        short = f"{number} open" if number else ""
        long = self.open_points
        pairs = (("Changed since approval", long), ("Changed", long), ("Changed", short))
        parts = pairs if self.is_changed else (("", long), ("", short))
        joined = (" · ".join(part for part in pair if part) for pair in parts)
        return tuple(dict.fromkeys(variant for variant in joined if variant))

    @property
    def accessible_text(self) -> str:
        """The text for screen readers."""
        path, number = self.section.path, self.section.number
        prefix = f"{item_label(Issue, path[0], number)}: " if number is not None else ""
        parts = (self.title, self.status_text if self.shows_status else "", self.counts, self.open_points)
        return prefix + ", ".join(part for part in parts if part)


class OutlineRowDelegate(QStyledItemDelegate):
    """Paints number, title, problems and state of a section, and the title of a group above its first row."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._line_cache: dict[tuple[str, str, int], list[str]] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        row: Row = index.data(ROLE)
        width = self._view.viewport().width()
        lines = self._lines(row, option.font, width - _left(row, option.font) - _right(row, option.font))
        height = len(lines) * QFontMetrics(option.font).lineSpacing() + 2 * _MARGIN
        if row.notes:
            height += QFontMetrics(small(option.font)).lineSpacing()
        return QSize(width, height + (_group_height(option.font) if row.group_title else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROLE)
        tokens = tokens_of(option.palette)
        painter.save()
        if row.group_title:
            height = _group_height(option.font)
            rect = QRect(option.rect.left() + 16, option.rect.top(), option.rect.width() - 24, height - 4)
            if not isinstance(painter.device(), QPixmap):  # not in the image of a dragged row
                painter.setFont(strong(small(option.font)))
                painter.setPen(QColor(tokens.ink_soft))
                painter.drawText(rect, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), row.group_title)
            option.rect.setTop(option.rect.top() + height)
        paint_background(painter, option, tokens)
        self._paint_title(painter, option, row, tokens)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.shows_status and row.status is not None:
            _paint_status(painter, _status_rect(option), row.status.state, tokens)
        _paint_counts(painter, option, row, tokens)
        painter.restore()

    def _paint_title(self, painter: QPainter, option: QStyleOptionViewItem, row: Row, tokens: Tokens) -> None:
        metrics = QFontMetrics(option.font)
        top = option.rect.top() + _MARGIN
        left = option.rect.left() + _left(row, option.font)
        if row.section.number is not None:
            painter.setFont(strong(option.font))
            painter.setPen(QColor(tokens.accent_text))
            painter.drawText(option.rect.left() + 16, top + metrics.ascent(), str(row.section.number))
        painter.setFont(option.font)
        untitled = row.section.number is not None and not row.section.label.strip()
        painter.setPen(QColor(tokens.ink_soft if untitled else tokens.ink))
        lines = self._lines(row, option.font, option.rect.right() - left - _right(row, option.font))
        for number, line in enumerate(lines):
            painter.drawText(left, top + number * metrics.lineSpacing() + metrics.ascent(), line)
        if row.notes:
            below = top + len(lines) * metrics.lineSpacing()
            rect = QRect(left, below, option.rect.right() - left - 12, QFontMetrics(small(option.font)).lineSpacing())
            colour = tokens.warning if row.is_changed else tokens.ink_soft
            advance = QFontMetrics(small(option.font)).horizontalAdvance
            note = next((variant for variant in row.notes if advance(variant) <= rect.width()), row.notes[-1])
            paint_text(painter, note, rect, small(option.font), colour)

    def _lines(self, row: Row, font: QFont, width: int) -> list[str]:
        """Return the title broken into lines, from a cache."""
        key = row.title, font.key(), width
        cached = self._line_cache.get(key)
        if cached is None:
            if len(self._line_cache) >= _CACHE_SIZE:
                self._line_cache.clear()
            cached = self._line_cache[key] = _break_lines(row.title, font, width)
        return cached


def _left(row: Row, font: QFont) -> int:
    """Return the left edge of the title, after the number if there is one."""
    if row.section.number is None:
        return 16
    return 16 + QFontMetrics(font).horizontalAdvance("00") + 4


def _right(row: Row, font: QFont) -> int:
    """Return the width of counts and state icon."""
    metrics = QFontMetrics(strong(small(font)))
    counts = [number for number in (row.errors, row.warnings, row.section.items) if number]
    status_width = _status_size(font) + 8 if row.shows_status else 0
    return 16 + status_width + sum(_count_width(metrics, number) + 4 for number in counts)


def _count_width(metrics: QFontMetrics, number: int) -> int:
    """Return the width of the badge around a number."""
    return max(metrics.horizontalAdvance(str(number)) + metrics.height() // 2, metrics.height())


def _status_size(font: QFont) -> int:
    return round(QFontMetrics(font).height() * 0.66)


def _status_rect(option: QStyleOptionViewItem) -> QRectF:
    size = _status_size(option.font)
    top = option.rect.top() + _MARGIN + (QFontMetrics(option.font).height() - size) / 2
    return QRectF(option.rect.right() - 12 - size, top, size, size)


def _paint_status(painter: QPainter, rect: QRectF, state: State, tokens: Tokens) -> None:
    """Paint the state: a ring for a draft, half filled in review, filled with a check mark if approved."""
    pen = max(1.2, rect.width() / 10)
    ring = rect.adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2)
    colour = QColor(tokens.ok if state is State.APPROVED else tokens.ink_soft)
    painter.setPen(QPen(colour, pen))
    painter.setBrush(colour if state is State.APPROVED else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    if state is State.IN_REVIEW:
        painter.setBrush(colour)
        painter.drawChord(ring, -90 * 16, 180 * 16)
    if state is State.APPROVED:
        tick = QPen(QColor(tokens.surface), rect.width() / 7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(tick)
        points = [QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height()) for x, y in _TICK]
        painter.drawPolyline(points)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _group_height(font: QFont) -> int:
    return QFontMetrics(font).lineSpacing() + 14


def _break_lines(text: str, font: QFont, width: int) -> list[str]:
    """Break text into lines of a width; elide the last one."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    flat = " ".join(text[:300].split())
    layout = QTextLayout(flat, font)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < _MAX_LINES:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 40))
        start, length = line.textStart(), line.textLength()
        if len(lines) == _MAX_LINES - 1:
            rest = flat[start:]
            lines.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, max(width, 40)))
        else:
            lines.append(flat[start : start + length].rstrip())
    layout.endLayout()
    return lines or [""]


def _paint_counts(painter: QPainter, option: QStyleOptionViewItem, row: Row, tokens: Tokens) -> None:
    font = strong(small(option.font))
    metrics = QFontMetrics(font)
    right = option.rect.right() - 12 - (_status_size(option.font) + 8 if row.shows_status else 0)
    centre = option.rect.top() + _MARGIN + QFontMetrics(option.font).height() // 2
    painter.setFont(font)
    badges = ((row.warnings, tokens.warning, True), (row.errors, tokens.error, True))
    for number, colour, ring in (*badges, (row.section.items or 0, tokens.ink_soft, False)):
        if not number:
            continue
        width = _count_width(metrics, number)
        rect = QRect(right - width, centre - metrics.height() // 2, width, metrics.height())
        painter.setPen(QColor(colour))
        if ring:
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), str(number))
        right -= width + 4

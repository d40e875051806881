"""A line of the outline, and how it is painted."""

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
_LINES = 2
"""An entry's title is cut after two lines."""
_AIR = 6
_MOST_KEPT = 1000
"""Titles whose lines are remembered; an issue may have a hundred entries, at a few widths."""

_TICK = ((0.28, 0.52), (0.44, 0.68), (0.73, 0.35))
"""Corners of the tick in a mark, in parts of its size."""


@dataclass(frozen=True)
class Row:
    """A section with its problems and its review; `begins` is the group that begins with it.

    `marked` says that some section has left the draft: from then on each has a mark of its state.
    """

    section: Section
    begins: str
    errors: int
    warnings: int
    standing: SectionStatus | None = None
    marked: bool = False
    threads: int = 0
    suggestions: int = 0

    @property
    def title(self) -> str:
        if self.section.number is not None and not self.section.label.strip():
            return "Untitled entry"
        return self.section.label

    @property
    def counts(self) -> str:
        """`2 errors, 1 warning`; empty where there is nothing."""
        parts = ((self.errors, "error"), (self.warnings, "warning"))
        return ", ".join(counted(number, noun) for number, noun in parts if number)

    @property
    def talk(self) -> str:
        """`2 comments, 1 suggestion`; empty where there is nothing."""
        parts = ((self.threads, "comment"), (self.suggestions, "suggestion"))
        return ", ".join(counted(number, noun) for number, noun in parts if number)

    @property
    def is_changed(self) -> bool:
        """Whether it was approved, and is no longer what was approved."""
        return self.standing is not None and self.standing.changed

    @property
    def standing_in_words(self) -> str:
        """`approved by Sample Editor on March 12, 2025, 09:30`; empty where no state is known."""
        return status_label(self.standing) if self.standing is not None else ""

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands in small words under the title, the longest wording first; none where there is nothing to say."""
        changed = ("Changed since approval", "Changed") if self.is_changed else ("",)
        said = (" · ".join(part for part in (wording, self.talk) if part) for wording in changed)
        return tuple(wording for wording in said if wording)

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        path, number = self.section.path, self.section.number
        begin = f"{item_label(Issue, path[0], number)}: " if number is not None else ""
        said = (self.title, self.standing_in_words if self.marked else "", self.counts, self.talk)
        return begin + ", ".join(part for part in said if part)


class OutlineRows(QStyledItemDelegate):
    """Paints number, title, problems and state; a group's name stands above its first row."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._broken: dict[tuple[str, str, int], list[str]] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        row: Row = index.data(ROLE)
        width = self._view.viewport().width()
        lines = self._lines(row, option.font, width - _left(row, option.font) - _right(row, option.font))
        height = len(lines) * QFontMetrics(option.font).lineSpacing() + 2 * _AIR
        if row.notes:
            height += QFontMetrics(small(option.font)).lineSpacing()
        return QSize(width, height + (_group_height(option.font) if row.begins else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROLE)
        tokens = tokens_of(option.palette)
        painter.save()
        if row.begins:
            height = _group_height(option.font)
            place = QRect(option.rect.left() + 16, option.rect.top(), option.rect.width() - 24, height - 4)
            if not isinstance(painter.device(), QPixmap):  # the picture of what is dragged: the group stays
                painter.setFont(strong(small(option.font)))
                painter.setPen(QColor(tokens.ink_soft))
                painter.drawText(place, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), row.begins)
            option.rect.setTop(option.rect.top() + height)
        paint_background(painter, option, tokens)
        self._paint_title(painter, option, row, tokens)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.marked and row.standing is not None:
            _paint_mark(painter, _mark_place(option), row.standing.state, tokens)
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
        lines = self._lines(row, option.font, option.rect.right() - left - _right(row, option.font))
        for number, line in enumerate(lines):
            painter.drawText(left, top + number * metrics.lineSpacing() + metrics.ascent(), line)
        if row.notes:
            below = top + len(lines) * metrics.lineSpacing()
            place = QRect(left, below, option.rect.right() - left - 12, QFontMetrics(small(option.font)).lineSpacing())
            colour = tokens.warning if row.is_changed else tokens.ink_soft
            advance = QFontMetrics(small(option.font)).horizontalAdvance
            note = next((wording for wording in row.notes if advance(wording) <= place.width()), row.notes[-1])
            paint_text(painter, note, place, small(option.font), colour)

    def _lines(self, row: Row, font: QFont, width: int) -> list[str]:
        """The title in lines; what was broken once is not measured again."""
        key = row.title, font.key(), width
        known = self._broken.get(key)
        if known is None:
            if len(self._broken) >= _MOST_KEPT:
                self._broken.clear()
            known = self._broken[key] = _broken(row.title, font, width)
        return known


def _left(row: Row, font: QFont) -> int:
    """Where the title begins: behind the number, if there is one."""
    if row.section.number is None:
        return 16
    return 16 + QFontMetrics(font).horizontalAdvance("00") + 4


def _right(row: Row, font: QFont) -> int:
    """The room for the counts and the mark."""
    metrics = QFontMetrics(strong(small(font)))
    counts = [number for number in (row.errors, row.warnings, row.section.items) if number]
    room = _mark_size(font) + 8 if row.marked else 0
    return 16 + room + sum(_count_width(metrics, number) + 4 for number in counts)


def _count_width(metrics: QFontMetrics, number: int) -> int:
    """Of a ring around a number: as wide as it is high, or wider."""
    return max(metrics.horizontalAdvance(str(number)) + metrics.height() // 2, metrics.height())


def _mark_size(font: QFont) -> int:
    return round(QFontMetrics(font).height() * 0.66)


def _mark_place(option: QStyleOptionViewItem) -> QRectF:
    size = _mark_size(option.font)
    top = option.rect.top() + _AIR + (QFontMetrics(option.font).height() - size) / 2
    return QRectF(option.rect.right() - 12 - size, top, size, size)


def _paint_mark(painter: QPainter, place: QRectF, state: State, tokens: Tokens) -> None:
    """A ring for a draft, half full in review, full and ticked once approved: told apart by shape."""
    pen = max(1.2, place.width() / 10)
    ring = place.adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2)
    colour = QColor(tokens.ok if state is State.APPROVED else tokens.ink_soft)
    painter.setPen(QPen(colour, pen))
    painter.setBrush(colour if state is State.APPROVED else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    if state is State.IN_REVIEW:
        painter.setBrush(colour)
        painter.drawChord(ring, -90 * 16, 180 * 16)
    if state is State.APPROVED:
        tick = QPen(QColor(tokens.surface), place.width() / 7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(tick)
        points = [QPointF(place.left() + x * place.width(), place.top() + y * place.height()) for x, y in _TICK]
        painter.drawPolyline(points)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _group_height(font: QFont) -> int:
    return QFontMetrics(font).lineSpacing() + 14


def _broken(text: str, font: QFont, width: int) -> list[str]:
    """The text in lines that fit, the last one cut with an ellipsis."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
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
    right = option.rect.right() - 12 - (_mark_size(option.font) + 8 if row.marked else 0)
    centre = option.rect.top() + _AIR + QFontMetrics(option.font).height() // 2
    painter.setFont(font)
    marks = ((row.warnings, tokens.warning, True), (row.errors, tokens.error, True))
    for number, colour, ring in (*marks, (row.section.items or 0, tokens.ink_soft, False)):
        if not number:
            continue
        width = _count_width(metrics, number)
        place = QRect(right - width, centre - metrics.height() // 2, width, metrics.height())
        painter.setPen(QColor(colour))
        if ring:
            painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str(number))
        right -= width + 4

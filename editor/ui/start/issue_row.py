"""A line of the start page: one issue of the newsroom, in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from editor.document.written_dates import date_label
from editor.files.newsroom import IssueSummary
from editor.ui.look.tokens import Tokens, tokens_of
from editor.ui.widgets.list_rows import paint_background, paint_icon, paint_text, small, strong

ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_AIR = 10
_WIDE = 110
"""Letters that a row must have room for, so that its two columns stand beside one another."""


def title(summary: IssueSummary) -> str:
    """`MERICS China Industries, March 12, 2025`; the file's name where it cannot be read."""
    if summary.trouble:
        return summary.path.name
    return f"{summary.newsletter}, {date_label(summary.date) if summary.date else 'no date yet'}"


def subtitle(summary: IssueSummary) -> str:
    """What it is about, or why it cannot be opened."""
    trouble = (summary.trouble or "").replace(str(summary.path), "The file").replace("The file:", "")
    return " ".join((trouble or summary.headline or summary.path.name).split())


def last_change(summary: IssueSummary) -> str:
    """`Changed March 3, 2025 by Sample Editor`."""
    said = f"Changed {date_label(summary.changed_at.astimezone().date())}"
    return f"{said} by {summary.changed_by}" if summary.changed_by else said


def state(summary: IssueSummary) -> str:
    """`Draft: 4 of 5 entries complete, 3 problems`."""
    return ": ".join(part for part in (summary.state, summary.progress) if part)


def spoken(summary: IssueSummary) -> str:
    """What a screen reader says."""
    parts = (title(summary), subtitle(summary), state(summary), last_change(summary))
    return ", ".join(part for part in parts if part)


class StartRows(QStyledItemDelegate):
    """Title and topics at the left; state, progress and last change at the right, or below where it is narrow."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        width = self._view.viewport().width()
        lines = 3 if _is_narrow(width, option.font) else 2
        return QSize(width, lines * QFontMetrics(option.font).height() + 2 * _AIR)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        summary: IssueSummary = index.data(ROLE)
        tokens = tokens_of(option.palette)
        painter.save()
        rect = QRect(option.rect)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.line))
        option.rect.setBottom(rect.bottom() - 1)
        paint_background(painter, option, tokens)
        inner = rect.adjusted(16, _AIR, -16, -_AIR)
        if _is_narrow(rect.width(), option.font):
            upper, middle, lower = _lines(inner, 3)
            self._paint_what(painter, summary, (upper, middle), option.font, tokens)
            lower.setLeft(middle.left())
            right = _paint_state(painter, summary, lower, small(option.font), tokens)
            if right > lower.left():
                right = _paint_after(painter, " · ", lower, right, small(option.font), tokens.ink_soft)
            _paint_after(painter, last_change(summary), lower, right, small(option.font), tokens.ink_soft)
        else:
            left, right_half = QRect(inner), QRect(inner)
            left.setWidth(inner.width() * 55 // 100)
            right_half.setLeft(left.right() + 24)
            self._paint_what(painter, summary, _lines(left, 2), option.font, tokens)
            upper, lower = _lines(right_half, 2)
            _paint_state(painter, summary, upper, option.font, tokens)
            paint_text(painter, last_change(summary), lower, small(option.font), tokens.ink_soft)
        painter.restore()

    @staticmethod
    def _paint_what(
        painter: QPainter, summary: IssueSummary, lines: Sequence[QRect], font: QFont, tokens: Tokens
    ) -> None:
        upper, lower = lines
        if summary.trouble:
            mark = QRect(upper.left(), upper.top(), upper.height(), upper.height())
            paint_icon(painter, "warning", tokens.warning, mark)
            for line in lines:
                line.setLeft(mark.right() + 8)
        paint_text(painter, title(summary), upper, strong(font), tokens.ink)
        paint_text(painter, subtitle(summary), lower, small(font), tokens.ink_soft)


def _paint_state(painter: QPainter, summary: IssueSummary, place: QRect, font: QFont, tokens: Tokens) -> int:
    """The state a little stronger than the progress; returns where it ends."""
    right = _paint_after(painter, summary.state, place, place.left(), strong(font), tokens.ink)
    if summary.state and summary.progress:
        right = _paint_after(painter, ": ", place, right, strong(font), tokens.ink)
    return _paint_after(painter, summary.progress, place, right, font, tokens.ink)


def _paint_after(painter: QPainter, text: str, place: QRect, left: int, font: QFont, colour: str) -> int:
    """Words in a line after others that end at `left`; returns where these end."""
    rest = QRect(place)
    rest.setLeft(left)
    return left + paint_text(painter, text, rest, font, colour)


def _is_narrow(width: int, font: QFont) -> bool:
    return width < _WIDE * QFontMetrics(font).averageCharWidth()


def _lines(place: QRect, number: int) -> tuple[QRect, ...]:
    height = place.height() // number
    return tuple(QRect(place.left(), place.top() + line * height, place.width(), height) for line in range(number))

"""A line of the start page: one issue of the newsroom, in words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from editor.files.newsroom import IssueSummary
from editor.ui.look.tokens import tokens_of
from editor.ui.rows import paint_ground, paint_icon, paint_words, small, strong

ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


def title(summary: IssueSummary) -> str:
    """`MERICS China Industries, 12 March 2025`; the file's name where it cannot be read."""
    if summary.trouble:
        return summary.path.name
    return f"{summary.newsletter}, {in_words(summary.date) if summary.date else 'no date yet'}"


def subtitle(summary: IssueSummary) -> str:
    """What it is about, or why it cannot be opened."""
    trouble = (summary.trouble or "").replace(str(summary.path), "The file").replace("The file:", "")
    return " ".join((trouble or summary.headline or summary.path.name).split())


def last_change(summary: IssueSummary) -> str:
    """`Changed 3 March 2025 by Sample Editor`."""
    said = f"Changed {in_words(summary.changed_at.astimezone().date())}"
    return f"{said} by {summary.changed_by}" if summary.changed_by else said


def state(summary: IssueSummary) -> str:
    """`Draft: 4 of 5 entries complete, 3 problems`."""
    return ": ".join(part for part in (summary.state, summary.progress) if part)


def spoken(summary: IssueSummary) -> str:
    """What a screen reader says."""
    parts = (title(summary), subtitle(summary), state(summary), last_change(summary))
    return ", ".join(part for part in parts if part)


def in_words(day: date) -> str:
    """`3 March 2025`."""
    return f"{day.day} {day:%B %Y}"


class StartRows(QStyledItemDelegate):
    """Title and topics at the left; state, progress and last change at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(300, 2 * QFontMetrics(option.font).height() + 22)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        summary: IssueSummary = index.data(ROLE)
        tokens = tokens_of(option.palette)
        painter.save()
        paint_ground(painter, option, tokens)
        rect = option.rect
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.line))
        inner = rect.adjusted(16, 9, -16, -11)
        line = inner.height() // 2
        left, right = self._columns(inner)
        if summary.trouble:
            mark = QRect(left.left(), left.top(), line, line)
            paint_icon(painter, "warning", tokens.warning, mark)
            left.setLeft(mark.right() + 8)
        upper, lower = QRect(left), QRect(left)
        upper.setHeight(line)
        lower.setTop(left.top() + line)
        paint_words(painter, title(summary), upper, strong(option.font), tokens.ink)
        paint_words(painter, subtitle(summary), lower, small(option.font), tokens.ink_soft)
        upper, lower = QRect(right), QRect(right)
        upper.setHeight(line)
        lower.setTop(right.top() + line)
        paint_words(painter, state(summary), upper, option.font, tokens.ink)
        paint_words(painter, last_change(summary), lower, small(option.font), tokens.ink_soft)
        painter.restore()

    @staticmethod
    def _columns(place: QRect) -> tuple[QRect, QRect]:
        left, right = QRect(place), QRect(place)
        left.setWidth(place.width() * 55 // 100)
        right.setLeft(left.right() + 24)
        return left, right

"""A row of the list of issues: its texts, and how it is painted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.document.text.phrasing import counted
from editor.document.written_dates import date_label
from editor.files.newsroom import IssueSummary
from editor.ui.look.tokens import Tokens, tokens_of
from editor.ui.widgets.list_rows import paint_background, paint_icon, paint_text, small, strong

ROLE = int(Qt.ItemDataRole.UserRole)
"""The role of a row's `IssueSummary`."""
HEADING_ROLE = ROLE + 1
"""The role of the heading above a row; "" if it has none."""
Index = QModelIndex | QPersistentModelIndex
_MARGIN = 10
_INDENT = 28
"""How far a conflicted copy is indented under its issue, in pixels."""
_WIDE = 110
"""Minimum width for two columns, in average characters."""


def title(summary: IssueSummary) -> str:
    """`MERICS China Industries, March 12, 2025`; or the file's name if it cannot be read."""
    if summary.copy_of is not None:
        return "Conflicted copy"
    if summary.error:
        return summary.path.name
    return f"{summary.newsletter}, {date_label(summary.date) if summary.date else 'no date'}"


def subtitle(summary: IssueSummary) -> str:
    """The headline, or why the file cannot be opened."""
    trouble = (summary.error or "").replace(str(summary.path), "The file").replace("The file:", "")
    return " ".join((trouble or summary.headline or "No headline").split())


def last_change(summary: IssueSummary) -> str:
    """`Sample Author has it open · 2 open comments · Changed March 3, 2025 by Sample Editor`."""
    changed = f"Changed {date_label(summary.changed_at.astimezone().date())}"
    parts = (
        f"{summary.opened_by} has it open" if summary.opened_by else "",
        counted(summary.open_comments, "open comment") if summary.open_comments else "",
        counted(summary.open_suggestions, "open suggestion") if summary.open_suggestions else "",
        f"{changed} by {summary.changed_by}" if summary.changed_by else changed,
    )
    return " · ".join(part for part in parts if part)


def state(summary: IssueSummary) -> str:
    """`Draft: 4 of 5 entries complete, 3 problems`."""
    return ": ".join(part for part in (summary.state, summary.progress) if part)


def accessible_text(summary: IssueSummary) -> str:
    """Return the text for screen readers."""
    parts = (title(summary), subtitle(summary), state(summary), last_change(summary), file_name(summary))
    return ", ".join(part for part in parts if part)


def file_name(summary: IssueSummary) -> str:
    """The name of the file where the title does not say it."""
    return "" if summary.error and summary.copy_of is None else summary.path.name


def searched_text(summary: IssueSummary) -> str:
    """The text that the filter looks through."""
    people = " ".join(person.name for person in summary.people)
    return f"{accessible_text(summary)} {summary.date or ''} {people}"


class IssueRowDelegate(QStyledItemDelegate):
    """Paints title and headline at the left; state and last change at the right, or below in narrow rows."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        width = self._view.viewport().width()
        lines = _narrow_lines(index.data(ROLE), width, option.font) if _is_narrow(width, option.font) else 2
        heading = _heading_height(option.font) if index.data(HEADING_ROLE) else 0
        return QSize(width, heading + lines * QFontMetrics(option.font).height() + 2 * _MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        summary: IssueSummary = index.data(ROLE)
        tokens = tokens_of(option.palette)
        painter.save()
        rect = _row(QRect(option.rect), option.font, index)
        if heading := index.data(HEADING_ROLE):
            above = QRect(option.rect).adjusted(16, 0, -16, rect.top() - option.rect.bottom() - 4)
            above.setTop(above.bottom() - QFontMetrics(option.font).height())
            paint_text(painter, heading, above, small(strong(option.font)), tokens.ink_soft)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.line))
        option.rect = rect.adjusted(0, 0, 0, -1)
        paint_background(painter, option, tokens)
        inner = rect.adjusted(16 + (_INDENT if summary.copy_of is not None else 0), _MARGIN, -16, -_MARGIN)
        if _is_narrow(rect.width(), option.font):
            upper, middle, *others, last = _lines(inner, _narrow_lines(summary, rect.width(), option.font))
            if summary.error:
                why = middle.united(others[0]) if others else middle
                self._paint_title(painter, summary, (upper, why), option.font, tokens)
                last.setLeft(why.left())
            else:
                self._paint_title(painter, summary, (upper, middle), option.font, tokens)
                _paint_state(painter, summary, others[0], small(option.font), tokens)
            paint_text(painter, last_change(summary), last, small(option.font), tokens.ink_soft)
        else:
            left, right_half = QRect(inner), QRect(inner)
            left.setRight(rect.left() + 16 + (rect.width() - 32) * 55 // 100)
            right_half.setLeft(rect.left() + 16 + (rect.width() - 32) * 55 // 100 + 24)
            title_line, subtitle_line = _lines(left, 2)
            upper, lower = _lines(right_half, 2)
            if summary.error:  # it has no state at its right, and needs the line below for why it cannot be opened
                subtitle_line.setWidth(inner.width())
                lower = upper
            self._paint_title(painter, summary, (title_line, subtitle_line), option.font, tokens)
            _paint_state(painter, summary, upper, option.font, tokens)
            paint_text(painter, last_change(summary), lower, small(option.font), tokens.ink_soft)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802
        """Return the field in which the file is renamed."""
        field = QLineEdit(parent)
        field.setAccessibleName("File name")
        return field

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        place = _row(QRect(option.rect), option.font, index).adjusted(12, 0, 0, 0)
        place.setWidth(min(place.width() - 12, 60 * QFontMetrics(option.font).averageCharWidth()))
        place.setHeight(min(place.height(), editor.sizeHint().height()))
        editor.setGeometry(place)

    @staticmethod
    def _paint_title(
        painter: QPainter, summary: IssueSummary, lines: Sequence[QRect], font: QFont, tokens: Tokens
    ) -> None:
        upper, lower = lines
        if summary.error:
            icon = QRect(upper.left(), upper.top(), upper.height(), upper.height())
            paint_icon(painter, "warning", tokens.warning, icon)
            for line in lines:
                line.setLeft(icon.right() + 8)
        right = _paint_after(painter, title(summary), upper, upper.left(), strong(font), tokens.ink)
        if name := file_name(summary):
            _paint_after(painter, name, upper, right + 12, small(font), tokens.ink_soft)
        if lower.height() > 1.5 * upper.height():
            painter.setFont(small(font))
            painter.setPen(QColor(tokens.ink_soft))
            painter.drawText(lower, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft), subtitle(summary))
        else:
            paint_text(painter, subtitle(summary), lower, small(font), tokens.ink_soft)


def _paint_state(painter: QPainter, summary: IssueSummary, line: QRect, font: QFont, tokens: Tokens) -> int:
    """Paint the state in bold and the progress after it; return the right edge."""
    right = _paint_after(painter, summary.state, line, line.left(), strong(font), tokens.ink)
    if summary.state and summary.progress:
        right = _paint_after(painter, ": ", line, right, strong(font), tokens.ink)
    return _paint_after(painter, summary.progress, line, right, font, tokens.ink)


def _paint_after(painter: QPainter, text: str, line: QRect, left: int, font: QFont, colour: str) -> int:
    """Paint text in a line from `left` on; return the right edge."""
    remaining = QRect(line)
    remaining.setLeft(left)
    return left + paint_text(painter, text, remaining, font, colour)


def _row(rect: QRect, font: QFont, index: Index) -> QRect:
    """The part of an item's rectangle that is below its heading."""
    return rect.adjusted(0, _heading_height(font), 0, 0) if index.data(HEADING_ROLE) else rect


def _heading_height(font: QFont) -> int:
    return 2 * QFontMetrics(font).height()


def _is_narrow(width: int, font: QFont) -> bool:
    return width < _WIDE * QFontMetrics(font).averageCharWidth()


def _narrow_lines(summary: IssueSummary, width: int, font: QFont) -> int:
    """Return the lines of a narrow row: four, or three if why a file cannot be opened fits into one."""
    if not summary.error:
        return 4
    indent = _INDENT if summary.copy_of is not None else 0
    room = width - 32 - indent - 2 * QFontMetrics(font).height()  # without margins and icon
    return 3 if QFontMetrics(small(font)).horizontalAdvance(subtitle(summary)) <= room else 4


def _lines(rect: QRect, number: int) -> tuple[QRect, ...]:
    height = rect.height() // number
    return tuple(QRect(rect.left(), rect.top() + line * height, rect.width(), height) for line in range(number))

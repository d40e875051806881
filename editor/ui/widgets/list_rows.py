"""Painting of list rows: background, icons and text, in the colours of the tokens."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from editor.ui.look.icon_set import pixmap
from editor.ui.look.tokens import Tokens

EDGE = 3
"""Width of the accent edge of the selected row, in pixels."""


def paint_background(painter: QPainter, option: QStyleOptionViewItem, tokens: Tokens) -> None:
    """Paint the background of a row by its state: selected, hovered, focused."""
    rect: QRect = option.rect
    state: QStyle.StateFlag = option.state
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, QColor(tokens.selection))
        painter.fillRect(QRect(rect.topLeft(), QPoint(rect.left() + EDGE - 1, rect.bottom())), QColor(tokens.accent))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(tokens.hover))
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(QColor(tokens.focus), 2))
        painter.drawRect(rect.adjusted(1, 1, -1, -1))


def paint_icon(painter: QPainter, name: str, colour: str, rect: QRect) -> None:
    """Paint an icon in the centre of a rectangle."""
    ratio = painter.device().devicePixelRatio()
    size = min(rect.width(), rect.height())
    drawn = QRect(0, 0, size, size)
    drawn.moveCenter(rect.center())
    painter.drawPixmap(drawn.topLeft(), pixmap(name, colour, size, ratio))


def paint_text(painter: QPainter, text: str, rect: QRect, font: QFont, colour: str) -> int:
    """Paint one line of text, elided if it is too long; return its width in pixels."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(0, rect.width()))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
    return QFontMetrics(font).horizontalAdvance(shown)


def strong(font: QFont) -> QFont:
    """Return the font in semi-bold."""
    copy = QFont(font)
    copy.setWeight(QFont.Weight.DemiBold)
    return copy


def small(font: QFont) -> QFont:
    """Return the font in the size of secondary text."""
    copy = QFont(font)
    copy.setPointSizeF(font.pointSizeF() * 0.9)
    return copy

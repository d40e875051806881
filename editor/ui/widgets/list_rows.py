"""What the program's lists have in common: a row's ground, its marks and its words, painted from the tokens."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from editor.ui.look.icon_set import pixmap
from editor.ui.look.tokens import Tokens

EDGE = 3
"""Width of the red edge of the selected row, in pixels."""


def paint_background(painter: QPainter, option: QStyleOptionViewItem, tokens: Tokens) -> None:
    """The ground under a row: selected with a red edge, under the mouse, or none; a ring where the keyboard is."""
    rect: QRect = option.rect
    state: QStyle.StateFlag = option.state
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, QColor(tokens.selection))
        painter.fillRect(QRect(rect.topLeft(), QPoint(rect.left() + EDGE - 1, rect.bottom())), QColor(tokens.accent))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(tokens.hover))
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QColor(tokens.edge))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))


def paint_icon(painter: QPainter, name: str, colour: str, place: QRect) -> None:
    """An icon in the middle of a place."""
    ratio = painter.device().devicePixelRatio()
    size = min(place.width(), place.height())
    drawn = QRect(0, 0, size, size)
    drawn.moveCenter(place.center())
    painter.drawPixmap(drawn.topLeft(), pixmap(name, colour, size, ratio))


def paint_text(painter: QPainter, text: str, place: QRect, font: QFont, colour: str) -> int:
    """One line of text, cut with an ellipsis where it is too long; returns the width that it took."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(0, place.width()))
    painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
    return QFontMetrics(font).horizontalAdvance(shown)


def strong(font: QFont) -> QFont:
    """The same font, semi-bold."""
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def small(font: QFont) -> QFont:
    """The same font for what may be overlooked."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * 0.9)
    return made

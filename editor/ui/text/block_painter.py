"""Painting of bullets and of the bars that mark text with findings."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextBlock, QTextDocument

_BAR = 3.0


def visible_blocks(document: QTextDocument, top: float, bottom: float) -> Iterator[tuple[QTextBlock, QRectF]]:
    """Yield the blocks between two heights of the document, with their rectangles."""
    layout = document.documentLayout()
    block = document.findBlock(max(0, layout.hitTest(QPointF(0, top), Qt.HitTestAccuracy.FuzzyHit)))
    while block.isValid():
        rectangle = layout.blockBoundingRect(block)
        if rectangle.top() > bottom:
            return
        yield block, rectangle
        block = block.next()


def paint_bullet(painter: QPainter, block: QTextBlock, indent: float, middle: float, colour: QColor) -> None:
    """Paint a disc before the first line of a bullet, or after it in right-to-left text.

    `middle` is half the x-height of the font, in pixels.
    """
    line = block.layout().lineAt(0)
    if not line.isValid():
        return
    words = line.rect().translated(block.layout().position())
    height = words.top() + line.ascent() - middle
    from_right = block.textDirection() is Qt.LayoutDirection.RightToLeft
    across = words.right() + indent * 0.45 if from_right else words.left() - indent * 0.45
    radius = max(1.6, (line.ascent() + line.descent()) * 0.125)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(across, height), radius, radius)


def paint_finding_bar(painter: QPainter, rectangle: QRectF, colour: QColor) -> None:
    """Paint a bar at the left edge, as high as the text."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    bar = QRectF(0, rectangle.top() + 1, _BAR, rectangle.height() - 2)
    painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)

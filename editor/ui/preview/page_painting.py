"""Painting on the pages: shadow, the current field, and areas of text in a colour. Pages are light in both schemes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from editor.ui.look.tokens import LIGHT

_SHADOW = 5
_FOCUS = 2
_EDGE = 2  # pixels


def aligned(frame: QRectF, ratio: float, *, continuous: bool) -> QRectF:
    """Align a page to device pixels, so that it is sharp; tiles of a `continuous` one share their edges."""
    left, top = round(frame.left() * ratio) / ratio, round(frame.top() * ratio) / ratio
    if continuous:
        return QRectF(left, top, frame.width(), round(frame.bottom() * ratio) / ratio - top)
    return QRectF(left, top, round(frame.width() * ratio) / ratio, round(frame.height() * ratio) / ratio)


def paint_focus(painter: QPainter, view: QRect, colour: str) -> None:
    """Paint the frame of a view that has the focus."""
    painter.setPen(QPen(QColor(colour), _FOCUS))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(view.adjusted(1, 1, -1, -1))


def paint_shadow(painter: QPainter, page: QRectF) -> None:
    """Paint the shadow around a page."""
    for spread in range(_SHADOW, 0, -1):
        painter.fillRect(page.adjusted(-spread, 1 - spread / 2, spread, spread + 1), QColor(0, 0, 0, 7))


def paint_field(painter: QPainter, areas: Sequence[QRectF]) -> None:
    """Paint the current field: tinted, with an edge at its first line.

    The edge is within the padding of the tint: a label in the margin can end close to the text.
    """
    if areas:
        paint_areas(painter, areas, LIGHT.tint)
        first = areas[0]
        painter.fillRect(QRectF(first.left(), first.top(), _EDGE, first.height()), QColor(LIGHT.accent))


def paint_areas(painter: QPainter, areas: Sequence[QRectF], colour: str) -> None:
    """Tint these areas. Multiplying keeps the text black."""
    if not areas:
        return
    ground = QPainterPath()
    ground.setFillRule(Qt.FillRule.WindingFill)  # overlapping lines are tinted once
    for area in areas:
        ground.addRect(area)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.fillPath(ground, QColor(colour))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

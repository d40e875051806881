"""Painting on the pages: shadow, the current field, and areas of text in a colour. Pages are light in both schemes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from editor.ui.look.tokens import LIGHT

_SHADOW = 5
_EDGE = 2  # pixels


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

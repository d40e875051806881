"""Highlights of a QLineEdit.

A QLineEdit has no text formats. The highlights are painted over it, and only darken or lighten, so that the text stays
legible.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF, QTextLayout
from PySide6.QtWidgets import QLineEdit

from editor.ui.look.tokens import Tokens
from editor.ui.text.highlights import (
    WORDS,
    Highlight,
    HighlightKind,
    HighlightSpan,
    background_colour,
    is_light,
    is_tint_only,
    line_colour,
    word_colour,
)
from editor.ui.text.styles import map_position
from editor.ui.text.text_highlights import paint_insertion_mark, to_qt_units

_WAVE = 3.0
"""Half a wave of an underline, in pixels."""


class LineHighlights:
    """The highlights of one line. They move with the text until they are shown again."""

    def __init__(self, line: QLineEdit) -> None:
        self._line = line
        self._text = line.text()
        self._shown: list[HighlightSpan] = []

    @property
    def any(self) -> bool:
        """Whether there is something to paint."""
        return bool(self._shown)

    def show(self, highlights: Iterable[Highlight]) -> None:
        """Show these highlights only."""
        self._text = self._line.text()
        found = to_qt_units(highlights, self._text)
        if found != self._shown:
            self._shown = found
            self._line.update()

    def tip_at(self, position: int) -> str:
        """Return who suggests or says what at a position in UTF-16 units; "" for nothing."""
        return "\n".join(dict.fromkeys(one.tip for one in self._shown if one.tip and one.start <= position <= one.end))

    def follow(self) -> None:
        """Move the highlights with the text after an edit."""
        before, self._text = self._text, self._line.text()
        if self._shown and before != self._text:
            moved = (
                one._replace(
                    start=map_position(before, self._text, one.start), end=map_position(before, self._text, one.end)
                )
                for one in self._shown
            )
            self._shown = [
                one for one, was in zip(moved, self._shown, strict=True) if one.start < one.end or was.start == was.end
            ]

    def paint(self, painter: QPainter, caret: QRectF, inside: QRectF, tokens: Tokens) -> None:
        """Paint over the line.

        `caret` is the rectangle of the caret, `inside` the rectangle of the text.
        """
        layout = QTextLayout(self._line.text(), self._line.font())
        layout.beginLayout()
        row = layout.createLine()
        layout.endLayout()
        from_left = caret.center().x() - _x(row.cursorToX(self._line.cursorPosition()))
        painter.save()
        painter.setClipRect(inside)
        for one in self._shown:
            left, right = (from_left + _x(row.cursorToX(position)) for position in one[:2])
            if one.start == one.end:
                paint_insertion_mark(painter, QRectF(left - 0.5, caret.top(), 1, caret.height()), one, tokens)
            else:
                _paint(painter, QRectF(min(left, right), caret.top(), abs(right - left), caret.height()), one, tokens)
        painter.restore()


def _paint(painter: QPainter, area: QRectF, one: HighlightSpan, tokens: Tokens) -> None:
    if one.highlights & WORDS:
        paint_underline(painter, area, one.highlights, tokens)
        if one.highlights <= WORDS:
            return
    modes = QPainter.CompositionMode
    painter.setCompositionMode(modes.CompositionMode_Darken if is_light(tokens) else modes.CompositionMode_Lighten)
    painter.fillRect(area, background_colour(one, tokens))
    painter.setCompositionMode(modes.CompositionMode_SourceOver)
    if is_tint_only(one.highlights):
        return
    struck = HighlightKind.DELETED in one.highlights
    height = area.center().y() + area.height() * 0.06 if struck else area.bottom() - area.height() * 0.12
    painter.fillRect(QRectF(area.left(), height, area.width(), 1), line_colour(one, tokens))


def paint_underline(painter: QPainter, area: QRectF, highlights: frozenset[HighlightKind], tokens: Tokens) -> None:
    """Paint a wave under a misspelled word, dots under what departs from the house style."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour, bottom = word_colour(highlights, tokens), area.bottom() - 1.5
    if HighlightKind.SPELLING not in highlights:
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(area.left(), bottom), QPointF(area.right(), bottom))
        return
    painter.setPen(QPen(colour, 1.2))
    steps = max(1, round(area.width() / _WAVE))
    points = [QPointF(area.left() + number * _WAVE, bottom - (number % 2) * 2) for number in range(steps + 1)]
    painter.drawPolyline(QPolygonF(points))


def _x(place: object) -> float:
    """Return the x coordinate. PySide returns it together with the cursor position."""
    found = place[0] if isinstance(place, tuple) else place
    assert isinstance(found, int | float)
    return float(found)

"""Marks of the review in the margins of the pages: a small flag beside each field that has any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from editor.document.paths import FieldPath
from editor.session.preview.renderer import RenderedSection
from editor.ui.look.tokens import LIGHT
from editor.ui.preview.page_stack import Sheet

_WIDTH, _HEIGHT = 11.0, 9.0
_FROM_EDGE = 22.0
"""From the right edge of the paper, in pixels of the view: in the margin of the page at any zoom that can be read."""


class PageMark(NamedTuple):
    """A field with marks, and the height of its first line on its page, in CSS pixels."""

    path: FieldPath
    top: float


class PageMarks:
    """Which fields have marks, and where those stand on the pages."""

    def __init__(self) -> None:
        self._named: tuple[tuple[FieldPath, tuple[str, ...]], ...] = ()
        self._current: FieldPath | None = None
        self._known: dict[tuple[RenderedSection, int], tuple[PageMark, ...]] = {}

    def show(self, paths: Sequence[FieldPath], current: FieldPath | None) -> None:
        """Mark these fields and no others; the current one stands out."""
        self._named = tuple((path, _names(path)) for path in paths)
        self._current = current
        self._known.clear()

    def on_sheet(self, sheet: Sheet) -> tuple[PageMark, ...]:
        """The marks of one page, from top to bottom; a field that goes on from the page before has its mark there."""
        key = (sheet.section, sheet.index)
        if key not in self._known:
            if len(self._known) > 2 * sheet.section.page_count + 64:  # pages of earlier states
                self._known.clear()
            self._known[key] = self._found(sheet)
        return self._known[key]

    def _found(self, sheet: Sheet) -> tuple[PageMark, ...]:
        here = sheet.section.rectangles[sheet.index]
        earlier = sheet.section.rectangles[: sheet.index]
        tops: dict[str, PageMark] = {}
        for path, names in self._named:
            name = next((name for name in names if name in here), None)
            if name is None or any(name in places for places in earlier):
                continue
            if name not in tops or path == self._current:
                tops[name] = PageMark(path, here[name][1])
        return tuple(sorted(tops.values(), key=lambda mark: mark.top))

    def paint(self, painter: QPainter, sheet: Sheet, frame: QRectF, zoom: float) -> None:
        """Paint the flags of a page; `frame` is its place in the view. Paper is light in both schemes."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in self.on_sheet(sheet):
            is_current = mark.path == self._current
            painter.setPen(QPen(QColor(LIGHT.warning), 1.2))
            painter.setBrush(QColor(LIGHT.warning if is_current else LIGHT.tint_comment))
            painter.drawPath(_flag(_place(mark, frame, zoom)))
        painter.restore()

    def at(self, point: QPointF, sheet: Sheet, frame: QRectF, zoom: float) -> FieldPath | None:
        """The field whose flag is at a point of the view."""
        for mark in self.on_sheet(sheet):
            if _place(mark, frame, zoom).adjusted(-4, -3, 4, 5).contains(point):
                return mark.path
        return None


def _place(mark: PageMark, frame: QRectF, zoom: float) -> QRectF:
    return QRectF(frame.right() - _FROM_EDGE, frame.top() + mark.top * zoom + 1, _WIDTH, _HEIGHT)


def _flag(place: QRectF) -> QPainterPath:
    """A speech bubble with its tail at the left, towards the text."""
    drawn = QPainterPath()
    drawn.setFillRule(Qt.FillRule.WindingFill)
    drawn.addRoundedRect(place, 2, 2)
    tail = QPainterPath(QPointF(place.left() + 2, place.bottom() - 0.5))
    tail.lineTo(place.left() + 2, place.bottom() + 3)
    tail.lineTo(place.left() + 5.5, place.bottom() - 0.5)
    return drawn.united(tail)


def _names(path: FieldPath) -> tuple[str, ...]:
    """What a field may be called on a page: itself, or what it is part of (but no list that it is an item of)."""
    return (str(path), str(path.parent)) if len(path) > 2 else (str(path),)

"""Flags in the page margins, beside fields with comments or suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from editor.document.paths import FieldPath
from editor.session.preview.renderer import RenderedSection
from editor.ui.look.tokens import LIGHT
from editor.ui.preview.page_stack import PreviewPage

_WIDTH, _HEIGHT = 11.0, 9.0
_EDGE_DISTANCE = 22.0
"""Distance from the right edge of the page, in pixels of the view: within the margin at any legible zoom."""


class AnnotationFlag(NamedTuple):
    """A field with annotations, and the y position of its first line on its page, in CSS pixels."""

    path: FieldPath
    top: float


class AnnotationFlags:
    """The fields with annotations, and the positions of their flags."""

    def __init__(self) -> None:
        self._fields: tuple[tuple[FieldPath, tuple[str, ...]], ...] = ()
        self._current: FieldPath | None = None
        self._by_page: dict[tuple[RenderedSection, int], tuple[AnnotationFlag, ...]] = {}

    def show(self, paths: Sequence[FieldPath], current: FieldPath | None) -> None:
        """Show flags for these fields only. The current one is emphasized."""
        self._fields = tuple((path, _names(path)) for path in paths)
        self._current = current
        self._by_page.clear()

    def on_page(self, page: PreviewPage) -> tuple[AnnotationFlag, ...]:
        """Return the flags of a page, from top to bottom.

        A field that continues from the previous page has its flag there.
        """
        key = (page.section, page.index)
        if key not in self._by_page:
            if len(self._by_page) > 2 * page.section.page_count + 64:  # includes outdated pages
                self._by_page.clear()
            self._by_page[key] = self._found(page)
        return self._by_page[key]

    def _found(self, page: PreviewPage) -> tuple[AnnotationFlag, ...]:
        here = page.section.rectangles[page.index]
        earlier = page.section.rectangles[: page.index]
        tops: dict[str, AnnotationFlag] = {}
        for path, names in self._fields:
            name = next((name for name in names if name in here), None)
            if name is None or any(name in places for places in earlier):
                continue
            if name not in tops or path == self._current:
                tops[name] = AnnotationFlag(path, here[name][1])
        return tuple(sorted(tops.values(), key=lambda flag: flag.top))

    def paint(self, painter: QPainter, page: PreviewPage, frame: QRectF, zoom: float) -> None:
        """Paint the flags of a page. `frame` is its rectangle in the view.

        Pages are light in both colour schemes.
        """
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for flag in self.on_page(page):
            is_current = flag.path == self._current
            painter.setPen(QPen(QColor(LIGHT.warning), 1.2))
            painter.setBrush(QColor(LIGHT.warning if is_current else LIGHT.tint_comment))
            painter.drawPath(_flag(_flag_rect(flag, frame, zoom)))
        painter.restore()

    def at(self, point: QPointF, page: PreviewPage, frame: QRectF, zoom: float) -> FieldPath | None:
        """Return the field whose flag is at a point of the view."""
        for flag in self.on_page(page):
            if _flag_rect(flag, frame, zoom).adjusted(-4, -3, 4, 5).contains(point):
                return flag.path
        return None


def _flag_rect(flag: AnnotationFlag, frame: QRectF, zoom: float) -> QRectF:
    return QRectF(frame.right() - _EDGE_DISTANCE, frame.top() + flag.top * zoom + 1, _WIDTH, _HEIGHT)


def _flag(place: QRectF) -> QPainterPath:
    """Return a speech bubble that points left, towards the text."""
    drawn = QPainterPath()
    drawn.setFillRule(Qt.FillRule.WindingFill)
    drawn.addRoundedRect(place, 2, 2)
    tail = QPainterPath(QPointF(place.left() + 2, place.bottom() - 0.5))
    tail.lineTo(place.left() + 2, place.bottom() + 3)
    tail.lineTo(place.left() + 5.5, place.bottom() - 0.5)
    return drawn.united(tail)


def _names(path: FieldPath) -> tuple[str, ...]:
    """Return the paths that may stand for a field on a page: its own, or that of its parent (but not of a list)."""
    return (str(path), str(path.parent)) if len(path) > 2 else (str(path),)

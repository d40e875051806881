"""The geometry of the preview: where pages are in the view, and where fields are on a page.

Pages are stacked vertically; the widest one fills the width. Lengths in the view are logical pixels, lengths on a page
CSS pixels. At a zoom of 1 they are equal.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF

from editor.document.paths import FieldPath
from editor.session.preview.renderer import Rectangle, RenderedSection

MARGIN = 24
GAP = 20


@dataclass(frozen=True)
class PreviewPage:
    """The page `index` (from 0) of a section."""

    section: RenderedSection
    index: int

    @property
    def key(self) -> tuple[str, int]:
        """The identity of the page, which stays the same when its content changes."""
        return (self.section.name, self.index)

    @property
    def size(self) -> tuple[float, float]:
        return self.section.page_size

    def path_at(self, point: QPointF) -> FieldPath | None:
        """Return the field at a point of the page: the smallest one that contains the point."""
        x, y = point.x(), point.y()
        found = [
            ((right - left) * (bottom - top), name)
            for name, places in self._rectangles.items()
            for left, top, right, bottom in places
            if left <= x <= right and top <= y <= bottom
        ]
        return FieldPath.parse(min(found)[1]) if found else None

    def rect_of(self, path: FieldPath) -> QRectF | None:
        """Return the bounding rectangle of a field on this page, or None."""
        whole = QRectF()
        for part in self.rects_of(path):
            whole = whole.united(part)
        return whole if whole.isValid() else None

    def rects_of(self, path: FieldPath) -> tuple[QRectF, ...]:
        """Return the rectangles of a field on this page: one per line if other text is on the same lines.

        A field without a rectangle of its own gets that of its parent.
        """
        places = self._rectangles
        found = places.get(str(path), ())
        if not found and len(path) > 2:  # the rectangle of a list is not that of one of its items
            found = places.get(str(path.parent), ())
        return tuple(QRectF(left, top, right - left, bottom - top) for left, top, right, bottom in found)

    def contains_any(self, paths: Iterable[str]) -> bool:
        """Return whether the page has a rectangle for one of these paths. Cheap, since it is called for every page."""
        section, index = self.section, self.index
        there, line_rectangles = (
            section.rectangles[index],
            section.line_rectangles[index] if section.line_rectangles else (),
        )
        return any(name in there or name in line_rectangles for name in paths)

    @cached_property
    def _rectangles(self) -> dict[str, tuple[Rectangle, ...]]:
        places: dict[str, tuple[Rectangle, ...]] = {
            path: (place,) for path, place in self.section.rectangles[self.index].items()
        }
        if self.section.line_rectangles:
            places.update(self.section.line_rectangles[self.index])
        return places


@dataclass(frozen=True, slots=True)
class ViewAnchor:
    """A scroll position.

    The page at the top edge (the first of `pages` that still exists), the offset on it in parts of its height, and the
    horizontal centre in parts of the width.
    """

    pages: tuple[tuple[str, int], ...]
    down: float
    across: float


class PageStack:
    """Pages stacked vertically, at a zoom and view width."""

    def __init__(
        self, sections: Iterable[RenderedSection] = (), zoom: float = 1.0, view_width: float = 0, *, gap: float = GAP
    ) -> None:
        """`gap` is the distance between two pages, in pixels of the view."""
        self.zoom = zoom
        self.pages = tuple(PreviewPage(section, index) for section in sections for index in range(section.page_count))
        widest = max((page.size[0] for page in self.pages), default=0.0) * zoom
        self.width = max(view_width, widest + 2 * MARGIN)
        self._found: dict[FieldPath, Sequence[tuple[int, QRectF]]] = {}
        self._tops: list[float] = []
        bottom: float = MARGIN
        for page in self.pages:
            self._tops.append(bottom)
            bottom += page.size[1] * zoom + gap
        self.height = bottom - gap + MARGIN if self.pages else 0.0

    def frame(self, position: int) -> QRectF:
        """Return the rectangle of the page at a position (from 0)."""
        width, height = (length * self.zoom for length in self.pages[position].size)
        return QRectF((self.width - width) / 2, self._tops[position], width, height)

    def positions_between(self, top: float, bottom: float) -> range:
        """Return the positions of the pages that are at least partly between two y positions."""
        first = max(0, bisect_right(self._tops, top) - 1)
        last = bisect_right(self._tops, bottom)
        if first < last and self.frame(first).bottom() < top:
            first += 1
        return range(first, last)

    def position_at(self, height: float) -> int:
        """Return the position of the page at a y position, or of the one above it."""
        return max(0, bisect_right(self._tops, height) - 1)

    def position_of(self, key: tuple[str, int]) -> int | None:
        return self._positions.get(key)

    def anchor(self, top: float, middle: float) -> ViewAnchor | None:
        """Return the scroll position whose top edge is at `top`, and whose horizontal centre is at `middle`."""
        if not self.pages:
            return None
        position = self.position_at(top + GAP)
        frame = self.frame(position)
        return ViewAnchor(
            tuple(self._fallback_keys(position)), (top - frame.top()) / frame.height(), middle / self.width
        )

    def place_of(self, anchor: ViewAnchor) -> QPointF | None:
        """Return the horizontal centre and the top edge of a scroll position, or None if none of its pages exist."""
        found = (self.position_of(key) for key in anchor.pages)
        position = next((position for position in found if position is not None), None)
        if position is None:
            return None
        frame = self.frame(position)
        return QPointF(anchor.across * self.width, frame.top() + anchor.down * frame.height())

    def find(self, path: FieldPath) -> tuple[int, QRectF] | None:
        """Return the first page that shows a field, and its rectangle in the view."""
        return next(iter(self.find_all(path)), None)

    def find_all(self, path: FieldPath) -> Sequence[tuple[int, QRectF]]:
        """Return all pages that show a field, with its rectangles in the view."""
        if path not in self._found:
            self._found[path] = tuple(self._rects_of(path))
        return self._found[path]

    def _rects_of(self, path: FieldPath) -> Iterator[tuple[int, QRectF]]:
        names = (str(path), str(path.parent)) if len(path) > 2 else (str(path),)
        for position, page in enumerate(self.pages):
            place = page.rect_of(path) if page.contains_any(names) else None
            if place is not None:
                yield position, self.to_view(position, place)

    def _fallback_keys(self, position: int) -> Iterator[tuple[str, int]]:
        """Yield the key of a page and of its replacements, in case it no longer exists.

        The replacements are earlier pages of its section, later pages, then earlier pages.
        """
        name, index = self.pages[position].key
        yield name, index
        yield from ((name, before) for before in range(index - 1, -1, -1))
        yield from (page.key for page in self.pages[position + 1 :])
        yield from (page.key for page in reversed(self.pages[:position]))

    def to_view(self, position: int, place: QRectF) -> QRectF:
        """Convert a rectangle from page to view coordinates."""
        corner = self.frame(position).topLeft()
        zoom = self.zoom
        return QRectF(
            corner.x() + place.x() * zoom, corner.y() + place.y() * zoom, place.width() * zoom, place.height() * zoom
        )

    def on_page(self, point: QPointF) -> tuple[int, QPointF] | None:
        """Return the page at a point of the view, and the point in page coordinates."""
        for position in self.positions_between(point.y(), point.y()):
            frame = self.frame(position)
            if frame.contains(point):
                return position, (point - frame.topLeft()) / self.zoom
        return None

    @cached_property
    def _positions(self) -> dict[tuple[str, int], int]:
        return {page.key: position for position, page in enumerate(self.pages)}

"""The text of pages, read by QtPdf: lines, the character at a point, the rectangles of a range.

Lengths are CSS pixels of the page, positions count the characters of its text. Each call for a point or a range takes
about 3 ms, since QtPdf parses the page anew. It rounds rectangles to whole points.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QPolygonF
from PySide6.QtPdf import QPdfDocument

from editor.session.preview.renderer import RenderedSection
from editor.ui.preview.page_stack import PreviewPage
from editor.ui.system.pdf_document import load_pdf

_CSS_PER_POINT = 96 / 72
_LINE_END = "\r\n"
_MAX_DOCUMENTS = 4
_MAX_PAGES = 64
_SAME_LINE = 3.0
"""How far, in points, a piece of text may begin before the end of the one before it on the same line."""


class TextLine(NamedTuple):
    """One line: its characters, without the line end, and its rectangle."""

    start: int
    end: int
    area: QRectF


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page, with CR LF between lines."""

    text: str
    lines: tuple[TextLine, ...]

    def line_at(self, index: int) -> TextLine | None:
        """Return the line of a character, or the one that a line end belongs to."""
        before = [line for line in self.lines if line.start <= index]
        return before[-1] if before else None


class PageTexts(QObject):
    """Reads pages on demand. Few are kept, since most are never asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._documents: OrderedDict[RenderedSection, QPdfDocument] = OrderedDict()
        self._texts: OrderedDict[PreviewPage, PageText] = OrderedDict()

    def keep(self, sections: Iterable[RenderedSection]) -> None:
        """Forget the pages of all other sections."""
        kept = frozenset(sections)
        for section in [one for one in self._documents if one not in kept]:
            self._documents.pop(section).deleteLater()
        for page in [one for one in self._texts if one.section not in kept]:
            del self._texts[page]

    def text(self, page: PreviewPage) -> PageText:
        """Return the text of a page; it is empty if the page cannot be read."""
        found = self._texts.get(page)
        if found is None:
            read = self._document(page.section).getAllText(page.index)
            found = _page_text(read.text(), [_scaled(bound) for bound in read.bounds()])
            self._texts[page] = found
            if len(self._texts) > _MAX_PAGES:
                self._texts.popitem(last=False)
        return found

    def index_at(self, page: PreviewPage, point: QPointF) -> int | None:
        """Return the position between two characters that is nearest to a point. None if the page has no text."""
        content = self.text(page)
        if not content.lines:
            return None
        if point.y() > max(line.area.bottom() for line in content.lines):
            return len(content.text)
        line = min(content.lines, key=lambda one: _distance(one.area, point))
        area = line.area
        across = min(max(point.x(), area.left()), area.right())
        first = content.lines[0].area
        # QtPdf finds the characters between two points; from the first one, their end is the position.
        begin = QPointF(first.left() + 0.5, first.center().y()) / _CSS_PER_POINT
        end = QPointF(across, area.center().y()) / _CSS_PER_POINT
        read = self._document(page.section).getSelection(page.index, begin, end)
        found = read.endIndex() if read.isValid() else 0
        return min(max(found, line.start), line.end)

    def rectangles(self, page: PreviewPage, start: int, end: int) -> tuple[QRectF, ...]:
        """Return the rectangles of a range, one for each line as a rule."""
        if start >= end:
            return ()
        read = self._document(page.section).getSelectionAtIndex(page.index, start, end - start)
        return tuple(_in_lines([_scaled(bound) for bound in read.bounds()]))

    def _document(self, section: RenderedSection) -> QPdfDocument:
        known = self._documents.pop(section, None)
        if known is None:
            known = load_pdf(section.pdf, self)
            if len(self._documents) >= _MAX_DOCUMENTS:
                self._documents.popitem(last=False)[1].deleteLater()
        self._documents[section] = known
        return known


def _page_text(text: str, pieces: Sequence[QRectF]) -> PageText:
    """Assign the rectangles, which are in the order of the text, to its lines."""
    areas = _in_lines(pieces)
    lines: list[TextLine] = []
    start = 0
    written = text.split(_LINE_END)
    for number, line in enumerate(written):
        if line and number < len(areas):
            lines.append(TextLine(start, start + len(line), areas[number]))
        start += len(line) + len(_LINE_END)
    return PageText(text, tuple(lines))


def _in_lines(pieces: Iterable[QRectF]) -> list[QRectF]:
    """Unite the pieces of the same line: QtPdf has one for each font and width of space."""
    lines: list[QRectF] = []
    for piece in pieces:
        if lines:
            line = lines[-1]
            is_beside = line.top() - 1 <= piece.center().y() <= line.bottom() + 1
            is_around = piece.top() <= line.center().y() <= piece.bottom()
            if (is_beside or is_around) and piece.left() >= line.right() - _SAME_LINE * _CSS_PER_POINT:
                lines[-1] = line.united(piece.adjusted(0, 0, 0, 0.1))  # a dash may have no height
                continue
        lines.append(piece)
    return lines


def _scaled(bound: QPolygonF) -> QRectF:
    area = bound.boundingRect()
    return QRectF(area.topLeft() * _CSS_PER_POINT, area.size() * _CSS_PER_POINT)


def _distance(area: QRectF, point: QPointF) -> tuple[float, float]:
    """Return how far a line is above or below a point, then how far beside it."""
    below = max(area.top() - point.y(), point.y() - area.bottom(), 0.0)
    beside = max(area.left() - point.x(), point.x() - area.right(), 0.0)
    return round(below), beside

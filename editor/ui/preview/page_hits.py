"""Search results on the pages: tinted where the text of a field with results has the words.

QtPdf takes about 3 ms for each, so those of the pages in view are located bit by bit, between other events.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRectF, QTimer, Signal, Slot

from editor.document.search import Query, matches
from editor.ui.preview.page_stack import PreviewPage
from editor.ui.preview.page_texts import PageTexts

_SLICE = 0.008
"""Seconds in which results are located before other events have their turn."""
_LINE_END = "\r\n"


class PageHits(QObject):
    """The results of one view. `visible` returns its pages in view."""

    changed = Signal()

    def __init__(self, texts: PageTexts, visible: Callable[[], Sequence[PreviewPage]], parent: QObject) -> None:
        super().__init__(parent)
        self._texts = texts
        self._visible = visible
        self._query = Query("")
        self._paths: frozenset[str] = frozenset()
        self._located: dict[PreviewPage, list[QRectF]] = {}
        self._waiting: dict[PreviewPage, list[tuple[int, int]]] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._locate)

    def show(self, query: Query, paths: frozenset[str]) -> None:
        """Tint what a query finds in the fields at these paths; nothing for an empty query."""
        if (query, paths) != (self._query, self._paths):
            self._query, self._paths = query, paths
            self._located.clear()
            self._waiting.clear()
            self.look()
            self.changed.emit()

    @Slot()
    def look(self) -> None:
        """Locate the results on pages that came into view."""
        if self._query.text and self._paths:
            self._timer.start()

    def areas_on(self, page: PreviewPage) -> Sequence[QRectF]:
        """Return the rectangles located so far, in CSS pixels of the page."""
        return self._located.get(page, ())

    @Slot()
    def _locate(self) -> None:
        end = time.monotonic() + _SLICE
        for page in self._visible():
            if page not in self._located:
                self._located[page] = []
                self._waiting[page] = _found(self._texts.text(page).text, self._query)
            waiting = self._waiting.get(page, [])
            while waiting:
                start, stop = waiting.pop(0)
                areas = self._texts.rectangles(page, start, stop)
                if areas and str(page.path_at(areas[0].center())) in self._paths:
                    self._located[page] += areas
                    self.changed.emit()
                if time.monotonic() > end:
                    return
        self._timer.stop()


def _found(text: str, query: Query) -> list[tuple[int, int]]:
    """Return what a query finds in the text of a page, also over line ends."""
    read: list[str] = []
    places: list[int] = []
    position = 0
    for line in text.split(_LINE_END):
        read.append(line)
        places += range(position, position + len(line))
        position += len(line) + len(_LINE_END)
        if not line.endswith((" ", "-")):  # the end of a paragraph; at other line ends, the space is part of the line
            read.append("\n")
            places.append(position - 1)
    places.append(position)
    return [(places[start], places[start + length - 1] + 1) for start, length in matches(query, "".join(read))]

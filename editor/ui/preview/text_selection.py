"""The selected text of the pages, from an anchor to a head, over any number of pages.

A selection made of words or lines grows by whole words or lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import QObject, QRectF, Signal

from editor.ui.preview.page_stack import PageStack, PreviewPage
from editor.ui.preview.page_texts import PageTexts

_WORD = re.compile(r"\w+(?:[’'.,\-‑/]\w+)*")
"""A word, also one such as `state-owned`, `2.5` or `China’s`."""
_LINE_END = "\r\n"
_MARKERS = str.maketrans(dict.fromkeys("\x02\ufffe\u00ad"))
"""What QtPdf reports in place of a hyphen that a line break made, and soft hyphens."""


class TextSpot(NamedTuple):
    """A position between two characters of a page."""

    page: PreviewPage
    at: int


class Unit(Enum):
    """What a selection grows by."""

    CHARACTER = auto()
    WORD = auto()
    LINE = auto()


class PageRange(NamedTuple):
    """The selected characters of the page at a position (from 0) of the stack."""

    position: int
    page: PreviewPage
    start: int
    end: int


class TextSelection(QObject):
    """The selection of one view. `stack` returns its pages."""

    changed = Signal()

    def __init__(self, texts: PageTexts, stack: Callable[[], PageStack], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._stack = stack
        self._unit = Unit.CHARACTER
        self._first: tuple[TextSpot, TextSpot] | None = None
        """What the first click took: it stays selected."""
        self._anchor: TextSpot | None = None
        self._head: TextSpot | None = None
        self._areas: dict[PageRange, tuple[QRectF, ...]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is selected."""
        return self._anchor == self._head

    @property
    def head(self) -> TextSpot | None:
        """The end that moves."""
        return self._head

    def begin(self, spot: TextSpot, unit: Unit = Unit.CHARACTER) -> None:
        """Begin a selection at a spot, with the word or line there if it grows by these."""
        self._unit = unit
        self._first = self._around(spot)
        self._set(*self._first)

    def extend(self, spot: TextSpot) -> None:
        """Move the head to a spot; begin there if there is no selection."""
        if self._first is None:
            self.begin(spot)
            return
        start, end = self._around(spot)
        first, last = self._first
        if self._key(start) < self._key(first):
            self._set(last, start)
        else:
            self._set(first, max(end, last, key=self._key))

    def select(self, start: TextSpot, end: TextSpot) -> None:
        """Select from one spot to another."""
        self._unit = Unit.CHARACTER
        self._first = (start, start)
        self._set(start, end)

    def select_all(self) -> None:
        """Select the text of all pages."""
        pages = self._stack().pages
        if pages:
            self.select(TextSpot(pages[0], 0), TextSpot(pages[-1], len(self._texts.text(pages[-1]).text)))

    def clear(self) -> None:
        """Select nothing."""
        self._first = None
        self._set(None, None)

    def follow_pages(self) -> None:
        """Clear the selection if one of its pages has changed or is gone."""
        spots = (self._anchor, self._head)
        there = self._stack().pages
        positions = [self._stack().position_of(spot.page.key) for spot in spots if spot is not None]
        if any(one is None for one in positions) or any(
            spot is not None and there[position].section is not spot.page.section
            for spot, position in zip(spots, positions, strict=False)
            if position is not None
        ):
            self.clear()

    def ranges(self) -> Iterator[PageRange]:
        """Yield the selected ranges by page."""
        if self._anchor is None or self._head is None or self.is_empty:
            return
        first, last = sorted((self._anchor, self._head), key=self._key)
        begin, end = self._key(first)[0], self._key(last)[0]
        for position in range(begin, end + 1):
            page = self._stack().pages[position]
            start = first.at if position == begin else 0
            stop = last.at if position == end else len(self._texts.text(page).text)
            yield PageRange(position, page, start, stop)

    def areas_on(self, position: int) -> tuple[QRectF, ...]:
        """Return the selected rectangles of a page, in CSS pixels of the page."""
        if self.is_empty or self._anchor is None or self._head is None:
            return ()
        ends = self._key(self._anchor)[0], self._key(self._head)[0]
        if not min(ends) <= position <= max(ends):
            return ()
        found = next((one for one in self.ranges() if one.position == position), None)
        if found is None:
            return ()
        if found not in self._areas:
            if len(self._areas) > 16:
                self._areas.clear()
            self._areas[found] = self._texts.rectangles(found.page, found.start, found.end)
        return self._areas[found]

    def text(self) -> str:
        """Return the selected text. Lines of one field are joined; fields are separated by line breaks."""
        written = ""
        field: object = None
        for selected in self.ranges():
            content = self._texts.text(selected.page)
            for line in content.lines:
                start, end = max(line.start, selected.start), min(line.end, selected.end)
                if start >= end:
                    continue
                path = selected.page.path_at(line.area.center())
                if written and (path is None or path != field):
                    written = f"{written.rstrip(' ')}\n"
                written += content.text[start:end].translate(_MARKERS)
                field = path
        return written.strip()

    # By keyboard

    def step(self, unit: Unit, forward: bool) -> None:
        """Move the head by one character, word or line."""
        if self._head is not None:
            self._move(self._stepped(self._head, unit, forward))

    def to_edge(self, forward: bool, *, of_all: bool) -> None:
        """Move the head to the start or end of its line, or of all pages."""
        head, pages = self._head, self._stack().pages
        if head is None or not pages:
            return
        if of_all:
            page = pages[-1 if forward else 0]
            self._move(TextSpot(page, len(self._texts.text(page).text) if forward else 0))
            return
        line = self._texts.text(head.page).line_at(head.at)
        if line is not None:
            self._move(TextSpot(head.page, line.end if forward else line.start))

    def _move(self, spot: TextSpot) -> None:
        anchor = self._anchor
        if anchor is not None:
            self.select(anchor, spot)

    def _stepped(self, spot: TextSpot, unit: Unit, forward: bool) -> TextSpot:
        content = self._texts.text(spot.page)
        text, index = content.text, spot.at
        at_edge = index >= len(text) if forward else index <= 0
        if at_edge:
            return self._beside(spot, forward)
        match unit:
            case Unit.CHARACTER:
                skips = text[index : index + 2] if forward else text[max(0, index - 2) : index]
                width = 2 if skips == _LINE_END else 1
                return spot._replace(at=index + width if forward else index - width)
            case Unit.WORD:
                if forward:
                    ends = (match.end() for match in _WORD.finditer(text, index))
                    return spot._replace(at=next(ends, len(text)))
                starts = [match.start() for match in _WORD.finditer(text) if match.start() < index]
                return spot._replace(at=starts[-1] if starts else 0)
            case Unit.LINE:
                return self._line_beside(spot, forward)

    def _line_beside(self, spot: TextSpot, forward: bool) -> TextSpot:
        content = self._texts.text(spot.page)
        line = content.line_at(spot.at)
        if line is None:
            return self._beside(spot, forward)
        number = content.lines.index(line) + (1 if forward else -1)
        if not 0 <= number < len(content.lines):
            return spot._replace(at=len(content.text) if forward else 0)
        there = content.lines[number]
        return spot._replace(at=min(there.start + spot.at - line.start, there.end))

    def _beside(self, spot: TextSpot, forward: bool) -> TextSpot:
        """Return the start of the next page, or the end of the one before."""
        pages = self._stack().pages
        position = self._key(spot)[0] + (1 if forward else -1)
        if not 0 <= position < len(pages):
            return spot
        page = pages[position]
        return TextSpot(page, 0 if forward else len(self._texts.text(page).text))

    # Ends

    def _around(self, spot: TextSpot) -> tuple[TextSpot, TextSpot]:
        content = self._texts.text(spot.page)
        match self._unit:
            case Unit.CHARACTER:
                return spot, spot
            case Unit.WORD:
                for found in _WORD.finditer(content.text):
                    if found.start() <= spot.at <= found.end():
                        return spot._replace(at=found.start()), spot._replace(at=found.end())
                return spot, spot._replace(at=min(spot.at + 1, len(content.text)))
            case Unit.LINE:
                line = content.line_at(spot.at)
                if line is None:
                    return spot, spot
                return spot._replace(at=line.start), spot._replace(at=line.end)

    def _key(self, spot: TextSpot) -> tuple[int, int]:
        return self._stack().position_of(spot.page.key) or 0, spot.at

    def _set(self, anchor: TextSpot | None, head: TextSpot | None) -> None:
        if (anchor, head) != (self._anchor, self._head):
            self._anchor, self._head = anchor, head
            self._areas.clear()
            self.changed.emit()

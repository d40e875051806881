"""A PDF as its readers see it: lines of text, page by page, with the running elements apart; and its pixels."""

import re
from dataclasses import dataclass
from typing import Any

import pypdfium2

HEAD, FOOT = 20 * 72 / 25.4, 20 * 72 / 25.4
"""How far running heads and page numbers reach into the page, in points from its upper and lower edge."""


@dataclass(frozen=True)
class PrintedLine:
    """A line of text and its rectangle, in points from the page's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class PrintedPage:
    """A page's lines in the order in which they are drawn. The cover has no running elements."""

    lines: tuple[PrintedLine, ...]
    running_elements: tuple[PrintedLine, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


def pages_of(pdf: bytes) -> list[PrintedPage]:
    """All pages as text."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_page(page, number) for number, page in enumerate(document, 1)]


def text_of(pdf: bytes) -> str:
    """All text but the running elements."""
    return "\n".join(page.text for page in pages_of(pdf))


def squeezed(text: str) -> str:
    """Text without white space and bullets, for comparisons that ignore line breaks."""
    return re.sub(r"[\s•]", "", text)


def _page(page: Any, number: int) -> PrintedPage:
    _, height = page.get_size()
    text_page = page.get_textpage()
    lines: list[PrintedLine] = []
    start = 0
    for text in text_page.get_text_range().split("\r\n"):
        boxes = [text_page.get_charbox(index) for index in range(start, start + len(text))]
        start += len(text) + 2
        boxes = [box for box in boxes if box[2] > box[0]]
        if boxes:
            left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
            right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
            lines.append(PrintedLine(text, left, height - top, right, height - bottom))
    running_elements = [line for line in lines if number > 1 and (line.bottom < HEAD or line.top > height - FOOT)]
    return PrintedPage(tuple(line for line in lines if line not in running_elements), tuple(running_elements))

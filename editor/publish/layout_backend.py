"""Layout and preview with WeasyPrint's public interface alone.

`layout_memory` has a faster backend with the same results. It needs private parts of WeasyPrint, so it is used only
with versions of WeasyPrint that it was tested with.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from weasyprint import HTML, Document
from weasyprint.urls import URLFetcher

BACKDROP_MARGIN = 10
"""How far the white background of a preview page extends beyond the page, in PDF points."""


Facts = tuple[Any, ...]


@dataclass(frozen=True, slots=True, eq=False)
class SharedFonts:
    """The first part of preview PDFs: their fonts. `number` changes when the content does; 0 means that it is empty."""

    number: int = 0
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class PreviewPdf:
    """The pages of one section; `fonts.content` followed by `body` is a PDF file."""

    fonts: SharedFonts
    body: bytes


@dataclass(frozen=True, slots=True)
class Drawing:
    """How pages are drawn: what is open meanwhile, and what completes the fonts of the PDF with them."""

    open: Callable[[], AbstractContextManager[None]]
    complete_fonts: Callable[[Any, Iterable[Any]], None]


class PreviewPdfWriter:
    """Writes the pages of one section as a PDF for the preview, without links, bookmarks, tags and compression."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing

    @property
    def fonts(self) -> Mapping[int, Any]:
        """The fonts that were used, by their keys in WeasyPrint."""
        return {}

    def write(self, document: Document) -> PreviewPdf:
        """All pages of the document."""
        pages = [_without_links(page) for page in document.pages]
        with self._drawing.open():
            body: bytes = document.copy(pages).write_pdf(finisher=self._finish, uncompressed_pdf=True)
        return PreviewPdf(SharedFonts(), body)

    def _finish(self, document: Document, pdf: Any) -> None:
        self._drawing.complete_fonts(pdf, document.fonts.values())
        _add_backdrop(pdf)


class LayoutBackend:
    """Parses, lays out and draws sections; each one from scratch."""

    def parse(self, html: str, base_url: str, fetcher: URLFetcher) -> HTML:
        """A source that can be rendered."""
        return HTML(string=html, base_url=base_url, url_fetcher=fetcher)

    def laying_out(self, section: str) -> AbstractContextManager[None]:
        """Open while WeasyPrint lays out the section of that name."""
        return nullcontext()

    def drawing(self) -> AbstractContextManager[None]:
        """Open while WeasyPrint draws pages."""
        return nullcontext()

    def writing(self) -> AbstractContextManager[None]:
        """Open while WeasyPrint writes a file, beside `drawing`."""
        return nullcontext()

    def is_prepared(self, section: str) -> bool:
        """Whether laying out the section once more in advance would not make its next layout faster."""
        return True

    def packed(self, document: Document, facts: Facts, drawing: AbstractContextManager[None]) -> bytes:
        """The pages for another process, and facts about them; nothing if this backend cannot pack them."""
        return b""

    def unpacked(self, data: bytes, fonts: Mapping[int, Any]) -> tuple[list[Any], Facts] | None:
        """What was packed, to be drawn with these fonts; None if that is not possible."""
        return None

    def preview_writer(self, drawing: Drawing) -> PreviewPdfWriter:
        """A writer for one window."""
        return PreviewPdfWriter(drawing)


def backdrop(left: float, bottom: float, width: float, height: float) -> bytes:
    """PDF operators for a white rectangle behind a page, in PDF points. On white, all pixels are opaque."""
    margin = BACKDROP_MARGIN
    return b"1 g %f %f %f %f re f" % (left - margin, bottom - margin, width + 2 * margin, height + 2 * margin)


def _without_links(page: Any) -> Any:
    page = copy.copy(page)
    page.links, page.anchors, page.bookmarks = [], {}, []
    return page


def _add_backdrop(pdf: Any) -> None:
    for page in pdf.objects:
        if isinstance(page, dict) and page.get("Type") == "/Page":
            left, bottom, right, top = page["MediaBox"]
            stream = pdf.objects[int(page["Contents"].split()[0])].stream
            stream.insert(0, backdrop(left, bottom, right - left, top - bottom))

"""Sections of HTML as laid-out pages, with the rectangle of each path on them."""

from __future__ import annotations

import logging
from base64 import b64decode
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from editor.publish import PublishError
from editor.publish.layout_memory import why_off
from editor.publish.line_numbers import PageLines
from editor.publish.qr_code import SVG_DATA
from editor.publish.weasyprint_import.fast_import import fast_import

with fast_import(is_tested=not why_off()):  # other modules that import WeasyPrint are imported after this one
    from weasyprint import CSS, Document, Page
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    from editor.publish.layout_backend import Drawing, LayoutBackend, PreviewPdfWriter
    from editor.publish.weasyprint_fixes import text_lines
    from editor.publish.weasyprint_fixes.attribute_lists import ATTRIBUTE_LISTS, released_attribute_lists
    from editor.publish.weasyprint_fixes.font_files import FONT_FILES, remove_at_exit
    from editor.publish.weasyprint_fixes.glyph_text import GLYPH_TEXT, drawn_as_typed, map_glyphs
    from editor.publish.weasyprint_fixes.line_breaks import LINE_BREAKS, corrected_line_breaks
    from editor.publish.weasyprint_fixes.line_ends import remembered_spaces
    from editor.publish.weasyprint_fixes.registry import ActiveFixes
    from editor.publish.weasyprint_fixes.text_lines import TEXT_LINES

Rectangle = text_lines.Rectangle


class ThemeFetcher(URLFetcher):  # type: ignore[misc]
    """Reads files of the theme. Every other address is refused and added to `refused`.

    Addresses are in the first folder; a file that it does not have is read from the next one.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(allowed_protocols={"file"})
        self._folders = [folder.resolve() for folder in folders]
        self.refused: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Read a file of the theme. Raises ValueError for everything else."""
        if url.startswith(SVG_DATA):  # made by this program; what it refers to is fetched by this fetcher, too
            return URLFetcherResponse(url, b64decode(url[len(SVG_DATA) :]), {"Content-Type": "image/svg+xml"})
        if file := self.file(url):
            return super().fetch(file.as_uri(), headers)
        self.refused.append(url)
        raise ValueError(f"Only files of the theme are read, not {url[:80]}")

    def file(self, url: str) -> Path | None:
        """The file of the theme at that address."""
        start = self._folders[0].as_uri() + "/"
        if not url.startswith(start):
            return None
        relative = url2pathname(urlsplit(url).path.removeprefix(urlsplit(start).path))
        for folder in self._folders:
            try:
                wanted = (folder / relative).resolve(strict=True)
            except (OSError, ValueError):
                continue
            if wanted.is_relative_to(folder):
                return wanted
        return None


class LaidOutSection:
    """A section's pages. Recorded ones come from another process."""

    def __init__(self, document: Document, fixes: ActiveFixes, *, is_recorded: bool = False) -> None:
        self.document = document
        self.is_recorded = is_recorded
        self._fixes = fixes

    @property
    def pages(self) -> tuple[Page, ...]:
        return tuple(self.document.pages)

    @cached_property
    def page_count(self) -> int:
        return len(self.document.pages)

    @cached_property
    def rectangles(self) -> tuple[dict[str, Rectangle], ...]:
        """For each page: path -> (left, top, right, bottom) in CSS pixels."""
        return tuple(page.anchors for page in self.document.pages)

    @cached_property
    def line_rectangles(self) -> tuple[dict[str, tuple[Rectangle, ...]], ...]:
        """For each page: path -> one rectangle per line, for paths whose text is on several lines of other text."""
        return tuple(
            self._fixes.result(TEXT_LINES, partial(text_lines.line_rectangles, page), {})
            for page in self.document.pages
        )

    def page_of(self, path: str) -> int:
        """The index of the first page that shows a path. Raises PublishError if none does."""
        for index, page in enumerate(self.document.pages):
            if path in page.anchors:
                return index
        raise PublishError(f"The theme's pages do not show {path}.", "Give an element of its templates this id.")

    @cached_property
    def page_lines(self) -> tuple[PageLines, ...]:
        """The lines of each page; none if they are not known."""
        return tuple(
            PageLines(
                (page.width, page.height),
                self._fixes.result(TEXT_LINES, partial(text_lines.content_origin, page), (0.0, 0.0)),
                self._fixes.result(TEXT_LINES, partial(text_lines.baselines, page), ()),
            )
            for page in self.document.pages
        )

    @cached_property
    def overflow_lines(self) -> int:
        """The number of lines on the last of several pages; 0 if there is one page, or if the number is not known."""
        *before, last = self.document.pages
        return self._fixes.result(TEXT_LINES, partial(text_lines.line_count, last), 0) if before else 0


class Layout:
    """Lays out sections with one stylesheet and one set of fonts, both read once."""

    def __init__(self, folders: Sequence[Path], stylesheet: str) -> None:
        self._base = folders[0].resolve().as_uri() + "/"
        self.fetcher = ThemeFetcher(folders)
        self.fixes = ActiveFixes()
        self._fonts = _fonts()
        self._backend = _backend(stylesheet)
        self._stylesheet = CSS(
            string=stylesheet, base_url=self._base, url_fetcher=self.fetcher, font_config=self._fonts
        )
        self.fixes.result(FONT_FILES, partial(remove_at_exit, self._fonts), None)

    def is_prepared(self, name: str) -> bool:
        """Whether the next layout of that section will be as fast as it can be."""
        return self._backend.is_prepared(name)

    @contextmanager
    def drawing(self) -> Iterator[None]:
        """Open while WeasyPrint draws pages."""
        with ExitStack() as stack:
            if ATTRIBUTE_LISTS in self.fixes:
                stack.enter_context(released_attribute_lists())
            if GLYPH_TEXT in self.fixes:
                stack.enter_context(drawn_as_typed())
            stack.enter_context(self._backend.drawing())  # it remembers what is drawn as typed
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Open while WeasyPrint draws pages and writes them as a file."""
        with self.drawing(), self._backend.writing():
            yield

    def complete_fonts(self, pdf: Any, fonts: Iterable[Any]) -> None:
        """Complete the fonts of a PDF that was drawn with them."""
        if GLYPH_TEXT in self.fixes:
            map_glyphs(pdf, fonts)

    def preview_writer(self) -> PreviewPdfWriter:
        """A writer of preview PDFs for one window."""
        return self._backend.preview_writer(Drawing(self.drawing, self.complete_fonts))

    def lay_out(self, html: str, name: str = "") -> LaidOutSection:
        """Lay out one section. Results of the last layout with that name are reused where nothing changed.

        Raises PublishError where the layout fails.
        """
        try:
            source = self._backend.parse(html, self._base, self.fetcher)
            with self._corrections(), self._backend.laying_out(name):
                document = source.render(
                    font_config=self._fonts, stylesheets=[self._stylesheet], pdf_variant="pdf/a-2a", pdf_tags=True
                )
        except Exception as problem:  # WeasyPrint documents no exceptions
            raise PublishError(
                f"The page layout stopped with {type(problem).__name__}.",
                "Shorten the newest text, or look for unusual characters in it.",
            ) from problem
        return LaidOutSection(document, self.fixes)

    def packed(self, laid_out: LaidOutSection) -> bytes:
        """Pages for another process with the same theme; nothing if they cannot be handed over."""
        facts = (laid_out.line_rectangles, laid_out.overflow_lines)
        return self._backend.packed(laid_out.document, facts, self.drawing())

    def unpacked(self, data: bytes, writer: PreviewPdfWriter) -> LaidOutSection | None:
        """Pages from another process, which that writer can draw; None if they have to be laid out in this process."""
        found = self._backend.unpacked(data, writer.fonts)
        if found is None:
            return None
        pages, facts = found
        document = Document(pages, None, self.fetcher, self._fonts, {}, None)  # a file has the metadata of the cover
        laid_out = LaidOutSection(document, self.fixes, is_recorded=True)
        laid_out.line_rectangles, laid_out.overflow_lines = facts
        return laid_out

    @contextmanager
    def _corrections(self) -> Iterator[None]:
        """Open while WeasyPrint lays out pages."""
        with ExitStack() as stack:
            if ATTRIBUTE_LISTS in self.fixes:
                stack.enter_context(released_attribute_lists())
            if LINE_BREAKS in self.fixes:
                stack.enter_context(corrected_line_breaks())
            if GLYPH_TEXT in self.fixes:
                stack.enter_context(remembered_spaces())
            yield


def _fonts() -> FontConfiguration:
    if why_off():
        return FontConfiguration()
    from editor.publish.weasyprint_fixes.linked_fonts import LinkedFonts  # it overrides private parts of WeasyPrint

    return LinkedFonts()


def _backend(stylesheet: str) -> LayoutBackend:
    if reason := why_off():
        logging.getLogger(__name__).info("The layout memory is off: %s. Pages are the same, but slower.", reason)
        return LayoutBackend()
    from editor.publish.layout_memory.memory import RememberingBackend  # it imports private modules of WeasyPrint

    return RememberingBackend(stylesheet)

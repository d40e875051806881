"""Sections of HTML to laid-out pages, with the rectangle of every path on them."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from shutil import rmtree
from urllib.parse import urlsplit
from urllib.request import url2pathname
from weakref import finalize

from editor.publish import PublishError
from editor.publish.libraries import loaded_quickly

with loaded_quickly():  # this is the first module that imports WeasyPrint
    from weasyprint import CSS
    from weasyprint.document import Document, Page
    from weasyprint.formatting_structure.boxes import InlineBox, LineBox
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    from editor.publish.weasyprint_internals import Memory, ParsedHTML, settle

Rectangle = tuple[float, float, float, float]


class ThemeFetcher(URLFetcher):  # type: ignore[misc]
    """Serves files of the theme's folder; every other address is refused and remembered in `refused`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols={"file"})
        self._folder = folder.resolve()
        self.refused: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Fetch a file below the theme's folder. Raises ValueError for everything else."""
        if self._is_of_theme(url):
            return super().fetch(url, headers)
        self.refused.append(url)
        raise ValueError(f"Only files of the theme are read, not {url[:80]}")

    def _is_of_theme(self, url: str) -> bool:
        if not url.startswith(self._folder.as_uri() + "/"):
            return False
        try:
            wanted = Path(url2pathname(urlsplit(url).path)).resolve(strict=True)
        except (OSError, ValueError):
            return False
        return wanted.is_relative_to(self._folder)


class LaidOut:
    """A section's pages."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @property
    def pages(self) -> tuple[Page, ...]:
        return tuple(self.document.pages)

    @cached_property
    def page_count(self) -> int:
        return len(self.document.pages)

    @cached_property
    def rectangles(self) -> tuple[dict[str, Rectangle], ...]:
        """A map a page: path -> (left, top, right, bottom) in CSS pixels."""
        return tuple(page.anchors for page in self.document.pages)

    @cached_property
    def parted(self) -> tuple[dict[str, tuple[Rectangle, ...]], ...]:
        """A map a page: for paths whose words run over several lines of other text, each line's part of them."""
        return tuple(_parted(page) for page in self.document.pages)

    def page_of(self, path: str) -> int:
        """The first page, from 0, on which a path stands. Raises PublishError where it is on none."""
        for index, page in enumerate(self.document.pages):
            if path in page.anchors:
                return index
        raise PublishError(f"The theme's pages do not show {path}.", "Give an element of its templates this id.")

    @cached_property
    def run_over(self) -> int:
        """How many lines stand on the last page of a section that has more than one; 0 where one page is enough."""
        *before, last = self.document.pages
        return _lines_on(last) if before else 0

    def settle(self) -> None:
        """Give up what nobody needs once the preview has the pages: most of their memory. They can still be written."""
        _ = self.parted, self.run_over  # worked out from what goes
        settle(self.document)


def _lines_on(page: Page) -> int:
    # WeasyPrint has no public way to a page's lines. Lines side by side count as one.
    flow, *_ = page._page_box.children
    return len({round(box.position_y) for box in flow.descendants() if isinstance(box, LineBox)})


def _parted(page: Page) -> dict[str, tuple[Rectangle, ...]]:
    # Of an element within lines, WeasyPrint tells the place of the first line alone.
    found: dict[str, list[Rectangle]] = {}
    waiting = [page._page_box]  # WeasyPrint's own way through all boxes takes three times as long
    while waiting:
        box = waiting.pop()
        if isinstance(box, InlineBox) and (path := box.style["anchor"]):
            left, top, width, height = box.hit_area()
            found.setdefault(path, []).append((left, top, left + width, top + height))
        waiting.extend(reversed(box.children))
    return {path: tuple(parts) for path, parts in found.items() if len(parts) > 1}


class Layout:
    """Lays out sections with one stylesheet and one set of fonts, both read once."""

    def __init__(self, folder: Path, stylesheet: str) -> None:
        self._base = folder.resolve().as_uri() + "/"
        self.fetcher = ThemeFetcher(folder)
        self._fonts = FontConfiguration()
        self._memory = Memory(stylesheet)
        self._stylesheet = CSS(
            string=stylesheet, base_url=self._base, url_fetcher=self.fetcher, font_config=self._fonts
        )
        if self._fonts._folder:
            # WeasyPrint removes its copies of the fonts when they are collected. A process may end without that.
            finalize(self._fonts, rmtree, self._fonts._folder, ignore_errors=True)

    def remembers(self, name: str) -> bool:
        """Whether that section was among the last ones, so that much will be taken over in its next layout."""
        return self._memory.remembers(name)

    def lay_out(self, html: str, name: str = "") -> LaidOut:
        """Lay out one section. What is equal in the last layout of that name is taken over from there.

        Raises PublishError where the layout fails.
        """
        try:
            source = ParsedHTML(html, self._base, self.fetcher)
            with self._memory.at_work(name):
                document = source.render(
                    font_config=self._fonts, stylesheets=[self._stylesheet], pdf_variant="pdf/a-2a", pdf_tags=True
                )
        except Exception as problem:  # WeasyPrint names none: whatever stops it is told the same way
            raise PublishError(
                f"The page layout stopped with {type(problem).__name__}.",
                "Shorten the newest text, or look for unusual characters in it.",
            ) from problem
        return LaidOut(document)

"""A web page or mail as it looks on a screen of some width: one long page, cut into tiles of equal height.

WeasyPrint has no screens. What is given to it is the page without its media queries: they are answered beforehand, for
the width and the colour scheme that is asked for.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import partial
from typing import Any

from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from editor.document.installed_theme import InstalledTheme
from editor.publish import PublishError
from editor.publish.layout import Rectangle, ThemeFetcher
from editor.publish.layout_backend import backdrop
from editor.publish.stylesheet import css_string

TILE_HEIGHT = 1000
"""CSS pixels, about. One picture of a whole page would take too much memory."""
LONGEST = 30_000
"""CSS pixels. What is longer goes on, without a gap, on a second page of WeasyPrint's."""

_END = "newsdesk-end-of-page"
_BODY_END = re.compile(r"</body\s*>", re.IGNORECASE)
_STYLE = re.compile(r"(<style[^>]*>)(.*?)(</style>)", re.IGNORECASE | re.DOTALL)
_MEDIA = re.compile(r"@media\s+([^{]*)\{")
_FEATURE = re.compile(r"\(\s*([a-z-]+)\s*:\s*([^)]*?)\s*\)")
_POINTS = 0.75
"""PDF points in a CSS pixel."""


@dataclass(frozen=True, slots=True)
class ScreenLayout:
    """`pdf` has one page for each tile. `rectangles` has for each tile a map from ids of elements to rectangles."""

    tile_size: tuple[float, float]
    rectangles: tuple[dict[str, Rectangle], ...]
    pdf: bytes


class _PageFetcher(ThemeFetcher):
    """Also reads addresses that contain what they are about, such as that of a logo (RFC 2397)."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith("data:"):
            return URLFetcher(allowed_protocols={"data"}).fetch(url, headers)
        return super().fetch(url, headers)


class Screen:
    """Lays out pages with the fonts of a theme. Nothing but files of the theme, and what the page contains, is read."""

    def __init__(self, theme: InstalledTheme) -> None:
        self._base = theme.folder.resolve().as_uri() + "/"
        self._folders = theme.folders
        self._fonts = FontConfiguration()
        faces = "".join(
            f"@font-face{{font-family:{css_string(font.family)};src:url({css_string(font.file)});"
            f"font-weight:{font.weight};font-style:{font.style}}}"
            for font in theme.declared.fonts
        )
        self._faces = self._css(faces)

    def lay_out(self, html: str, width: int, *, dark: bool) -> ScreenLayout:
        """Lay out a page for a screen of that many CSS pixels. Raises PublishError."""
        try:
            document = HTML(
                string=answered(_with_end(html), width, dark=dark),
                base_url=self._base,
                url_fetcher=_PageFetcher(self._folders),
                media_type="screen",
            ).render(stylesheets=[self._faces, self._css(_page(width))], font_config=self._fonts)
            return _tiled(document, width)
        except Exception as problem:  # WeasyPrint documents no exceptions
            raise PublishError(
                f"The layout stopped with {type(problem).__name__}.", "Open it in the browser instead."
            ) from problem

    def _css(self, text: str) -> CSS:
        fetcher = ThemeFetcher(self._folders)
        return CSS(string=text, base_url=self._base, url_fetcher=fetcher, font_config=self._fonts)


def answered(html: str, width: int, *, dark: bool) -> str:
    """The page with every media query in its style elements replaced by `all` or `not all`."""

    def answer(query: re.Match[str]) -> str:
        holds = any(_holds(part, width, dark=dark) for part in query[1].split(","))
        return f"@media {'all' if holds else 'not all'} {{"

    return _STYLE.sub(lambda style: f"{style[1]}{_MEDIA.sub(answer, style[2])}{style[3]}", html)


def _holds(query: str, width: int, *, dark: bool) -> bool:
    words = re.sub(r"\([^)]*\)", "", query).split()
    if "print" in words or "not" in words:
        return False
    return all(_feature(name, value, width, dark=dark) for name, value in _FEATURE.findall(query))


def _feature(name: str, value: str, width: int, *, dark: bool) -> bool:
    if name == "prefers-color-scheme":
        return value == ("dark" if dark else "light")
    length = re.fullmatch(r"([\d.]+)(px|em|rem)", value)
    if length is None:
        return False
    pixels = float(length[1]) * (1 if length[2] == "px" else 16)
    return {"max-width": width <= pixels, "min-width": width >= pixels}.get(name, False)


def _page(width: int) -> str:
    return f"@page{{size:{width}px {LONGEST}px;margin:0}}"


def _with_end(html: str) -> str:
    """The page with an element at its end, whose place tells how long it is."""
    end = f'<div id="{_END}"></div>'
    found = list(_BODY_END.finditer(html))
    return f"{html[: found[-1].start()]}{end}{html[found[-1].start() :]}" if found else html + end


def _tiled(document: Document, width: int) -> ScreenLayout:
    last = document.pages[-1].anchors
    end = last[_END][3] if _END in last else LONGEST
    total = max(1, math.ceil((len(document.pages) - 1) * LONGEST + end))
    count = max(1, round(total / TILE_HEIGHT))
    height = math.ceil(total / count)
    if len(document.pages) > 1:  # tiles must not cross the border of two pages
        height = next(one for one in range(min(height, TILE_HEIGHT), 0, -1) if LONGEST % one == 0)
        count = math.ceil(total / height)
    rectangles: list[dict[str, Rectangle]] = [{} for _ in range(count)]
    for number, page in enumerate(document.pages):
        for name, (left, top, right, bottom) in page.anchors.items():
            if name != _END:
                _place(rectangles, name, (left, top + number * LONGEST, right, bottom + number * LONGEST), height)
    pdf: bytes = document.write_pdf(
        finisher=partial(_cut, width=width, height=height, count=count), uncompressed_pdf=True
    )
    return ScreenLayout((width, height), tuple(rectangles), pdf)


def _place(rectangles: list[dict[str, Rectangle]], name: str, whole: Rectangle, height: int) -> None:
    left, top, right, bottom = whole
    for tile in range(max(0, int(top // height)), min(len(rectangles), int(bottom // height) + 1)):
        above = tile * height
        part = (left, max(0.0, top - above), right, min(float(height), bottom - above))
        if part[3] > part[1]:
            rectangles[tile][name] = part


def _cut(_document: Document, pdf: Any, *, width: int, height: int, count: int) -> None:
    """Show each page of the file in tiles: the same content, in other boxes."""
    pages = [one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/Page"]
    tiles: list[tuple[Any, int]] = []
    for number in range(count):
        index, top = divmod(number * height, LONGEST)
        made: Any = pages[index] if top == 0 else type(pages[index])(pages[index])
        if top:
            pdf.add_page(made)
        tiles.append((made, top))
    for page in pages:
        stream = pdf.objects[int(page["Contents"].split()[0])].stream
        stream.insert(0, backdrop(0, 0, width * _POINTS, LONGEST * _POINTS))
    for made, top in tiles:
        upper = (LONGEST - top) * _POINTS
        box = [0, upper - height * _POINTS, width * _POINTS, upper]
        made["MediaBox"] = type(made["MediaBox"])(box) if "MediaBox" in made else box
        for other in ("TrimBox", "BleedBox", "CropBox", "Annots"):
            made.pop(other, None)
    kids = pdf.pages["Kids"]
    kids[:] = [part for made, _ in tiles for part in (made.number, 0, "R")]
    pdf.pages["Count"] = len(tiles)

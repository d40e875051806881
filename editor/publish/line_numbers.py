"""Numbers of lines in the margin of a proof, for those who discuss it on paper or by telephone.

They are the background of each page and outlines, no text: nobody copies or hears them, comments on a proof are found
as before, and lines break as they do without. Numbers start again on each page.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from editor.publish.qr_code import SVG_DATA

_RIGHT = 15.5 * 96 / 25.4
"""Where the numbers end, in CSS pixels from the left edge of the page."""
_SIZE = 8.4
"""The size of the numbers in CSS pixels."""


@dataclass(frozen=True, slots=True)
class PageLines:
    """A page with the baselines of its lines, in CSS pixels from its upper left corner, which `origin` leads to.

    `origin` is the upper left corner of the text's area, from which CSS places the background of a page.
    """

    size: tuple[float, float]
    origin: tuple[float, float]
    baselines: tuple[float, ...]


def line_numbers(pages: Sequence[PageLines], font: Path, color: str) -> str:
    """The stylesheet that numbers the lines of a section. `font` is a font file, `color` a CSS colour."""
    return "".join(
        f"@page:nth({number}){{background:url({_picture(page, font, color)}) "
        f"{-page.origin[0]:.2f}px {-page.origin[1]:.2f}px / {page.size[0]:.2f}px {page.size[1]:.2f}px no-repeat}}"
        for number, page in enumerate(pages, 1)
    )


def _picture(page: PageLines, font: Path, color: str) -> str:
    width, height = page.size
    digits = "".join(
        f'<path d="{outline}" transform="translate({left:.2f} {baseline:.2f}) scale({scale:.5f} {-scale:.5f})"/>'
        for number, baseline in enumerate(page.baselines, 1)
        for outline, left, scale in _placed(str(number), font)
    )
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.2f}" height="{height:.2f}" '
        f'viewBox="0 0 {width:.2f} {height:.2f}" fill="{color}">{digits}</svg>'
    )
    return SVG_DATA + b64encode(picture.encode()).decode()


def _placed(number: str, font: Path) -> Iterator[tuple[str, float, float]]:
    """The outline of each digit, its left edge in CSS pixels, and the scale of outlines."""
    digits, units = _digits(font)
    scale = _SIZE / units
    left = _RIGHT - sum(digits[digit][1] for digit in number) * scale
    for digit in number:
        outline, advance = digits[digit]
        yield outline, left, scale
        left += advance * scale


@lru_cache(maxsize=8)
def _digits(font: Path) -> tuple[dict[str, tuple[str, float]], int]:
    """The outlines of the ten digits as SVG paths with their widths, and the units of the font's em."""
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.ttLib import TTFont

    found = {}
    with TTFont(font, lazy=True) as opened:
        glyphs, names = opened.getGlyphSet(), opened.getBestCmap()
        for digit in "0123456789":
            pen = SVGPathPen(glyphs)
            glyph = glyphs[names[ord(digit)]]
            glyph.draw(pen)
            found[digit] = (pen.getCommands(), float(glyph.width))
        return found, int(opened["head"].unitsPerEm)

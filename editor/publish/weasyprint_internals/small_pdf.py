"""A section's pages as a small PDF for the preview: drawn as in the file, without what a reader's program needs.

Links, bookmarks, tags and metadata are left out, nothing is compressed. A font is cut down to all glyphs that any
section has used, so that it is cut anew only when a glyph comes up for the first time.
"""

from __future__ import annotations

import copy
from typing import Any

import pydyf
from weasyprint import pdf
from weasyprint.document import Document, Page
from weasyprint.pdf.fonts import Font, build_fonts_dictionary

from editor.publish.weasyprint_internals.drawing import remembered_drawing
from editor.publish.weasyprint_internals.replacing import replaced

BEYOND = 10
"""How far the white ground goes beyond the page, so that no edge of it shines through. In PDF points."""


class SmallPdfs:
    """Writes small PDFs, and keeps their fonts from one to the next."""

    def __init__(self) -> None:
        self._fonts: dict[int, Font] = {}
        self._cut: dict[str, tuple[int, bytes]] = {}

    def written(self, document: Document) -> bytes:
        """All pages of a section."""
        bare = document.copy([_bare(page) for page in document.pages])
        bare.fonts = _FontsInUse(self._fonts)
        with remembered_drawing(), replaced((pdf, "build_fonts_dictionary", self._fonts_dictionary)):
            data: bytes = bare.write_pdf(finisher=_on_white, uncompressed_pdf=True)
        return data

    def _fonts_dictionary(self, file: Any, fonts: _FontsInUse, compress: bool, subset: bool, options: Any) -> Any:
        """In place of `pdf.fonts.build_fonts_dictionary`, which cuts all fonts of each file."""
        cut = {key: self._cut_font(font, options["hinting"]) for key, font in fonts.items()}
        return build_fonts_dictionary(file, cut, compress, subset, options)

    def _cut_font(self, font: Font, hinting: bool) -> Font:
        glyphs: dict[int, str] = {}
        for one in self._fonts.values():
            if one.hash == font.hash:  # WeasyPrint may have several for one typeface
                glyphs.update(one.to_unicode)
        count, content = self._cut.get(font.hash, (0, b""))
        cut = copy.copy(font)
        if count != len(glyphs):
            cut.clean(glyphs, hinting)
            count, content = self._cut[font.hash] = (len(glyphs), cut.file_content)
        cut.file_content = content
        cut.clean = _nothing_more
        if not font.missing:
            cut.to_unicode = {}  # nobody copies text out of the preview
        return cut


class _FontsInUse(dict[int, Font]):
    """The fonts of one file, taken from those that are there already."""

    def __init__(self, known: dict[int, Font]) -> None:
        super().__init__()
        self._known = known

    def __contains__(self, key: object) -> bool:
        if isinstance(key, int) and not super().__contains__(key) and key in self._known:
            super().__setitem__(key, self._known[key])
        return super().__contains__(key)

    def __setitem__(self, key: int, font: Font) -> None:
        self._known[key] = font
        super().__setitem__(key, font)


def _nothing_more(to_unicode: Any, hinting: bool) -> None:
    """The font is cut already."""


def _bare(page: Page) -> Page:
    bare = copy.copy(page)
    bare.links, bare.bookmarks, bare.anchors = [], [], {}
    return bare


def _on_white(document: Document, file: pydyf.PDF) -> None:
    """Give each page a white ground, so that its pixels are opaque."""
    for page in file.objects:
        if isinstance(page, pydyf.Dictionary) and page.get("Type") == "/Page":
            left, bottom, right, top = page["MediaBox"]
            ground = (left - BEYOND, bottom - BEYOND, right - left + 2 * BEYOND, top - bottom + 2 * BEYOND)
            contents = file.objects[int(page["Contents"].split()[0])]
            contents.stream.insert(0, b"1 g %f %f %f %f re f" % ground)

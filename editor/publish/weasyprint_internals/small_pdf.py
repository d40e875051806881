"""A section's pages as a small PDF for the preview: drawn as in the file, without what a reader's program needs.

Links, bookmarks, tags and metadata are left out, nothing is compressed. All sections share one set of fonts, cut down
to the glyphs that any of them has used. It is the first half of every small PDF: made and sent only when a glyph comes
up for the first time, and kept once for hundreds of sections. What follows it are a section's own pages.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pydyf
from tinycss2.color5 import D50, D65
from weasyprint import DEFAULT_OPTIONS
from weasyprint.document import Document, Page
from weasyprint.pdf import _use_references
from weasyprint.pdf.fonts import Font, build_fonts_dictionary
from weasyprint.pdf.stream import Stream

from editor.publish.weasyprint_internals.drawing import remembered_drawing
from editor.publish.weasyprint_internals.settled import paint_and_note

BEYOND = 10
"""How far the white ground goes beyond the page, so that no edge of it shines through. In PDF points."""

_COLOR_SPACES = {
    name: pydyf.Array(
        ("/Lab", pydyf.Dictionary({"WhitePoint": pydyf.Array(white), "Range": pydyf.Array((-125, 125) * 2)}))
    )
    for name, white in (("lab-d50", D50), ("lab-d65", D65))
}
"""As in WeasyPrint's own files."""

SCALE = 0.75
"""PDF points in a CSS pixel."""


@dataclass(frozen=True, slots=True, eq=False)
class Fonts:
    """The beginning of small PDFs: the objects of all fonts. `dictionary` is the number of the one that names them."""

    number: int
    content: bytes
    offsets: tuple[int, ...]
    dictionary: int


@dataclass(frozen=True, slots=True)
class SmallPdf:
    """`fonts.content` and `body` together are a file."""

    fonts: Fonts
    body: bytes


class SmallPdfs:
    """Writes small PDFs, and keeps their fonts from one to the next."""

    def __init__(self) -> None:
        self._fonts: dict[int, Font] = {}
        self._cut: dict[str, tuple[int, bytes]] = {}
        self._used: tuple[Any, ...] | None = None
        self._written = Fonts(0, b"", (), 0)
        self._alphas: dict[str, pydyf.Dictionary] = {}

    def written(self, document: Document) -> SmallPdf:
        """All pages of a section, which are left with notes for `settle`."""
        body = _Body(self._alphas)
        with remembered_drawing():
            streams = [body.stream(page, self._fonts) for page in document.pages]
        self._alphas |= body.alphas
        fonts = self._current_fonts()
        return SmallPdf(fonts, body.after(fonts, document.pages, streams))

    def _current_fonts(self) -> Fonts:
        used = tuple((key, len(one.to_unicode), len(one.widths), len(one.missing)) for key, one in self._fonts.items())
        if used != self._used:
            self._used = used
            file = pydyf.PDF()
            first = len(file.objects)
            cut = {key: self._cut_font(font) for key, font in self._fonts.items()}
            dictionary = build_fonts_dictionary(file, cut, False, True, DEFAULT_OPTIONS)
            file.add_object(dictionary)
            content, offsets = _joined(b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n", file.objects[first:])
            self._written = Fonts(self._written.number + 1, content, offsets, dictionary.number)
        return self._written

    def _cut_font(self, font: Font) -> Font:
        glyphs: dict[int, str] = {}
        for one in self._fonts.values():
            if one.hash == font.hash:  # WeasyPrint may have several for one typeface
                glyphs.update(one.to_unicode)
        count, content = self._cut.get(font.hash, (0, b""))
        cut = copy.copy(font)
        if count != len(glyphs):
            cut.clean(glyphs, DEFAULT_OPTIONS["hinting"])
            count, content = self._cut[font.hash] = (len(glyphs), cut.file_content)
        cut.file_content = content
        cut.clean = _nothing_more
        if not font.missing:
            cut.to_unicode = {}  # nobody copies text out of the preview
        return cut


class _Body:
    """What follows the fonts: pages, and all that they refer to. Lines painted before refer to `alphas` by name."""

    def __init__(self, alphas: Mapping[str, pydyf.Dictionary]) -> None:
        self._images: dict[str, Any] = {}
        self._file = pydyf.PDF()
        self._resources = pydyf.Dictionary(
            {name: pydyf.Dictionary() for name in ("XObject", "Pattern", "Shading")}
            | {"ExtGState": pydyf.Dictionary(alphas), "ColorSpace": pydyf.Dictionary(_COLOR_SPACES)}
        )

    @property
    def alphas(self) -> dict[str, pydyf.Dictionary]:
        """The states that set nothing but how opaque something is."""
        return {name: state for name, state in self._resources["ExtGState"].items() if name[0] in "aA"}

    def stream(self, page: Page, fonts: dict[int, Font]) -> Stream:
        """A page's content."""
        left, top = page.bleed["left"], page.bleed["top"]
        across, down = page.width + left + page.bleed["right"], page.height + top + page.bleed["bottom"]
        stream = Stream(fonts, (-left, -top, across, down), self._resources, self._images, None, {}, None)
        # On a white ground pixels are opaque.
        ground = (-left * SCALE - BEYOND, -page.bleed["bottom"] * SCALE - BEYOND)
        stream.stream.append(
            b"1 g %f %f %f %f re f" % (*ground, across * SCALE + 2 * BEYOND, down * SCALE + 2 * BEYOND)
        )
        stream.transform(d=-1, f=page.height * SCALE)
        paint_and_note(page, stream, SCALE)
        return stream

    def after(self, fonts: Fonts, pages: list[Page], streams: list[Stream]) -> bytes:
        """The whole of it, numbered from where the fonts end."""
        file, resources = self._file, self._resources
        first = len(file.objects)
        file.objects += [None] * len(fonts.offsets)
        resources["Font"] = b"%d 0 R" % fonts.dictionary
        file.add_object(resources)
        for page, stream in zip(pages, streams, strict=True):
            bleed = page.bleed
            box = (-bleed["left"], -bleed["bottom"], page.width + bleed["right"], page.height + bleed["top"])
            file.add_object(stream)
            file.add_page(
                pydyf.Dictionary(
                    {
                        "Type": "/Page",
                        "Parent": file.pages.reference,
                        "MediaBox": pydyf.Array([length * SCALE for length in box]),
                        "Contents": stream.reference,
                        "Resources": resources.reference,
                    }
                )
            )
        _use_references(file, resources, self._images, {})
        own = [one for one in file.objects[1:] if one is not None]
        content, offsets = _joined(b"", own, len(fonts.content))
        places = {one.number: offset for one, offset in zip(own, offsets, strict=True)}
        places |= dict(enumerate(fonts.offsets, first))
        entries = [b"0000000000 65535 f \n", *(b"%010d 00000 n \n" % places[number] for number in sorted(places))]
        start = len(fonts.content) + len(content)
        trailer = b"trailer\n<</Size %d/Root %b>>\nstartxref\n%d\n%%%%EOF\n"
        end = trailer % (len(entries), file.catalog.reference, start)
        return b"".join((content, b"xref\n0 %d\n" % len(entries), *entries, end))


def _joined(beginning: bytes, objects: list[Any], start: int = 0) -> tuple[bytes, tuple[int, ...]]:
    """Objects one after the other, and where in the file each of them begins."""
    parts, offsets, position = [beginning], [], start + len(beginning)
    for one in objects:
        part = one.indirect + b"\n"
        parts.append(part)
        offsets.append(position)
        position += len(part)
    return b"".join(parts), tuple(offsets)


def _nothing_more(to_unicode: Any, hinting: bool) -> None:
    """The font is cut already."""

"""Preview PDFs that begin with the fonts of all sections, which change only when a section uses a new glyph."""

import copy
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pydyf
from tinycss2.color5 import D50, D65
from weasyprint import DEFAULT_OPTIONS, Document, Page
from weasyprint.pdf import _use_references
from weasyprint.pdf.fonts import Font, build_fonts_dictionary
from weasyprint.pdf.stream import Stream

from editor.publish.layout_backend import Drawing, PreviewPdf, PreviewPdfWriter, SharedFonts, backdrop
from editor.publish.layout_memory.drawn_lines import remembered_lines

_SCALE = 0.75  # PDF points in a CSS pixel
_LAB = "[/Lab<</WhitePoint[%f %f %f]/Range[-125 125 -125 125]>>]"


class SharedFontsWriter(PreviewPdfWriter):
    """Writes preview PDFs, and keeps their fonts from one to the next."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__(drawing)
        self._fonts: dict[int, Font] = {}
        self._subsets: dict[str, tuple[int, bytes]] = {}
        self._used: list[tuple[int, int, int, int]] = []
        self._written = SharedFonts()
        self._objects: list[Any] = []

    @property
    def fonts(self) -> Mapping[int, Font]:
        return self._fonts

    def write(self, document: Document) -> PreviewPdf:
        file, images, output = pydyf.PDF(), dict[str, Any](), BytesIO()
        resources = pydyf.Dictionary(
            {name: pydyf.Dictionary() for name in ("XObject", "Pattern", "Shading", "ExtGState")}
            | {"ColorSpace": pydyf.Dictionary({"lab-d50": _LAB % D50, "lab-d65": _LAB % D65})}
        )
        with self._drawing.open(), remembered_lines():
            streams = [_stream(page, self._fonts, resources, images) for page in document.pages]
        self._update_fonts()
        own = file.objects[1:]
        file.objects += self._objects
        resources["Font"] = self._objects[-1].reference
        file.add_object(resources)
        for page, stream in zip(document.pages, streams, strict=True):
            file.add_object(stream)
            entries = {"Type": "/Page", "Parent": file.pages.reference, "MediaBox": _media_box(page)}
            entries |= {"Contents": stream.reference, "Resources": resources.reference}
            file.add_page(pydyf.Dictionary(entries))
        _use_references(file, resources, images, {})
        file.current_position = len(self._written.content)
        _write(file, own + file.objects[1 + len(own) + len(self._objects) :], output)
        start, size = file.current_position, len(file.objects)
        output.write(b"xref\n0 %d\n" % size)
        output.write(b"".join(b"%010d %05d %b \n" % (o.offset, o.generation, o.free.encode()) for o in file.objects))
        output.write(b"trailer\n<</Size %d/Root %b>>\n" % (size, file.catalog.reference))
        output.write(b"startxref\n%d\n%%%%EOF\n" % start)
        return PreviewPdf(self._written, output.getvalue())

    def _update_fonts(self) -> None:
        used = [(key, len(one.to_unicode), len(one.widths), len(one.missing)) for key, one in self._fonts.items()]
        if used == self._used and self._objects:
            return
        self._used = used
        file, output = pydyf.PDF(), BytesIO()
        first = len(file.objects)
        subsets = {key: self._subset(font) for key, font in self._fonts.items()}
        references = build_fonts_dictionary(file, subsets, False, True, DEFAULT_OPTIONS)
        self._drawing.complete_fonts(file, self._fonts.values())
        file.add_object(references)
        self._objects = file.objects[first:]
        file.write_line(b"%PDF-1.7\n%\xf0\x9f\x96\xa4", output)
        _write(file, self._objects, output)
        self._written = SharedFonts(self._written.number + 1, output.getvalue())

    def _subset(self, font: Font) -> Font:
        # WeasyPrint may have several fonts for one typeface.
        texts = [one.to_unicode for one in self._fonts.values() if one.hash == font.hash]
        glyphs = {glyph: text for known in texts for glyph, text in known.items()}
        subset = copy.copy(font)
        if self._subsets.get(font.hash, (0, b""))[0] != len(glyphs):
            subset.clean(glyphs, DEFAULT_OPTIONS["hinting"])
            self._subsets[font.hash] = (len(glyphs), subset.file_content)
        _, subset.file_content = self._subsets[font.hash]
        subset.clean = lambda to_unicode, hinting: None
        return subset


def _media_box(page: Page) -> pydyf.Array:
    bleed = page.bleed
    box = (-bleed["left"], -bleed["bottom"], page.width + bleed["right"], page.height + bleed["top"])
    return pydyf.Array([length * _SCALE for length in box])


def _stream(page: Page, fonts: dict[int, Font], resources: Mapping[str, Any], images: dict[str, Any]) -> Stream:
    left, bottom, right, top = _media_box(page)
    size = ((right - left) / _SCALE, (top - bottom) / _SCALE)
    stream = Stream(fonts, (-page.bleed["left"], -page.bleed["top"], *size), resources, images, None, {}, None)
    stream.stream.append(backdrop(left, bottom, right - left, top - bottom))
    stream.transform(d=-1, f=page.height * _SCALE)
    page.paint(stream, _SCALE)
    return stream


def _write(file: pydyf.PDF, objects: list[Any], output: BytesIO) -> None:
    for one in objects:
        one.offset = file.current_position
        file.write_line(one.indirect, output)

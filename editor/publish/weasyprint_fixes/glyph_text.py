"""The text of glyphs, as it is copied, searched and read aloud: each character as it was typed, and all spaces.

WeasyPrint 70 gives a glyph the text for which it is drawn first. Typefaces use one glyph for several characters, such
as U+002D and U+2011: after a word with one of them, words with the other were not found. In the file, a character that
shares its glyph gets a number of its own (CID) that a map leads to the glyph (`CIDToGIDMap`, ISO 32000-1, 9.7.4.2).

WeasyPrint also drops the space where a line breaks (`line_ends.py`), and spaces between two elements: words run
together for those who read the structure. They are drawn here.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unicodedata import normalize

import pydyf

from editor.publish.patching import patched
from editor.publish.weasyprint_fixes import line_ends
from editor.publish.weasyprint_fixes.fix import Fix, Requirement
from editor.publish.weasyprint_fixes.shared_glyphs import FIRST_NUMBER, SharedGlyphs, may_share

GLYPH_TEXT = Fix(
    "text of glyphs",
    "some characters are copied as others that look alike, and words at line ends are joined",
    frozenset(),
    (
        Requirement(
            "weasyprint.draw.text",
            "draw_first_line",
            ("stream", "textbox", "text_overflow", "block_ellipsis", "matrix"),
        ),
        *line_ends.REQUIREMENTS,
        Requirement("weasyprint.text.line_break", "Layout.set_text", ("self", "text", "justify")),
        Requirement("weasyprint.text.line_break", "Layout.get_first_line", ("self",)),
        Requirement("weasyprint.pdf.stream", "Stream.add_font", ("self", "pango_font")),
        Requirement("weasyprint.pdf.fonts", "Font.subset", ("self", "to_unicode", "hinting")),
    ),
)

DrawLine = Callable[..., list[Any]]


@contextmanager
def drawn_as_typed() -> Iterator[None]:
    """While this is open, WeasyPrint draws lines with all their characters and spaces."""
    from weasyprint.draw import text as draw  # it may be missing in another version

    with patched((draw, "draw_first_line", _as_typed(draw.draw_first_line))):
        yield


def map_glyphs(pdf: Any, fonts: Iterable[Any]) -> None:
    """Lead the numbers of characters in a finished PDF to their glyphs. `fonts` are those that it was drawn with."""
    maps: dict[bytes, dict[int, int]] = {}
    for font in fonts:
        if not font.bitmap and max(font.to_unicode, default=0) >= font.glyph_count + FIRST_NUMBER:
            used = _shared(font).glyphs_of(font.to_unicode)
            maps.setdefault(font.name, {}).update({glyph: glyph for glyph in font.widths} | used)
    for one in [found for found in pdf.objects if isinstance(found, dict) and found.get("Subtype") == "/CIDFontType2"]:
        if glyphs := maps.get(one["BaseFont"]):
            stream = pydyf.Stream([_cid_to_gid_map(glyphs)], compress=True)
            pdf.add_object(stream)
            one["CIDToGIDMap"] = stream.reference


def _cid_to_gid_map(glyphs: Mapping[int, int]) -> bytes:
    return b"".join(glyphs.get(cid, 0).to_bytes(2, "big") for cid in range(max(glyphs) + 1))


def _as_typed(draw_first_line: DrawLine) -> DrawLine:
    def draw(stream: Any, textbox: Any, overflow: str, ellipsis: Any, matrix: Any) -> list[Any]:
        layout = textbox.pango_layout
        if overflow == "ellipsis" or ellipsis != "none" or not layout.text:
            return draw_first_line(stream, textbox, overflow, ellipsis, matrix)
        if not textbox.text.strip():  # only a space: WeasyPrint would not draw it
            textbox = copy.copy(textbox)
            textbox.text = "\u200b"
        text = layout.text
        try:
            if getattr(layout, "space_at_end", False):
                layout.set_text(f"{text} ", justify=True)
            if may_share(layout.text):
                _number_characters(stream, layout)
            return draw_first_line(stream, textbox, overflow, ellipsis, matrix)
        finally:
            layout.text = text

    return draw


def _number_characters(stream: Any, layout: Any) -> None:
    """Replace the glyphs of a line that have another text than their own by the numbers of their characters."""
    from weasyprint.text.ffi import ffi, pango  # they may be missing in another version

    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    first_line, _ = layout.get_first_line()
    text = layout.text.encode()
    run = first_line.runs[0]
    while run != ffi.NULL:
        item, string = run.data.item, run.data.glyphs
        font, size = stream.add_font(item.analysis.font)
        shared = _shared(font)
        for glyphs, characters in _clusters(item, string, text):
            if len(glyphs) == len(characters):
                _number_cluster(stream, (item.analysis.font, font, size), shared, glyphs, characters)
            elif len(glyphs) == 1 and shared.own(glyphs[0].glyph) == normalize("NFC", characters):
                font.to_unicode[glyphs[0].glyph] = shared.own(glyphs[0].glyph)
                _width(stream, item.analysis.font, font, size, glyphs[0].glyph)
        run = run.next


def _clusters(item: Any, string: Any, text: bytes) -> Iterator[tuple[list[Any], str]]:
    """Glyphs that belong together, with their characters. Those of text from right to left are left out."""
    if item.analysis.level % 2:
        return
    starts = list(string.log_clusters[0 : string.num_glyphs])
    begun = 0
    for index, start in enumerate(starts):
        end = starts[index + 1] if index + 1 < len(starts) else item.length
        if end != start:
            yield (
                [string.glyphs[place] for place in range(begun, index + 1)],
                text[item.offset + start : item.offset + end].decode(),
            )
            begun = index + 1


def _number_cluster(
    stream: Any, font_in_use: tuple[Any, Any, float], shared: SharedGlyphs, glyphs: list[Any], characters: str
) -> None:
    pango_font, font, size = font_in_use
    for info, character in zip(glyphs, characters, strict=True):
        glyph = info.glyph
        if shared.numbers.get(character, (0, 0))[1] == glyph:
            number, _ = shared.numbers[character]
            font.to_unicode.setdefault(glyph, shared.own(glyph))  # so that the subset of the font has it
            font.to_unicode[number] = character
            font.widths[number] = _width(stream, pango_font, font, size, glyph)
            info.glyph = number
        elif len(glyphs) > 1 and shared.own(glyph) == character:
            font.to_unicode[glyph] = character
            _width(stream, pango_font, font, size, glyph)


def _width(stream: Any, pango_font: Any, font: Any, size: float, glyph: int) -> int:
    """The width of a glyph as WeasyPrint computes it, which is known from now on."""
    from weasyprint.text.ffi import FROM_UNITS, pango  # they may be missing in another version

    if glyph not in font.widths:
        pango.pango_font_get_glyph_extents(pango_font, glyph, stream.ink_rect, stream.logical_rect)
        font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    width: int = font.widths[glyph]
    return width


def _shared(font: Any) -> SharedGlyphs:
    """The shared glyphs of a font."""
    found: SharedGlyphs | None = vars(font).get("shared_glyphs")
    if found is None:
        found = font.shared_glyphs = _read_shared(font)
    return found


def _read_shared(font: Any) -> SharedGlyphs:
    from weasyprint.text.ffi import ffi, harfbuzz  # they may be missing in another version

    if "glyf" not in font.tables:  # only numbers of TrueType outlines can lead to other glyphs
        return SharedGlyphs({}, {}, {})
    tag = harfbuzz.hb_tag_from_string(b"cmap", -1)
    blob = ffi.gc(harfbuzz.hb_face_reference_table(font.hb_face, tag), harfbuzz.hb_blob_destroy)
    length = ffi.new("unsigned int *")
    data = harfbuzz.hb_blob_get_data(blob, length)
    return SharedGlyphs.of(ffi.unpack(data, length[0]), font.glyph_count)

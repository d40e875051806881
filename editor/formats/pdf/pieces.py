"""Pieces of text on the pages of a PDF, with their places and fonts, as pdfium reads them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from editor.formats.pdf.gaps import address_of, in_order_of_place, letters_by_object, overlapping
from editor.formats.pdf.piece import Piece

_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_DEEPEST_FORM = 8
_THICKEST = 0.15
"""Letter heights that a line through text has at most; what is thicker is a background."""

_STRUCK = (0.15, 0.5)
"""Letter heights above the baseline between which a line goes through the letters and not below or above them."""

Area = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""


@dataclass(frozen=True, slots=True)
class PageText:
    """All text of a page, in the order in which it is painted."""

    pieces: tuple[Piece, ...]
    width: float
    height: float
    has_pictures: bool


def page_texts(document: Any) -> Iterator[PageText]:
    """The texts of all pages."""
    for number in range(len(document)):
        page = document[number]
        try:
            yield _page_text(page, number)
        finally:
            page.close()


def _page_text(page: Any, number: int) -> PageText:
    text_page = page.get_textpage()
    links = list(_links(page))
    pieces: list[Piece] = []
    items: list[Any] = []
    drawn: list[Area] = []
    has_pictures = False
    for item in page.get_objects(max_depth=_DEEPEST_FORM):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            has_pictures = True
        elif item.type == raw.FPDF_PAGEOBJ_PATH:
            drawn.append(_bounds(item))
        elif item.type == raw.FPDF_PAGEOBJ_TEXT:
            piece = _piece(item, text_page, number, links)
            if piece is not None:
                pieces.append(piece)
                items.append(item)
    pieces = _in_order(pieces, items, text_page)
    width, height = page.get_size()
    text_page.close()
    return PageText(tuple(_with_struck(pieces, drawn)), width, height, has_pictures)


def _in_order(pieces: list[Piece], items: Sequence[Any], text_page: Any) -> list[Piece]:
    """The pieces, with those that stand in gaps of each other as parts from left to right."""
    groups = list(overlapping(pieces))
    if not groups:
        return pieces
    letters = letters_by_object(text_page)
    ordered: list[Piece] = []
    done = 0
    for group in groups:
        ordered += pieces[done : group[0]]
        ordered += in_order_of_place(
            [pieces[number] for number in group], [letters.get(address_of(items[number]), ()) for number in group]
        )
        done = group[-1] + 1
    return ordered + pieces[done:]


def _with_struck(pieces: Sequence[Piece], drawn: Sequence[Area]) -> Iterator[Piece]:
    """The pieces, with those that a drawn line goes through from end to end marked as struck out."""
    thickest = _THICKEST * max((piece.size for piece in pieces), default=0.0)
    lines = [area for area in drawn if area[3] - area[1] <= thickest < area[2] - area[0]]
    for piece in pieces:
        low, high = (piece.y + part * piece.size for part in _STRUCK)
        inset = 0.1 * piece.size
        is_struck = any(
            low <= (bottom + top) / 2 <= high and left <= piece.left + inset and right >= piece.right - inset
            for left, bottom, right, top in lines
        )
        yield replace(piece, struck=True) if is_struck else piece


def _bounds(item: Any) -> Area:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _piece(item: Any, text_page: Any, page: int, links: list[tuple[tuple[float, ...], str]]) -> Piece | None:
    length = raw.FPDFTextObj_GetText(item, text_page, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDFTextObj_GetText(item, text_page, buffer, length)
    text = bytes(buffer)[:length].decode("utf-16-le", errors="replace").rstrip("\0")
    if not text:
        return None
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    left, bottom, right, top = _bounds(item)
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(item, size)
    font = raw.FPDFTextObj_GetFont(item)
    name = _font_name(font)
    height = abs(size.value * (matrix.d or matrix.b or 1))
    if len(text.strip()) == 1 and not matrix.b:
        left, right = _room(font, text.strip(), size.value, matrix, left, right)
    mark = raw.FPDFPageObj_GetMarkedContentID(item)
    middle = ((left + right) / 2, (bottom + top) / 2)
    return Piece(
        page, mark, text, left, right, matrix.f, height,
        bool(_BOLD.search(name)), bool(_ITALIC.search(name)), _link_at(links, *middle),
    )  # fmt: skip


def _room(font: Any, letter: str, size: float, matrix: Any, left: float, right: float) -> tuple[float, float]:
    """Where a letter that stands alone begins and ends with the room around it, as letters of a word touch with it.

    Browsers place each letter by itself; between the ink of "M" and "I" is as much room as between some words.
    """
    width = ctypes.c_float()
    if not raw.FPDFFont_GetGlyphWidth(font, ord(letter), size, width) or width.value <= 0:
        return left, right
    return min(left, matrix.e), max(right, matrix.e + width.value * abs(matrix.a or 1))


def _font_name(font: Any) -> str:
    buffer = ctypes.create_string_buffer(200)
    raw.FPDFFont_GetBaseFontName(font, buffer, 200)
    return buffer.value.decode("utf-8", errors="replace")


def _links(page: Any) -> Iterator[tuple[tuple[float, ...], str]]:
    """The areas of links that lead out of the document, with their addresses."""
    position = ctypes.c_int(0)
    link = raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, position, link):
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        length = raw.FPDFAction_GetURIPath(page.pdf, action, None, 0)
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFAction_GetURIPath(page.pdf, action, buffer, length)
        area = raw.FS_RECTF()
        if raw.FPDFLink_GetAnnotRect(link, area):
            address = buffer.raw[:length].rstrip(b"\0").decode("utf-8", errors="replace")
            yield (area.left, area.bottom, area.right, area.top), address


def _link_at(links: list[tuple[tuple[float, ...], str]], x: float, y: float) -> str | None:
    for (left, bottom, right, top), address in links:
        if min(left, right) <= x <= max(left, right) and min(bottom, top) <= y <= max(bottom, top):
            return address
    return None


def opened(data: bytes) -> Any:
    """The document of some bytes, for pdfium. Raises pypdfium2.PdfiumError."""
    return pdfium.PdfDocument(data)

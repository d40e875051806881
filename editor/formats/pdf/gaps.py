"""Text that is painted into the gaps of other text.

Where the font of a Chinese title has no quotation marks, LibreOffice paints all marks of the title as one text, and
the title around them as another. Only the places of the letters tell their order.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from editor.formats.pdf.piece import Piece

_BASELINE = 0.2
"""Letter heights between the baselines of two texts of one line at most."""

_SIZE = 1.2
"""The larger size of two texts of one line, in sizes of the smaller one, at most."""

_SOON = 12
"""Texts after another one in the order of painting that may stand in its gaps."""


class Letter(NamedTuple):
    """A letter of a text, from its left edge to where the next one begins, in points.

    `is_guessed` marks a space that pdfium takes for granted in a gap.
    """

    left: float
    right: float
    text: str
    is_guessed: bool = False


Letters = Sequence[Letter]
"""The letters of one text object, in the order of painting."""


def letters_by_object(text_page: Any) -> Mapping[int, Letters]:
    """The letters of each text object of a page, by its address."""
    found: defaultdict[int, list[Letter]] = defaultdict(list)
    box = raw.FS_RECTF()
    for index in range(text_page.count_chars()):
        item = raw.FPDFText_GetTextObject(text_page, index)
        if item and raw.FPDFText_GetLooseCharBox(text_page, index, box):
            text = chr(raw.FPDFText_GetUnicode(text_page, index))
            letter = Letter(box.left, box.right, text, raw.FPDFText_IsGenerated(text_page, index) == 1)
            found[ctypes.addressof(item.contents)].append(letter)
    return found


def address_of(item: Any) -> int:
    """The address of a text object of pypdfium2, by which `letters_by_object` knows it."""
    return ctypes.addressof(item.raw.contents)


def overlapping(pieces: Sequence[Piece]) -> Iterator[list[int]]:
    """The numbers of texts that were painted one after the other on one line, with one of them inside another."""
    index = 0
    while index < len(pieces):
        found = [index]
        for number in range(index + 1, min(index + 1 + _SOON, len(pieces))):
            if not _on_one_line(pieces[index], pieces[number]):
                break
            if any(_enclose(pieces[one], pieces[number]) for one in found):
                found = list(range(index, number + 1))
        if len(found) > 1:
            yield found
        index = found[-1] + 1


def in_order_of_place(pieces: Sequence[Piece], letters: Sequence[Letters]) -> list[Piece]:
    """The texts as parts from left to right. `letters` has the letters of each; a text without any stays whole.

    A space that pdfium takes for granted in a gap is none where another text stands in the gap.
    """
    placed = [
        (number, letter)
        for number, each in enumerate(letters)
        for letter in each or [Letter(pieces[number].left, pieces[number].right, pieces[number].text)]
    ]
    placed.sort(key=lambda part: part[1].left)
    kept = [
        (number, letter)
        for position, (number, letter) in enumerate(placed)
        if not letter.is_guessed or {other for other, _ in placed[max(position - 1, 0) : position + 2]} == {number}
    ]
    runs = [(number, [letter for _, letter in run]) for number, run in groupby(kept, key=lambda part: part[0])]
    return [
        replace(
            pieces[number],
            text="".join(letter.text for letter in run),
            left=run[0].left,
            right=max(letter.right for letter in run),
        )
        for number, run in runs
    ]


def _on_one_line(one: Piece, other: Piece) -> bool:
    return abs(other.y - one.y) < _BASELINE * one.size and max(other.size, one.size) < _SIZE * min(other.size, one.size)


def _enclose(one: Piece, other: Piece) -> bool:
    inner, outer = sorted((one, other), key=lambda piece: piece.right - piece.left)
    is_inside = outer.left < inner.left and inner.right < outer.right
    return is_inside and bool(one.text.strip() and other.text.strip())

"""Lines that end before the edge of their column: there, a paragraph was broken on purpose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from editor.document.text.scripts import has_han
from editor.formats.pdf.assembly import lines_of, text_of_line
from editor.formats.pdf.piece import Piece

_WORD = re.compile(r"[^ \t]+")
_GRID = 3.0
"""Points within which lines begin at the same place."""

_TOLERANCE = 1.5
"""Letter heights that a word must fit by. Widths of words are estimated from those of their line."""


@dataclass(frozen=True, slots=True)
class ColumnEdges:
    """The right edges of columns, by page and left edge."""

    edges: dict[tuple[int, int], float]

    @classmethod
    def of(cls, groups: Iterable[Sequence[Piece]]) -> ColumnEdges:
        """The edges that the lines of some pieces reach."""
        edges: dict[tuple[int, int], float] = {}
        for pieces in groups:
            for line in lines_of(pieces):
                key = _key(line[0])
                edges[key] = max(edges.get(key, 0.0), line[-1].right)
        return cls(edges)

    def parted(self, pieces: Sequence[Piece]) -> list[list[Piece]]:
        """The pieces of a paragraph, parted where the first word of a line had room on the line before it."""
        lines = lines_of(pieces)
        found = [list(lines[0])]
        for line, following in pairwise(lines):
            if self._is_short(line, following):
                found.append([])
            found[-1] += following
        return found

    def _is_short(self, line: Sequence[Piece], following: Sequence[Piece]) -> bool:
        word = _WORD.search(text_of_line(following))
        if word is None:
            return False
        letters = 1 if has_han(word.group()[:1]) else len(word.group()) + 1
        first = following[0]
        width = (first.right - first.left) / max(1, len(first.text.rstrip()))
        page, left = _key(line[0])
        edge = max(self.edges.get((page, near), 0.0) for near in (left - 1, left, left + 1))
        return line[-1].right + letters * width + _TOLERANCE * first.size < edge


def _key(piece: Piece) -> tuple[int, int]:
    return piece.page, round(piece.left / _GRID)

"""The elements around the pieces of a tagged paragraph: to which of them a space between two pieces belongs.

Nobody sees whether a space is bold or a part of a link, but `**two** **words**` are not `**two words**`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from editor.formats.pdf.piece import Piece
from editor.formats.source.document import SourceRun


@dataclass
class Elements:
    """The elements of a document by the numbers that its pieces have. Number 0 is the whole document."""

    _parents: list[int] = field(default_factory=lambda: [0])
    _is_inline: list[bool] = field(default_factory=lambda: [False])

    def add(self, parent: int, *, is_inline: bool) -> int:
        """The number of a new element."""
        self._parents.append(parent)
        self._is_inline.append(is_inline)
        return len(self._parents) - 1

    def is_inline(self, element: int) -> bool:
        """Whether an element is a part of a paragraph."""
        return self._is_inline[element]

    def around(self, element: int) -> Iterator[int]:
        """The element itself and those around it, up to the first that is no part of a paragraph."""
        yield element
        while self._is_inline[element]:
            element = self._parents[element]
            yield element


class Spaces:
    """The spaces of one paragraph."""

    def __init__(self, elements: Elements, pieces: Sequence[Piece]) -> None:
        self._elements = elements
        self._made: dict[int, SourceRun] = {}
        for piece in pieces:
            if piece.text.strip():
                for element in elements.around(piece.element):
                    if elements.is_inline(element) or element == piece.element:
                        self._add(element, piece)

    def _add(self, element: int, piece: Piece) -> None:
        """All text in an inline element tells how it looks; only the own text of a block does."""
        known = self._made.get(element, SourceRun(" ", strong=True, emphasis=True, link=piece.link))
        self._made[element] = SourceRun(
            " ",
            strong=known.strong and piece.strong,
            emphasis=known.emphasis and piece.emphasis,
            link=known.link if known.link == piece.link else None,
        )

    def between(self, before: Piece, after: Piece) -> SourceRun:
        """A space between two pieces: it belongs to the innermost element around both."""
        around = set(self._elements.around(before.element))
        return self._space(next((one for one in self._elements.around(after.element) if one in around), 0))

    def placed(self, pieces: Sequence[Piece]) -> list[Piece]:
        """The pieces with each space in its own element: pdfium adds those that it guesses to the text before them."""
        found: list[Piece] = []
        for piece in pieces:
            if piece.text.startswith(" ") and found:
                found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
            if piece.text == " ":
                space = self._space(piece.element)
                piece = replace(piece, strong=space.strong, emphasis=space.emphasis, link=space.link)
            found.append(piece)
        return found

    def _space(self, element: int) -> SourceRun:
        return self._made.get(element, SourceRun(" "))

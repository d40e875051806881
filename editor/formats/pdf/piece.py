"""A piece of text of a PDF."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

NOTE_MARK = re.compile(r"\s*(?:[0-9]{1,3}|[*†‡]{1,3})\s*")
"""All of a piece that is the mark of a note, before its text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of one font on one line. Lengths are in points, from the lower left corner of the page.

    `mark` is the number of its marked content, -1 where it has none; `y` is the baseline. `element` is the number of
    the structure element that it is in, and `language` what that states of the script of Chinese.
    """

    page: int
    mark: int
    text: str
    left: float
    right: float
    y: float
    size: float
    strong: bool
    emphasis: bool
    link: str | None = None
    struck: bool = False
    element: int = 0
    language: str = ""


def apart(mark: Piece) -> Piece:
    """The mark of a note, which is painted close to its text, with a space behind it."""
    return replace(mark, text=f"{mark.text.strip()} ")

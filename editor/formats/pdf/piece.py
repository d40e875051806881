"""A piece of text of a PDF."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of one font on one line. Lengths are in points, from the lower left corner of the page.

    `mark` is the number of its marked content, -1 where it has none; `y` is the baseline.
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

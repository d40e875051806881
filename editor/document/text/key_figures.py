"""Key figures as they are printed: on one line, with bars between them."""

from __future__ import annotations

import re
from typing import NamedTuple

FIGURE_JOINT = " | "
MOST = 3
"""More do not fit on a line."""

_AMOUNT = re.compile(
    r" ?(?:\b[A-Z]{3} |[$€£¥] ?)?\d(?:[\d.,:/–-]*\d)?"
    r"(?:[ \u00a0]?(?:%|percent\b|thousand\b|million\b|billion\b|trillion\b|bn\b|tn\b|m\b|[kMGT]?Wh?\b|km\b|°C))? ?"
)


class FigureParts(NamedTuple):
    """A key figure taken apart: its amount with the spaces around it, and the words before and after. Joined, they are
    the figure.
    """

    before: str
    amount: str
    after: str


def key_figures(text: str) -> tuple[str, ...]:
    """The figures on a printed line."""
    return tuple(figure for part in text.split("|") if (figure := part.strip()))


def figure_parts(figure: str) -> FigureParts:
    """The first amount of a figure with its currency and unit, and the words around it; all of it if there is none."""
    found = _AMOUNT.search(figure)
    if found is None:
        return FigureParts("", figure, "")
    return FigureParts(figure[: found.start()], found.group(), figure[found.end() :])

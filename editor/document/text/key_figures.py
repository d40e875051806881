"""Key figures as they are printed: on one line, with bars between them."""

from __future__ import annotations

FIGURE_JOINT = " | "
MOST = 3
"""More do not fit on a line."""


def key_figures(text: str) -> tuple[str, ...]:
    """The figures on a printed line."""
    return tuple(figure for part in text.split("|") if (figure := part.strip()))

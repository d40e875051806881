"""What is printed for a character that no font of the theme has."""

from __future__ import annotations

from collections.abc import Set


def printed_box(characters: Set[int]) -> str:
    """A box, or a question mark if the fonts, which have these characters, have no box."""
    return "□" if ord("□") in characters else "?"

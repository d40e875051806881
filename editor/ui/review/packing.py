"""Where cards stand that all want to stand at the height of their fields. Numbers alone."""

from __future__ import annotations

from collections.abc import Sequence


def packed(wanted: Sequence[int], heights: Sequence[int], gap: int) -> list[int]:
    """The tops of cards in a row: none above where it wants to be, none over another."""
    tops: list[int] = []
    free = 0
    for want, height in zip(wanted, heights, strict=True):
        top = max(want, free)
        tops.append(top)
        free = top + height + gap
    return tops


def shift(tops: Sequence[int], wanted: Sequence[int], seen: tuple[int, int], current: int | None) -> int:
    """How much further than the form the margin is scrolled, so that the card that matters stands at its place.

    That is the current one if its place is `seen` (first and last height in view), else the first one that is.
    """
    if current is not None and seen[0] <= wanted[current] < seen[1]:
        return tops[current] - wanted[current]
    inside = next((number for number, want in enumerate(wanted) if seen[0] <= want < seen[1]), None)
    if inside is not None:
        return tops[inside] - wanted[inside]
    return 0

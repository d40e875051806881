"""Pieces of sentences: a number with its noun, a list that ends somewhere, a capital at the start."""

from __future__ import annotations

from collections.abc import Sequence


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 comment`, `2 comments`; `plural` where it is not the noun with an s."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"


def listed(names: Sequence[str], most: int = 4) -> str:
    """`A; B; C and 5 more`."""
    if len(names) <= most:
        return "; ".join(names)
    return f"{'; '.join(names[: most - 1])} and {len(names) - most + 1} more"


def capitalised(text: str) -> str:
    """The text with a capital at its start, the rest as it is."""
    return text[:1].upper() + text[1:]

"""Stretches of a text that no check of words reads: web and mail addresses."""

from __future__ import annotations

from functools import lru_cache

from editor.words.passages import ADDRESS


@lru_cache(maxsize=512)
def masked(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each address in a text."""
    if "@" not in text and "://" not in text and "." not in text:
        return ()
    return tuple(match.span() for match in ADDRESS.finditer(text))


def is_masked(text: str, at: int) -> bool:
    """Whether a character belongs to an address."""
    return any(start <= at < end for start, end in masked(text))

"""Completion of issuing bodies and people from a few letters of any of their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

_Known = TypeVar("_Known")
Names = Sequence[str]

_WORD = re.compile(r"\w+")
_NO_MATCH = 9


def best_matches(
    query: str, known: Iterable[_Known], names: Callable[[_Known], Names], most: int = 8
) -> tuple[_Known, ...]:
    """Return at most `most` items with a name that matches the query, the best match first; the sort is stable."""
    wanted = _normalized(query)
    if not wanted:
        return ()
    ranked = [(_rank(wanted, names(one)), one) for one in known]
    found = sorted((pair for pair in ranked if pair[0] < _NO_MATCH), key=lambda pair: pair[0])
    return tuple(one for _, one in found[:most])


def exact_match(text: str, known: Iterable[_Known], names: Callable[[_Known], Names]) -> _Known | None:
    """Return the first item with exactly this name, ignoring case; None if there is none."""
    wanted = _normalized(text)
    return next((one for one in known if wanted and wanted in map(_normalized, names(one))), None)


def _normalized(text: str) -> str:
    return " ".join(text.casefold().split())


def _rank(wanted: str, names: Names) -> int:
    """Return 0 for a whole name, 1 for its start, 2 for starts of its words, 3 for a part of it, else _NO_MATCH."""
    return min((_rank_of_name(wanted, _normalized(name)) for name in names if name), default=_NO_MATCH)


def _rank_of_name(wanted: str, name: str) -> int:
    if wanted == name:
        return 0
    if name.startswith(wanted):
        return 1
    words = _WORD.findall(name)
    if all(any(word.startswith(piece) for word in words) for piece in wanted.split()):
        return 2
    # Chinese has no spaces between words: any two characters may be a word.
    return 3 if len(wanted) >= (3 if wanted.isascii() else 2) and wanted in name else _NO_MATCH

"""Where each word stands in a text: read once for all rules that look words up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:[’'](?:s|re|t)\b)?")
_FEW = 16
"""The rules read one text after another."""

Span = tuple[int, int]


@lru_cache(maxsize=_FEW)
def occurrences(text: str) -> Mapping[str, tuple[Span, ...]]:
    """Start and end of each word in lowercase, in reading order; of “it’s” as a whole and without its ending."""
    found: dict[str, list[Span]] = {}
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match[0].lower()
        if not word.isalpha():
            word = word.replace("’", "'")
            plain = word.partition("'")[0]
            found.setdefault(plain, []).append((start, start + len(plain)))
        found.setdefault(word, []).append((start, end))
    return {word: tuple(spans) for word, spans in found.items()}


def found_words(text: str, words: Set[str]) -> Iterator[tuple[str, int, int]]:
    """Those of some words in lowercase that a text has, with start and end."""
    at = occurrences(text)
    for word in at.keys() & words:
        for start, end in at[word]:
            yield word, start, end

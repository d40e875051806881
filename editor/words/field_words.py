"""The shipped word list of the field: China, policy, industry, finance. One word or name a line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def field_words() -> frozenset[str]:
    """All words of the list. A line that begins with # is a heading."""
    return _words_of("field-words.txt")


@cache
def place_names() -> frozenset[str]:
    """Chinese places that are known, but too alike for another name to be taken for a slip in one of them."""
    return _words_of("place-names.txt")


def _words_of(name: str) -> frozenset[str]:
    text = (files("editor.words") / "data" / name).read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))

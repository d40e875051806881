"""The shipped word list of the field: China, policy, industry, finance. One word or name a line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def field_words() -> frozenset[str]:
    """All words of the list. A line that begins with # is a heading."""
    text = (files("editor.words") / "data" / "field-words.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))

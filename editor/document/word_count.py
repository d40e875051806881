"""How many words a text has, and how long it takes to read.

A Chinese character counts as one, since Chinese has no spaces between words. The reading speeds are those of the
International Reading Speed Texts (Trauzettel-Klosinski and Dietz 2012): 228 English words or 255 Chinese characters a
minute.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from editor.document.field_specs import is_inline
from editor.document.paths import FieldPath, value_or_none
from editor.document.sections import Section, sections
from editor.document.text.inline import plain
from editor.document.text.phrasing import counted
from editor.document.text.scripts import HAN, KANA
from schemas import Issue, Item, Kind, Part, specs_of

WORDS_PER_MINUTE = 228
CHARACTERS_PER_MINUTE = 255
_COUNTED = frozenset({Kind.INLINE, Kind.LINE, Kind.CHINESE})
_SAID_TWICE = frozenset({"contents_title", "theme"})
_IMPRINT = "imprint"


@dataclass(frozen=True, slots=True)
class WordCount:
    """The words and Chinese characters of a text."""

    words: int = 0
    characters: int = 0

    def __add__(self, other: WordCount) -> WordCount:
        return WordCount(self.words + other.words, self.characters + other.characters)

    def __bool__(self) -> bool:
        return bool(self.words or self.characters)

    @property
    def label(self) -> str:
        """`1,204 words`, with `and 18 Chinese characters` if there are some."""
        words = counted(self.words, "word") if self.words < 1000 else f"{self.words:,} words"
        if not self.characters:
            return words
        characters = counted(self.characters, "Chinese character")
        return f"{words} and {characters}" if self.words else characters

    @property
    def minutes(self) -> int:
        """The time for reading, in minutes, rounded up."""
        return math.ceil(self.words / WORDS_PER_MINUTE + self.characters / CHARACTERS_PER_MINUTE)

    @property
    def time_label(self) -> str:
        """`6 min`."""
        return f"{self.minutes} min"


def count_words(text: str) -> WordCount:
    """Count a text without markup."""
    return WordCount(sum(1 for _ in _word().finditer(text)), len(_character().findall(text)))


# Compiled with the first text: the window is shown before it counts.
@cache
def _character() -> re.Pattern[str]:
    return re.compile(f"[{HAN}{KANA}]")


@cache
def _word() -> re.Pattern[str]:
    """Return what finds a word with what holds its parts together: `state-owned`, `China’s`, `2.5`, `1,000`."""
    return re.compile(rf"(?:(?![{HAN}{KANA}])\w)+(?:[’'.,\-‑·](?:(?![{HAN}{KANA}])\w)+)*")


class SectionCounts:
    """Counts the sections of an issue, and keeps those of what has not changed."""

    def __init__(self) -> None:
        self._known: dict[FieldPath, tuple[object, WordCount]] = {}

    def of(self, issue: Issue) -> tuple[tuple[Section, WordCount], ...]:
        """Return the counts of all sections that are read, without the imprint."""
        found = [(one, self._of_section(issue, one)) for one in sections(issue) if one.path[:1] != (_IMPRINT,)]
        known = {section.path for section, _ in found}
        self._known = {path: kept for path, kept in self._known.items() if path in known}
        return tuple(found)

    def _of_section(self, issue: Issue, section: Section) -> WordCount:
        if not section.path:
            return count_words(plain(issue.headline) if is_inline(issue, FieldPath(("headline",))) else issue.headline)
        value = value_or_none(issue, section.path)
        kept = self._known.get(section.path)
        if kept is None or kept[0] is not value:
            kept = self._known[section.path] = (value, sum((count_words(text) for text in _texts(value)), WordCount()))
        return kept[1]


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts of a part or list as they are read."""
    if isinstance(value, tuple):
        for one in value:
            if isinstance(one, Item):
                yield from _texts(one)
    elif isinstance(value, Part):
        for name, spec in specs_of(type(value)).items():
            field = getattr(value, name)
            if isinstance(field, str) and spec.kind in _COUNTED and name not in _SAID_TWICE:
                yield plain(field) if spec.kind is Kind.INLINE else field
            else:
                yield from _texts(field)

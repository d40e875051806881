"""Rarer English words, beside those of the dictionary: a sorted file that is searched where it lies.

A set of them would take 15 MB and a tenth of a second at each start; most are asked for never.
"""

from __future__ import annotations

import mmap
from functools import cached_property, lru_cache
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "data" / "wide-words.txt"


class SortedWords:
    """The words of a file that has one in each line, sorted by their bytes in UTF-8."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.has = lru_cache(maxsize=20_000)(self._has)

    def _has(self, word: str) -> bool:
        """Whether the file has the word, in the capitals it is written in."""
        asked = word.encode(errors="ignore")
        lines = self._lines
        low, high = 0, len(lines)
        while low < high:  # low and high are starts of lines
            middle = lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = lines.find(b"\n", middle)
            if end < 0:  # the file was cut off
                return False
            line = lines[middle:end]
            if line == asked:
                return True
            if line < asked:
                low = end + 1
            else:
                high = middle
        return False

    @cached_property
    def _lines(self) -> mmap.mmap:
        with self._file.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


@lru_cache(maxsize=1)
def wide_words() -> SortedWords:
    """The shipped list. `editor/words/dictionaries/README.md` says where it is from."""
    return SortedWords(FILE)

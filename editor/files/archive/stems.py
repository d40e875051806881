"""Stems of words, as SQLite's Porter stemmer makes them: asked of SQLite itself, so that index and queries agree."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence


class Stemmer:
    """Stems words of ASCII letters; other tokens are their own stem, and so are all where SQLite has no FTS5."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._memory: sqlite3.Connection | None = None

    def stem(self, word: str) -> str:
        """Return the stem of a token."""
        return self.stems((word,))[0]

    def stems(self, words: Sequence[str]) -> list[str]:
        """Return the stem of each token."""
        new = [word for word in dict.fromkeys(words) if word not in self._known]
        if new:
            self._known.update(zip(new, self._stemmed(new), strict=True))
        return [self._known[word] for word in words]

    def _stemmed(self, words: Sequence[str]) -> list[str]:
        memory = self._memory
        if memory is None:
            memory = self._memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            try:
                memory.execute("CREATE VIRTUAL TABLE said USING fts5(text, tokenize = 'porter ascii')")
            except sqlite3.OperationalError:
                return list(words)
            memory.execute("CREATE VIRTUAL TABLE stems USING fts5vocab(said, instance)")
        memory.execute("DELETE FROM said")
        memory.execute("INSERT INTO said VALUES (?)", (" ".join(words),))
        return [str(row[0]) for row in memory.execute("SELECT term FROM stems ORDER BY offset")]

    def close(self) -> None:
        """Release the memory."""
        if self._memory is not None:
            self._memory.close()
            self._memory = None

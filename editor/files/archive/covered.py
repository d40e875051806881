"""Whether an entry was covered before: the same document, or a close topic, in an earlier issue.

The same page or Chinese title is looked up by key. A close topic has several rare words of the titles in common:
candidates come from the index in the order of its own ranking (BM25), and count if the titles are similar enough. A
word weighs more the fewer titles have it.
"""

from __future__ import annotations

import datetime as dt
import math
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from editor.files.archive.database import ids_of_days
from editor.files.archive.field_terms import FIELD_PAIRS, FIELD_WORDS
from editor.files.archive.searching import Hit, hits_of
from editor.files.archive.snippets import SnippetMaker
from editor.files.archive.stems import Stemmer
from editor.files.archive.tokens import is_han, phrase_tokens, tokens

_COMMON = 0.08
"""A word that more than this share of all entries have in their titles says nothing about a topic."""
_LEAST_ENTRIES = 250
"""A small archive tells little about how common a word is: it is taken for one of this size."""
_LEAST_WORDS, _LEAST_PAIRS = 2, 4
"""The rare words, or pairs of Chinese characters, that two titles share at least. Five characters are four pairs."""
_CLOSE, _CLOSE_IN_LARGE, _LARGE = 0.20, 0.30, 10_000
"""The least similarity of English titles in a small archive, and in one with many entries, where there is chance."""
_CLOSE_CHINESE = 0.33
_SAME_BODY = 0.03
"""What the same issuing body adds."""
_TITLE = 2.0
"""Words of the entry's own title weigh more than those of the document's."""
_ASKED, _CANDIDATES = 12, 10
"""The rarest words are asked for, and the best candidates compared: all of them would take a fifth of a second."""
_MOST_WORDS = 60


class Reason(StrEnum):
    """Why something counts as covered before."""

    SAME_LINK = "same link"
    SAME_CHINESE_TITLE = "same Chinese title"
    CLOSE_TOPIC = "close topic"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is being written. `path` is its address, `link` and `chinese` are keys like those of the index.

    `file` is the issue's own file, which does not count, `date` its date: only issues with an earlier date count.
    Without `titles`, only the same document is looked for.
    """

    path: str
    link: str = ""
    chinese: str = ""
    titles: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    file: Path | None = None
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Covered:
    """An entry or item of an earlier issue, and why it counts."""

    reason: Reason
    hit: Hit


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was found for a subject, exact matches first."""

    subject: Subject
    found: tuple[Covered, ...] = ()


def covered(connection: sqlite3.Connection, folder: Path, subject: Subject, stemmer: Stemmer) -> Coverage:
    """Return what earlier issues have on a subject: at most one of each reason. Raises sqlite3.Error."""
    # An issue without a date is one in the making: what was moved to it is not covered before.
    days = ids_of_days(1, subject.date.toordinal() - 1 if subject.date is not None else None)
    own = _own_file(connection, folder, subject.file)
    found: dict[int, Reason] = {}
    for reason, column, key in (
        (Reason.SAME_LINK, "link", subject.link),
        (Reason.SAME_CHINESE_TITLE, "chinese", subject.chinese),
    ):
        if key:
            row = connection.execute(
                f"SELECT id FROM documents WHERE {column} = ? AND id BETWEEN ? AND ? AND file <> ?"
                " ORDER BY id DESC LIMIT 1",
                (key, *days, own),
            ).fetchone()
            if row is not None:
                found.setdefault(row[0], reason)
    if not found and any(subject.titles):
        close = _closest(connection, subject, days, own, stemmer)
        if close is not None:
            found[close] = Reason.CLOSE_TOPIC
    hits = hits_of(connection, folder, list(found), SnippetMaker((), stemmer))
    return Coverage(subject, tuple(Covered(*pair) for pair in zip(found.values(), hits, strict=False)))


def _own_file(connection: sqlite3.Connection, folder: Path, file: Path | None) -> int:
    if file is None:
        return -1
    try:
        relative = file.resolve().relative_to(folder.resolve()).as_posix()
    except (ValueError, OSError):
        return -1
    row = connection.execute("SELECT id FROM files WHERE path = ?", (relative,)).fetchone()
    return int(row[0]) if row is not None else -1


def _closest(
    connection: sqlite3.Connection, subject: Subject, days: tuple[int, int], own: int, stemmer: Stemmer
) -> int | None:
    """The id of the closest topic; None if none is close."""
    weigher = _Weigher(connection, stemmer)
    weights = weigher.weights(subject.titles)
    if len(weights) < _LEAST_WORDS:
        return None
    rare = sorted(weights, key=lambda stem: -weights[stem])[:_ASKED]
    words = [word for word in _words(subject.titles) if stemmer.stem(word) in rare]
    rows = connection.execute(
        "SELECT rowid FROM found WHERE found MATCH ? AND rowid BETWEEN ? AND ?"
        " ORDER BY bm25(found, 4.0, 1.0, 0.0, 0.0) LIMIT ?",
        ("titles : (" + " OR ".join(f'"{word}"' for word in words) + ")", *days, _CANDIDATES),
    ).fetchall()
    best: tuple[float, int] | None = None
    for (number,) in rows:
        row = connection.execute(
            "SELECT title, titles, text FROM documents WHERE id = ? AND file <> ? AND section = 'entry'", (number, own)
        ).fetchone()
        if row is None:
            continue
        title, titles, text = row
        closeness = weigher.closeness(weights, weigher.weights((title, *titles.split("\n"))))
        if closeness and any(body in text.split("\n") for body in subject.bodies):
            closeness += _SAME_BODY / _CLOSE
        if closeness >= 1 and (best is None or (closeness, number) > best):
            best = closeness, number
    return best[1] if best is not None else None


class _Weigher:
    """Weighs the words of titles by how few titles have them: the inverse document frequency."""

    def __init__(self, connection: sqlite3.Connection, stemmer: Stemmer) -> None:
        self._connection = connection
        self._stemmer = stemmer
        (entries,) = connection.execute("SELECT count(*) FROM documents WHERE section = 'entry'").fetchone()
        self._entries = max(entries, _LEAST_ENTRIES)
        self._ignored = {*stemmer.stems(FIELD_WORDS), *FIELD_PAIRS}
        self._numbers: dict[str, int] = {}

    def weights(self, titles: Sequence[str]) -> dict[str, float]:
        """Return the weight of each rare word by its stem. The first title is the entry's own."""
        own = set(self._stemmer.stems(tokens(titles[0]))) if titles else set()
        found: dict[str, float] = {}
        words = _words(titles)
        for word, stem in zip(words, self._stemmer.stems(words), strict=True):
            number = self._number(stem, word) if stem not in found and stem not in self._ignored else None
            if number is not None and number <= self._entries * _COMMON:
                found[stem] = math.log((self._entries + 1) / (number + 0.5)) * (_TITLE if stem in own else 1)
        return found

    def closeness(self, one: dict[str, float], two: dict[str, float]) -> float:
        """Return how close two titles are: 1 and more is close; 0 if they share too few words."""
        shared = one.keys() & two.keys()
        pairs = sum(map(is_han, shared))
        size = min(1.0, math.log(self._entries / _LEAST_ENTRIES) / math.log(_LARGE / _LEAST_ENTRIES))
        least = _CLOSE + (_CLOSE_IN_LARGE - _CLOSE) * size
        # English and Chinese titles say the same: the language that has more in common decides.
        english = _cosine(one, two, is_chinese=False) / least if len(shared) - pairs >= _LEAST_WORDS else 0.0
        chinese = _cosine(one, two, is_chinese=True) / _CLOSE_CHINESE if pairs >= _LEAST_PAIRS else 0.0
        return max(english, chinese)

    def _number(self, stem: str, word: str) -> int:
        """How many titles have a word. SQLite is asked for the word: a stem may be stemmed again."""
        if stem not in self._numbers:
            (self._numbers[stem],) = self._connection.execute(
                "SELECT count(*) FROM (SELECT 1 FROM found WHERE found MATCH ? LIMIT ?)",
                (f'titles : "{word}"', int(self._entries * _COMMON) + 1),
            ).fetchone()
        return self._numbers[stem]


def _cosine(one: dict[str, float], two: dict[str, float], *, is_chinese: bool) -> float:
    """The cosine similarity of the words of one language."""
    first, second = ({word: x for word, x in of.items() if is_han(word) is is_chinese} for of in (one, two))
    length = math.hypot(*first.values()) * math.hypot(*second.values())
    return sum(x * second.get(word, 0.0) for word, x in first.items()) / length if length else 0.0


def _words(titles: Sequence[str]) -> list[str]:
    """The words of titles, and their pairs of Chinese characters."""
    found = [token for title in titles for token in phrase_tokens(title) if len(token) > 1]
    return list(dict.fromkeys(found))[:_MOST_WORDS]

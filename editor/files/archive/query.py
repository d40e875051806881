"""Questions to the archive, and their translation into the index's language (https://www.sqlite.org/fts5.html)."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from editor.files.archive.stems import Stemmer
from editor.files.archive.tokens import is_han, phrase_tokens, tag, tokens

_WORD = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+)')
_MOST_WORDS = 24
_LONGEST_NAME = 12
"""Words of a query that may together be the name of a body."""
_MOST_STEMS = 400


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for. All words have to be in one entry or item; words in quotation marks in this order.

    `body` is any name of a body, `person` a part of an author's or editor's name, `section` a key such as `entry` or
    `policy-news`. With `is_typing`, the last word may be the beginning of one.
    """

    words: str = ""
    body: str = ""
    person: str = ""
    section: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    is_typing: bool = False
    best_first: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        texts = (self.words, self.body, self.person, self.section)
        return not any(tokens(text) for text in texts) and self.since is None and self.until is None


@dataclass(frozen=True, slots=True)
class Needle:
    """Tokens in a row that a hit contains, to show where. The last may be the beginning of a word."""

    tokens: tuple[str, ...]
    is_prefix: bool = False
    capitals: str = ""
    """An abbreviation that has to be in capitals."""


@dataclass(frozen=True, slots=True)
class Match:
    """A query in the index's language, and what to show of its hits. An empty expression finds everything."""

    expression: str
    needles: tuple[Needle, ...]


def translated(query: Query, connection: sqlite3.Connection, stemmer: Stemmer) -> Match:
    """Translate a query. Names of bodies are replaced by all names of the body."""
    found = _Translation(connection, stemmer)
    parts = [*found.words(query.words, is_typing=query.is_typing)]
    if query.body.strip():
        parts += found.body(query.body)
    if people := tokens(query.person):
        # Names are looked for by their beginnings, too: `Jan` finds Jane and Janet.
        parts.append("people : (" + " AND ".join(f'"{token}" *' for token in people) + ")")
    if query.section:
        parts.append(f'tags : "{tag("section", query.section)}"')
    return Match(" AND ".join(f"({part})" for part in parts), tuple(found.needles))


def quoted_and_words(text: str) -> list[str]:
    """Return the words and quoted phrases of a query."""
    return [quoted or word for quoted, word in _WORD.findall(text) if tokens(quoted or word)]


class _Translation:
    def __init__(self, connection: sqlite3.Connection, stemmer: Stemmer) -> None:
        self._connection = connection
        self._stemmer = stemmer
        self.needles: list[Needle] = []

    def words(self, text: str, *, is_typing: bool) -> Iterator[str]:
        """Yield an expression for each word, quoted phrase or name of a body."""
        words = [(quoted or word, not word) for quoted, word in _WORD.findall(text)][:_MOST_WORDS]
        ends_in_space = text[-1:].isspace() or text[-1:] in '"“”„«»'
        names = self._names(words)
        at = 0
        while at < len(words):
            length = next((n for n in range(min(_LONGEST_NAME, len(words) - at), 0, -1) if (at, n) in names), 0)
            if length:
                written = " ".join(word for word, _ in words[at : at + length])
                yield self._named(written, names[at, length])
            else:
                length = 1
                word, is_phrase = words[at]
                is_last = at == len(words) - 1 and is_typing and not ends_in_space and not is_phrase
                if found := self._literal(word, is_prefix=is_last):
                    yield found
            at += length

    def body(self, text: str) -> Iterator[str]:
        """Yield the expression for a body: one of its names, or the words where the name is not known."""
        written = " ".join(text.split())
        tags = self._tags({_key(written), written})
        if tags:
            yield self._named(written, tags)
        elif found := self._literal(written, is_prefix=False):
            yield found

    def _names(self, words: Sequence[tuple[str, bool]]) -> dict[tuple[int, int], dict[str, list[str]]]:
        """The tags of the bodies that words name, by the position and number of the words."""
        keys: dict[tuple[int, int], set[str]] = {}
        for at in range(len(words)):
            for length in range(1, min(_LONGEST_NAME, len(words) - at) + 1):
                if length > 1 and any(is_phrase for _, is_phrase in words[at : at + length]):
                    break
                written = " ".join(word for word, _ in words[at : at + length])
                keys[at, length] = {_key(written), written}
        known = self._tags(set().union(*keys.values())) if keys else {}
        found = {place: {key: known[key] for key in wanted if key in known} for place, wanted in keys.items()}
        return {place: tags for place, tags in found.items() if tags}

    def _tags(self, keys: Iterable[str]) -> dict[str, list[str]]:
        wanted = [key for key in keys if key]
        marks = ",".join("?" * len(wanted))
        found: dict[str, list[str]] = {}
        for name, one in self._connection.execute(f"SELECT name, tag FROM names WHERE name IN ({marks})", wanted):
            found.setdefault(name, []).append(one)
        return found

    def _named(self, written: str, tags: dict[str, list[str]]) -> str:
        """The expression for a name: the bodies that have it, or its words."""
        listed = [one for found in tags.values() for one in found]
        self._need_names([one for one in listed if one.startswith("body")])
        alternatives = [f'tags : "{one}"' for one in listed]
        # In capitals it is an abbreviation: MOST finds the ministry, and not every "most".
        if written in tags and written.isupper():
            self.needles.append(Needle((written.lower(),), capitals=written))
        elif literal := self._literal(written, is_prefix=False):
            alternatives.append(literal)
        return " OR ".join(f"({one})" for one in alternatives)

    def _need_names(self, tags: Sequence[str]) -> None:
        """Show all names of these bodies in hits."""
        marks = ",".join("?" * len(tags))
        for (name,) in self._connection.execute(f"SELECT name FROM names WHERE tag IN ({marks})", tags):
            parts = tuple(name.split(" "))
            is_short = len(parts) == 1 and parts[0].isascii()
            self.needles.append(Needle(parts, capitals=name.upper() if is_short else ""))

    def _literal(self, text: str, *, is_prefix: bool) -> str:
        """The expression for a word or phrase; "" where it has no letters."""
        found = phrase_tokens(text)
        if not found:
            return ""
        last = found[-1]
        goes_on = (is_prefix and not is_han(last)) or (is_han(last) and len(last) == 1)
        self.needles.append(Needle(tuple(found), is_prefix=goes_on))
        if goes_on and len(found) == 1 and not is_han(last):
            return "{titles text} : (" + self._beginning(last) + ")"
        phrase = " + ".join(f'"{token}"' for token in found)
        is_open = goes_on and (is_han(last) or self._stemmer.stem(last) == last)
        return "{titles text} : (" + phrase + (" *" if is_open else "") + ")"

    def _beginning(self, prefix: str) -> str:
        """The expression for words that begin with some letters. The index has stems, which may be shorter."""
        is_open = self._stemmer.stem(prefix) == prefix
        rows = self._connection.execute(
            "SELECT min(word) FROM words WHERE word >= ? AND word < ? AND (? OR substr(stem, 1, ?) <> ?) "
            "GROUP BY stem LIMIT ?",
            (prefix, f"{prefix}\U0010ffff", not is_open, len(prefix), prefix, _MOST_STEMS),
        )
        # One word for each stem: SQLite stems it again.
        return " OR ".join([f'"{prefix}" *' if is_open else f'"{prefix}"', *(f'"{word}"' for (word,) in rows)])


def _key(text: str) -> str:
    return " ".join(phrase_tokens(text))

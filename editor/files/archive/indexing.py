"""Put the documents of an issue into an index, and take them out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path

from editor.files.archive.database import UNREADABLE, first_id
from editor.files.archive.documents import BodyNames, Document, documents_of, people_of
from editor.files.archive.stems import Stemmer
from editor.files.archive.tokens import is_han, tokens
from editor.files.damaged_review import parse_with_damaged_review
from editor.files.errors import FileError, WrongFileType
from editor.files.library_file import load_library
from editor.files.shipped import LIBRARY, issues_folder
from editor.files.themes import read_theme
from schemas import IssuingBody

_MOST_DOCUMENTS = 1 << 14
_MOST_TEXT = 100_000
"""Characters of one document that are indexed; the longest entries have 10,000."""


class Indexer:
    """Indexes issues with the names of bodies that the newsroom's library and the shipped one know."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stemmer = Stemmer()
        self._stored: set[str] = set()

    @cached_property
    def _names(self) -> BodyNames:
        return BodyNames.of(known_bodies(self._folder))

    def store_names(self, connection: sqlite3.Connection) -> None:
        """Replace the names that queries look up."""
        connection.execute("DELETE FROM names")
        connection.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", self._names.rows())

    def index(self, connection: sqlite3.Connection, file: int, data: bytes, path: str) -> None:
        """Add the documents of an issue, whose row in `files` exists. If it cannot be read, say so in that row."""
        try:
            issue, _ = parse_with_damaged_review(data, path)
        except WrongFileType:
            connection.execute("UPDATE files SET kind = 'other' WHERE id = ?", (file,))
            return
        except FileError as error:
            connection.execute("UPDATE files SET kind = ?, problem = ? WHERE id = ?", (UNREADABLE, error.message, file))
            return
        people = "\n".join(people_of(issue))
        date = issue.date.isoformat() if issue.date is not None else ""
        connection.execute(
            "UPDATE files SET newsletter = ?, headline = ?, date = ?, people = ? WHERE id = ?",
            (newsletter_of(issue.theme), issue.headline, date, people, file),
        )
        start = first_id(issue.date.toordinal() if issue.date is not None else 0, file)
        words: set[str] = set()
        # Within an issue, what comes first on the pages has the highest number: hits are listed from the highest on.
        numbers = range(start + _MOST_DOCUMENTS - 1, start - 1, -1)
        for number, document in zip(numbers, documents_of(issue, self._names), strict=False):
            _insert(connection, number, file, document, people, words)
        self._store_words(connection, words)

    def _store_words(self, connection: sqlite3.Connection, words: set[str]) -> None:
        """Store the stems of words that are new: a prefix that is typed is looked up among the words."""
        new = [word for word in words if word not in self._stored and not is_han(word)]
        rows = zip(new, self._stemmer.stems(new), strict=True)
        connection.executemany("INSERT OR IGNORE INTO words VALUES (?, ?)", rows)
        self._stored.update(new)

    def forget_stored(self) -> None:
        """Store all words again: the transaction that stored them was not committed."""
        self._stored.clear()


def remove_documents(connection: sqlite3.Connection, file: int, people: str) -> None:
    """Remove the documents of an issue."""
    rows = connection.execute("SELECT id, titles, text, tags FROM documents WHERE file = ?", (file,)).fetchall()
    # The table of words has no content of its own: it has to be told what it holds of each document.
    connection.executemany(
        "INSERT INTO found (found, rowid, titles, text, tags, people) VALUES ('delete', ?, ?, ?, ?, ?)",
        ((number, *_columns(titles, text, tags, people)) for number, titles, text, tags in rows),
    )
    connection.execute("DELETE FROM documents WHERE file = ?", (file,))


def _insert(
    connection: sqlite3.Connection, number: int, file: int, document: Document, people: str, words: set[str]
) -> None:
    text = document.text[:_MOST_TEXT]
    titles = document.titles[:_MOST_TEXT]
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            file,
            document.path,
            document.section,
            document.label,
            document.number,
            document.title,
            titles,
            text,
            document.tags,
            document.link,
            document.chinese,
        ),
    )
    columns = _columns(titles, text, document.tags, people)
    connection.execute(
        "INSERT INTO found (rowid, titles, text, tags, people) VALUES (?, ?, ?, ?, ?)", (number, *columns)
    )
    for column in (columns[0], columns[1], columns[3]):
        words.update(column.split(" "))
    words.discard("")


def _columns(titles: str, text: str, tags: str, people: str) -> tuple[str, str, str, str]:
    """The texts that the table of words gets. They depend on the arguments alone."""
    return _tokenized(titles), _tokenized(text), tags, _tokenized(people)


def _tokenized(text: str) -> str:
    """The tokens of a text of several lines."""
    return " ".join(token for line in text.split("\n") for token in tokens(line))


def known_bodies(folder: Path) -> Iterable[IssuingBody]:
    """Return the bodies of the shipped library, and those of the newsroom's, which win."""
    found: dict[str, IssuingBody] = {}
    for path in (issues_folder() / LIBRARY, folder / LIBRARY):
        try:
            found.update((body.id, body) for body in load_library(path).issuing_bodies)
        except FileError:
            continue  # shown where the library is used for writing
    return found.values()


@cache
def newsletter_of(theme: str) -> str:
    """Return the name of a theme's newsletter; "" if the theme cannot be read."""
    try:
        return read_theme(theme).words.newsletter
    except FileError:
        return ""

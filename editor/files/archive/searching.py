"""Search the index of a folder."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from editor.files.archive.database import ids_of_days
from editor.files.archive.query import Query, translated
from editor.files.archive.snippets import Snippet, SnippetMaker
from editor.files.archive.stems import Stemmer

MOST_HITS = 50
COUNTED = 1000
"""Hits that are counted; for more, the number is `COUNTED + 1`."""

_BEST_OF = 3000
"""The best hits are chosen from the newest so many: rating all hits of a common word would take too long."""

_HIT = """
SELECT d.id, f.path, d.path, d.section, d.label, d.number, d.title, d.titles, d.text,
    f.newsletter, f.headline, f.date, p.page
FROM documents d JOIN files f ON f.id = d.file
LEFT JOIN pages p ON p.digest = f.digest AND p.path = d.path
WHERE d.id IN ({})
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry or item that was found. `path` is its address in the issue in `file`.

    `label` is its place in words (`Entry 3`), `number` its number in its list; `page` is None where it is not known.
    """

    file: Path
    path: str
    section: str
    label: str
    number: int | None
    title: str
    newsletter: str
    headline: str
    date: dt.date | None
    page: int | None
    snippet: Snippet
    title_spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hits:
    """The first hits of a query, and the number of all up to `COUNTED`."""

    hits: tuple[Hit, ...] = ()
    number: int = 0


def search(connection: sqlite3.Connection, folder: Path, query: Query, stemmer: Stemmer, most: int = MOST_HITS) -> Hits:
    """Return the hits of a query, the newest first or, if the query asks for it, the best. Raises sqlite3.Error."""
    if query.is_empty:
        return Hits()
    match = translated(query, connection, stemmer)
    if not match.expression and any((query.words, query.body, query.person, query.section)):
        return Hits()
    ids, number = _ids(connection, match.expression, query, most)
    return Hits(hits_of(connection, folder, ids, SnippetMaker(match.needles, stemmer)), number)


def hits_of(connection: sqlite3.Connection, folder: Path, ids: Sequence[int], maker: SnippetMaker) -> tuple[Hit, ...]:
    """Return the documents of some ids as hits, in this order."""
    rows = {row[0]: row[1:] for row in connection.execute(_HIT.format(",".join("?" * len(ids))), ids)}
    return tuple(_hit(folder, rows[number], maker) for number in ids if number in rows)


def sections_in(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the keys of all sections in the index."""
    return tuple(row[0] for row in connection.execute("SELECT DISTINCT section FROM documents ORDER BY section"))


def _ids(connection: sqlite3.Connection, expression: str, query: Query, most: int) -> tuple[list[int], int]:
    """The ids of the first hits, and the number of hits up to one more than `COUNTED`."""
    bounds = ids_of_days(
        query.since.toordinal() if query.since is not None else None,
        query.until.toordinal() if query.until is not None else None,
    )
    if not expression:
        newest = "SELECT id FROM documents WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?"
        values: tuple[object, ...] = bounds
    else:
        newest = "SELECT rowid FROM found WHERE found MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?"
        values = (expression, *bounds)
    found = [row[0] for row in connection.execute(newest, (*values, max(most, COUNTED + 1)))]
    if not query.best_first or not expression:
        return found[:most], len(found)
    # An offset below zero of a rank is better. The titles count four times.
    first = found[-1] if len(found) > COUNTED else bounds[0]
    if len(found) > COUNTED:
        row = connection.execute(f"{newest} OFFSET ?", (*values, 1, _BEST_OF)).fetchone()
        first = row[0] if row is not None else bounds[0]
    best = connection.execute(
        "SELECT rowid FROM found WHERE found MATCH ? AND rowid BETWEEN ? AND ? "
        "ORDER BY bm25(found, 4.0, 1.0, 0.0, 0.0), rowid DESC LIMIT ?",
        (expression, first, bounds[1], most),
    )
    return [row[0] for row in best], len(found)


def _hit(folder: Path, row: Sequence[object], maker: SnippetMaker) -> Hit:
    file, path, section, label, number, title, titles, text, newsletter, headline, date, page = row
    return Hit(
        file=folder / str(file),
        path=str(path),
        section=str(section),
        label=str(label),
        number=number if isinstance(number, int) else None,
        title=str(title),
        newsletter=str(newsletter),
        headline=str(headline),
        date=dt.date.fromisoformat(str(date)) if date else None,
        page=page if isinstance(page, int) else None,
        snippet=maker.snippet_of(str(title), str(titles), str(text)),
        title_spans=maker.spans(str(title)),
    )

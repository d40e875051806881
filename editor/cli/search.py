"""`newsdesk search`: find entries and items in all issues of a folder.

Loads no models unless a file has changed: they take longer to load than a search takes.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

from editor.cli.output import one_line, print_message, print_result
from editor.cli.status import DONE, WrongUsage
from editor.files.archive.cache_folder import archive_cache
from editor.files.archive.database import (
    IndexUnavailable,
    NoFullTextSearch,
    index_path,
    open_to_read,
    remove_index,
)
from editor.files.archive.days import first_day, last_day
from editor.files.archive.query import Query
from editor.files.archive.searching import COUNTED, Hit, Hits, search, sections_in
from editor.files.archive.stems import Stemmer
from editor.files.archive.updating import problems, update_all

_MANY_FILES = 100


def search_archive(options: argparse.Namespace) -> int:
    """Bring the index of the folder up to date and list the hits of a query. Raises FileError and WrongUsage."""
    query = Query(
        words=" ".join(options.words),
        body=options.body or "",
        person=options.person or "",
        section=(options.section or "").strip().lower().replace(" ", "-"),
        since=_date(options.since, first_day),
        until=_date(options.until, last_day),
        best_first=options.best,
    )
    if options.most < 1:
        raise WrongUsage("--most has to be at least 1")
    if query.is_empty:
        raise WrongUsage("give words to look for, or one of --body, --person, --section, --since and --until")
    found = _search(options.folder, query, options.most)
    if options.json:
        print_result(json.dumps([_as_json(hit) for hit in found.hits], ensure_ascii=False, indent=2) + "\n")
        return DONE
    print_result("".join(_lines(hit) for hit in found.hits))
    if not found.number:
        print_message("Nothing found.")
    elif len(found.hits) < found.number:
        number = f"more than {COUNTED}" if found.number > COUNTED else str(found.number)
        print_message(f"{len(found.hits)} of {number} hits. Use --most to list more.")
    return DONE


def _search(folder: Path, query: Query, most: int) -> Hits:
    cache = archive_cache()
    try:
        _update(cache, folder)
    except (NoFullTextSearch, IndexUnavailable) as error:
        print_message(one_line(error.args[0]))
        from editor.files.archive.plain_search import plain_search

        return plain_search(folder, query, most)
    for is_last in (False, True):
        try:
            return _hits(cache, folder, query, most)
        except sqlite3.DatabaseError:
            if is_last:
                raise
        remove_index(index_path(cache, folder))
        _update(cache, folder)
    raise AssertionError("unreachable")


def _update(cache: Path, folder: Path) -> None:
    has_said = False
    for step in update_all(cache, folder):
        if step.total > _MANY_FILES and not has_said:
            print_message(f"Indexing {step.total} files. The next search is faster.")
            has_said = True


def _hits(cache: Path, folder: Path, query: Query, most: int) -> Hits:
    connection = open_to_read(index_path(cache, folder))
    if connection is None:
        raise sqlite3.DatabaseError("the index was removed")
    with contextlib.closing(connection):
        if query.section and query.section not in (known := sections_in(connection)):
            raise WrongUsage(f"there is no section {query.section!r}; the archive has {', '.join(known) or 'none'}")
        for problem in problems(connection):
            print_message(one_line(f"{problem.path} could not be read: {problem.reason}"))
        return search(connection, folder, query, Stemmer(), most)


def _lines(hit: Hit) -> str:
    """A hit in lines: where, what, and the file."""
    where = [str(hit.date) if hit.date is not None else "no date", hit.newsletter, hit.label]
    where += [f"page {hit.page}"] if hit.page is not None else []
    title = one_line(hit.title)
    first = ", ".join(part for part in where if part) + (f": {title}" if title else "")
    lines = (first, *(f"    {one_line(text)}" for text in (hit.snippet.text, str(hit.file)) if text))
    return "\n".join(lines) + "\n"


def _as_json(hit: Hit) -> dict[str, object]:
    return {
        "issue": str(hit.file),
        "path": hit.path,
        "place": hit.label,
        "title": hit.title,
        "newsletter": hit.newsletter,
        "date": hit.date.isoformat() if hit.date is not None else None,
        "page": hit.page,
        "snippet": hit.snippet.text,
    }


def _date(text: str | None, day: Callable[[str], dt.date | None]) -> dt.date | None:
    """The first or last day of a period. Raises WrongUsage."""
    if text is None:
        return None
    found = day(text)
    if found is None:
        raise WrongUsage(f"{text!r} is not a date. Write 2025, 2025-03 or 2025-03-12")
    return found

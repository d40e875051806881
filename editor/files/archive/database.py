"""The index file: its place, its tables, and its replacement when it is damaged or of another version.

One SQLite file for each folder of issues, in a private folder of the user's cache. Everything in it can be made again
from the issues, so a file that cannot be read is removed. Writing is transactional (write-ahead log): a program that is
killed leaves the state of the last transaction.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import unicodedata
from pathlib import Path

from editor.files.errors import FileError
from editor.files.os_error_messages import explain

VERSION = 1
"""Raise it with every change of the tables, of `tokens` or of what `documents` takes from an issue."""

_APPLICATION = 0x4E455744  # "NEWD"
_PATIENCE_MS = 20_000

UNUSED_DAYS = 60

ISSUE, OTHER, UNREADABLE = "issue", "other", "unreadable"
"""Kinds of files."""

_SHIFT_DAY, _SHIFT_FILE = 36, 14

_TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    mtime_ns INTEGER NOT NULL,
    size INTEGER NOT NULL,
    read_ns INTEGER NOT NULL,
    digest TEXT NOT NULL,
    kind TEXT NOT NULL,
    problem TEXT NOT NULL DEFAULT '',
    newsletter TEXT NOT NULL DEFAULT '',
    headline TEXT NOT NULL DEFAULT '',
    date TEXT NOT NULL DEFAULT '',
    people TEXT NOT NULL DEFAULT ''
);
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    file INTEGER NOT NULL,
    path TEXT NOT NULL,
    section TEXT NOT NULL,
    label TEXT NOT NULL,
    number INTEGER,
    title TEXT NOT NULL,
    titles TEXT NOT NULL,
    text TEXT NOT NULL,
    tags TEXT NOT NULL,
    link TEXT NOT NULL,
    chinese TEXT NOT NULL
);
CREATE INDEX documents_of_file ON documents (file);
CREATE INDEX documents_of_section ON documents (section);
CREATE INDEX documents_by_link ON documents (link) WHERE link <> '';
CREATE INDEX documents_by_chinese ON documents (chinese) WHERE chinese <> '';
CREATE TABLE words (word TEXT PRIMARY KEY, stem TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE names (name TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (name, tag)) WITHOUT ROWID;
CREATE TABLE pages (digest TEXT NOT NULL, path TEXT NOT NULL, page INTEGER NOT NULL, PRIMARY KEY (digest, path))
    WITHOUT ROWID;
CREATE VIRTUAL TABLE found USING fts5(
    titles, text, tags, people, content = '', tokenize = 'porter ascii', prefix = '1 2 3'
);
"""

NO_FULL_TEXT_SEARCH = (
    "This Python's SQLite has no full-text search (FTS5), so every search reads all issues. It finds the same words, "
    "but takes longer and does not know word forms."
)


class IndexUnavailable(FileError):
    """The index cannot be opened or written. Issues can still be read one by one."""


class DamagedIndex(Exception):
    """The index cannot be read. It was removed; the next update makes a new one."""


class NoFullTextSearch(Exception):
    """SQLite was built without FTS5. The message says what that means."""

    def __init__(self) -> None:
        super().__init__(NO_FULL_TEXT_SEARCH)


def index_path(cache: Path, folder: Path) -> Path:
    """Return the index file of a folder of issues. `cache` is the folder of all indexes.

    The version is part of the name, so that two versions of the program do not remove each other's index. So is that
    of Unicode, which texts are cut by: removing a document cuts its text again.
    """
    real = os.path.realpath(folder)
    name = hashlib.sha256(os.fsencode(real)).hexdigest()[:16]
    return cache / f"{name}-v{VERSION}-{unicodedata.unidata_version}.sqlite3"


def remove_unused(cache: Path, now: float) -> None:
    """Remove indexes that were not written for `UNUSED_DAYS`: of folders that are gone, and of other versions.

    An index in use is written once a day at least.
    """
    with contextlib.suppress(OSError):
        for file in cache.glob("*.sqlite3"):
            if file.stat().st_mtime < now - UNUSED_DAYS * 24 * 3600:
                remove_index(file)


def has_full_text_search() -> bool:
    """Whether this Python's SQLite has FTS5."""
    with contextlib.closing(sqlite3.connect(":memory:")) as memory:
        try:
            memory.execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
        except sqlite3.OperationalError:
            return False
    return True


def open_index(file: Path) -> sqlite3.Connection:
    """Open an index for writing; make it, and its folder, if there is none. The folder is readable by the user only.

    An index that is damaged or of another version is replaced. Raises FileError if the cache folder cannot be
    written, and NoFullTextSearch.
    """
    if not has_full_text_search():
        raise NoFullTextSearch
    try:
        _make_private(file)
    except OSError as error:
        reason, help = explain(error)
        raise IndexUnavailable(f"The index of the archive {file} could not be written: {reason}.", help) from error
    for is_last in (False, True):
        try:
            return _opened(file)
        except sqlite3.DatabaseError as error:
            if is_last or is_busy(error):
                raise IndexUnavailable(
                    f"The index of the archive could not be opened: {error}.", f"Check the folder {file.parent}."
                ) from error
            remove_index(file)
    raise AssertionError("unreachable")


def open_to_read(file: Path) -> sqlite3.Connection | None:
    """Open an index for reading; None if there is none, or it is of another version."""
    if not file.is_file():
        return None
    connection = sqlite3.connect(file, timeout=_PATIENCE_MS / 1000, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA query_only = ON")
        if _is_current(connection):
            return connection
    except sqlite3.DatabaseError:
        pass
    connection.close()
    return None


def remove_index(file: Path) -> None:
    """Remove an index with its log."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(OSError):
            file.with_name(file.name + suffix).unlink()


def is_busy(error: sqlite3.Error) -> bool:
    """Whether an error only says that another program is writing."""
    return isinstance(error, sqlite3.OperationalError) and getattr(error, "sqlite_errorcode", 0) & 0xFF in (5, 6)


def about(connection: sqlite3.Connection, key: str) -> str:
    """Return a value that describes the index, or ""."""
    row = connection.execute("SELECT value FROM about WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row is not None else ""


def set_about(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Store a value that describes the index."""
    connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (key, value))


def _make_private(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.name != "nt" and file.parent.stat().st_mode & 0o077:
        file.parent.chmod(0o700)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=_PATIENCE_MS / 1000, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if not _is_current(connection):
            _make_tables(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _is_current(connection: sqlite3.Connection) -> bool:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return bool(application == _APPLICATION and version == VERSION)


def _make_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty file. Raises DatabaseError where another version has made its own."""
    connection.execute("BEGIN IMMEDIATE")
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        connection.execute("ROLLBACK")
        if _is_current(connection):  # another program has made them meanwhile
            return
        raise sqlite3.DatabaseError("the index is of another version")
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def first_id(day: int, file: int) -> int:
    """Return the id of an issue's first document. Ids are ordered by date, so that a search finds the newest first."""
    return (day << _SHIFT_DAY) | (file << _SHIFT_FILE)


def ids_of_days(since: int | None, until: int | None) -> tuple[int, int]:
    """Return the first id of a day and the last id of another, both as ordinals; without a day, the bounds of all."""
    first = 0 if since is None else since << _SHIFT_DAY
    last = (1 << 62) - 1 if until is None else ((until + 1) << _SHIFT_DAY) - 1
    return first, last

"""Bring an index up to date with its folder: files that are new, changed or gone.

A file whose time and size are those of the last look is not read. Every transaction holds some files with all of their
documents, so an update that is stopped or killed leaves an index that the next one continues.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from editor.files.archive.database import (
    ISSUE,
    OTHER,
    UNREADABLE,
    DamagedIndex,
    IndexUnavailable,
    about,
    index_path,
    is_busy,
    open_index,
    remove_index,
    remove_unused,
    set_about,
)
from editor.files.archive.pages import forget_pages
from editor.files.archive.scanning import FoundFile, Scan, scan
from editor.files.errors import FileError
from editor.files.reading import MOST_BYTES, read_bytes
from editor.files.shipped import LIBRARY, issues_folder

if TYPE_CHECKING:
    from editor.files.archive.indexing import Indexer

_AT_ONCE = 25
"""Files of one transaction."""
_UNSETTLED_NS = 2_000_000_000
"""A file that was changed less than this before it was read may change again within one tick of its clock."""
_ISSUE = b"newsdesk-issue"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an update is: files read of those to read. `issues` is the number in the index."""

    done: int
    total: int
    issues: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A file or subfolder that could not be read, and why."""

    path: str
    reason: str


Go = Callable[[], bool]
"""Returns whether to go on."""


def update(cache: Path, folder: Path, *, go_on: Go = lambda: True) -> Iterator[Progress]:
    """Bring the index of a folder up to date, and yield the progress after each transaction; the last is complete.

    Raises FileError if the folder cannot be read (the index is kept: a network folder comes back) or the index not be
    written, NoFullTextSearch, and DamagedIndex after removing an index that is damaged.
    """
    found = scan(folder)
    file = index_path(cache, folder)
    connection = open_index(file)
    try:
        yield from _Update(connection, folder, found).run(go_on)
        remove_unused(cache, time.time())
    except sqlite3.DatabaseError as error:
        if is_busy(error):
            raise IndexUnavailable("Another program is updating the archive.", "Try again in a moment.") from error
        if isinstance(error, sqlite3.OperationalError) and "malformed" not in str(error):
            raise IndexUnavailable(
                f"The index of the archive could not be written: {error}.", f"Check {cache}."
            ) from error
        connection.close()
        remove_index(file)
        raise DamagedIndex from error
    finally:
        connection.close()


def update_all(cache: Path, folder: Path, *, go_on: Go = lambda: True) -> Iterator[Progress]:
    """Like `update`, but make a new index once if the old one is damaged."""
    try:
        yield from update(cache, folder, go_on=go_on)
    except DamagedIndex:
        yield from update(cache, folder, go_on=go_on)


def problems(connection: sqlite3.Connection) -> tuple[Problem, ...]:
    """Return the files and subfolders that could not be read at the last update."""
    rows = connection.execute("SELECT path, problem FROM files WHERE kind = ? ORDER BY path", (UNREADABLE,))
    return tuple(Problem(*row) for row in rows)


class _Update:
    def __init__(self, connection: sqlite3.Connection, folder: Path, found: Scan) -> None:
        self._connection = connection
        self._folder = folder
        self._found = found

    def run(self, go_on: Go) -> Iterator[Progress]:
        self._check()
        libraries = _libraries(self._folder)
        is_renamed = about(self._connection, "libraries") != libraries
        known = {
            str(path): (mtime_ns, size, read_ns)
            for path, mtime_ns, size, read_ns in self._connection.execute(
                "SELECT path, mtime_ns, size, read_ns FROM files"
            )
        }
        listed = {one.path for one in self._found.files}
        gone = [path for path in known if path not in listed and self._found.covers(path)]
        changed = [one for one in self._found.files if is_renamed or _may_differ(one, known.get(one.path))]
        changed.sort(key=lambda one: one.mtime_ns, reverse=True)  # the newest issues are searched first
        unreadable = self._unreadable_folders()
        if not gone and not changed and unreadable is None and about(self._connection, "complete"):
            yield self._progress(0, 0)
            return
        names = _LazyIndexer(self._folder)
        self._begin()
        if is_renamed:
            names.indexer.store_names(self._connection)
            set_about(self._connection, "complete", "")
        for path in gone:
            self._remove(path)
        self._note_unreadable(unreadable)
        self._connection.execute("COMMIT")
        yield self._progress(0, len(changed))
        for start in range(0, len(changed), _AT_ONCE):
            if not go_on():
                return
            self._begin()
            for one in changed[start : start + _AT_ONCE]:
                self._read(one, names, force=is_renamed)
            self._connection.execute("COMMIT")
            yield self._progress(min(start + _AT_ONCE, len(changed)), len(changed))
        self._begin()
        # Only now: an update that was stopped reads again what it read with older names.
        set_about(self._connection, "libraries", libraries)
        set_about(self._connection, "complete", "yes")
        self._connection.execute("COMMIT")
        yield self._progress(len(changed), len(changed))

    def _check(self) -> None:
        """Look for damage, once a day: it takes a moment for a large index. Raises DatabaseError."""
        checked = about(self._connection, "checked")
        if checked.isdecimal() and 0 <= time.time() - int(checked) < 24 * 3600:
            return
        (result,) = self._connection.execute("PRAGMA quick_check(1)").fetchone()
        if result != "ok":
            raise sqlite3.DatabaseError(f"malformed: {result}")
        self._begin()
        forget_pages(self._connection)
        set_about(self._connection, "checked", str(int(time.time())))
        self._connection.execute("COMMIT")

    def _begin(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def _progress(self, done: int, total: int) -> Progress:
        (issues,) = self._connection.execute("SELECT count(*) FROM files WHERE kind = ?", (ISSUE,)).fetchone()
        return Progress(done, total, issues)

    def _unreadable_folders(self) -> Sequence[tuple[str, str]] | None:
        """The subfolders that cannot be read, if they are others than last time."""
        now = sorted((f"{path}/", reason) for path, reason in self._found.unreadable.items())
        rows = self._connection.execute("SELECT path, problem FROM files WHERE path LIKE '%/' ORDER BY path")
        return None if now == [tuple(row) for row in rows] else now

    def _note_unreadable(self, folders: Sequence[tuple[str, str]] | None) -> None:
        if folders is not None:
            self._connection.execute("DELETE FROM files WHERE path LIKE '%/'")
            self._connection.executemany(
                "INSERT INTO files (path, mtime_ns, size, read_ns, digest, kind, problem) "
                "VALUES (?, 0, 0, 0, '', ?, ?)",
                [(path, UNREADABLE, reason) for path, reason in folders],
            )

    def _read(self, one: FoundFile, names: _LazyIndexer, *, force: bool) -> None:
        """Read one file, and replace what the index has of it."""
        read_ns = time.time_ns()
        before = self._connection.execute("SELECT digest FROM files WHERE path = ?", (one.path,)).fetchone()
        kind, problem, digest, data = _content(self._folder / one.path, one.size)
        if before is not None and digest and before[0] == digest and not force:
            self._connection.execute(
                "UPDATE files SET mtime_ns = ?, size = ?, read_ns = ? WHERE path = ?",
                (one.mtime_ns, one.size, read_ns, one.path),
            )
            return
        if kind == UNREADABLE:
            read_ns = 0  # permissions leave no trace in time and size: it is tried again at each update
        self._remove(one.path)
        cursor = self._connection.execute(
            "INSERT INTO files (path, mtime_ns, size, read_ns, digest, kind, problem) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (one.path, one.mtime_ns, one.size, read_ns, digest, kind, problem),
        )
        if kind == ISSUE and cursor.lastrowid is not None:
            names.indexer.index(self._connection, cursor.lastrowid, data, one.path)

    def _remove(self, path: str) -> None:
        row = self._connection.execute("SELECT id, people FROM files WHERE path = ?", (path,)).fetchone()
        if row is None:
            return
        from editor.files.archive.indexing import remove_documents  # not needed where nothing has changed

        remove_documents(self._connection, *row)
        self._connection.execute("DELETE FROM files WHERE id = ?", row[:1])


class _LazyIndexer:
    """Indexes files. The models are loaded when the first one is read: most updates read none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def indexer(self) -> Indexer:
        from editor.files.archive.indexing import Indexer

        return Indexer(self._folder)


def _may_differ(one: FoundFile, known: tuple[int, int, int] | None) -> bool:
    if known is None:
        return True
    mtime_ns, size, read_ns = known
    return (one.mtime_ns, one.size) != (mtime_ns, size) or one.mtime_ns > read_ns - _UNSETTLED_NS


def _content(path: Path, size: int) -> tuple[str, str, str, bytes]:
    """Return the kind of a file, why it cannot be read, its digest, and its content if it is an issue."""
    if size > MOST_BYTES:
        # Larger than any issue. Its beginning tells whether it is meant to be one.
        try:
            with path.open("rb") as file:
                is_issue = _ISSUE in file.read(4096)
        except OSError as error:
            return UNREADABLE, error.strerror or str(error), "", b""
        problem = f"The file is too large: the limit is {MOST_BYTES // 1_000_000} MB."
        return (UNREADABLE, problem, "", b"") if is_issue else (OTHER, "", "", b"")
    try:
        data = read_bytes(path)
    except FileError as error:
        return UNREADABLE, error.message, "", b""
    if _ISSUE not in data and _ISSUE.decode().encode("utf-16-le") not in data and data.strip():
        return OTHER, "", "", b""
    return ISSUE, "", hashlib.sha256(data).hexdigest(), data


def _libraries(folder: Path) -> str:
    """What tells whether the libraries that names come from have changed."""
    found = []
    for path in (folder / LIBRARY, issues_folder() / LIBRARY):
        try:
            status = path.stat()
            found.append(f"{path}:{status.st_mtime_ns}:{status.st_size}")
        except OSError:
            found.append(f"{path}:-")
    return "\n".join(found)

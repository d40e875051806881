"""The pages on which the entries and items of an issue begin, for as long as its file has the same content."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from editor.files.archive.database import open_to_read

_PATIENCE_S = 0.5


def store_pages(index: Path, digest: str, pages: Mapping[str, int]) -> bool:
    """Store the page of each path of the issue whose file has this SHA-256. Return whether it was done.

    It is left out where there is no index, or while another program writes it for long.
    """
    reading = open_to_read(index)  # an index that cannot be read must not be written, either
    if reading is None:
        return False
    reading.close()
    with contextlib.closing(sqlite3.connect(index, timeout=_PATIENCE_S, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM pages WHERE digest = ?", (digest,))
            rows = [(digest, path, page) for path, page in pages.items()]
            connection.executemany("INSERT INTO pages VALUES (?, ?, ?)", rows)
            connection.execute("COMMIT")
        except sqlite3.Error:
            return False
    return True


def forget_pages(connection: sqlite3.Connection) -> None:
    """Remove the pages of contents that no file has any more."""
    connection.execute("DELETE FROM pages WHERE digest NOT IN (SELECT digest FROM files)")

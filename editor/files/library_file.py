"""The desk's library file: known issuing bodies and people, and the desk's settings."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from editor.files.errors import FileError
from editor.files.file_locks import exclusive, save_lock_path
from editor.files.model_file import ModelFile
from editor.files.shipped import LIBRARY
from schemas.library import Library
from schemas.upgrade import LIBRARIES

NAME = LIBRARY
"""The file name in a newsroom's folder."""

_FILE = ModelFile(
    Library,
    LIBRARIES,
    "library",
    "schemas/library.schema.json",
    "Choose a library file. Open issues from the start page.",
)


def load_library(path: Path) -> Library:
    """Return the library in a file, upgraded to the current version. Raises FileError."""
    return _FILE.load(path)


def parse_library(data: bytes, name: str) -> Library:
    """Return the library in the bytes of a file; `name` names it in messages. Raises FileError."""
    return _FILE.parse(data, name)


def save_library(library: Library, path: Path) -> None:
    """Replace the file atomically. Raises FileError; the old file is then unchanged."""
    _FILE.save(library, path)


def update_library(path: Path, change: Callable[[Library], Library], new: Callable[[], Library]) -> Library:
    """Change the library in the file, or the result of `new` if there is no file. Raises FileError.

    Concurrent changes are made one after the other.
    """
    with exclusive(save_lock_path(path)):
        found = load_library(path) if path.exists() else new()
        after = change(found)
        if after != found or not path.exists():
            save_library(after, path)
    return after


def needs_approvals(folder: Path) -> bool:
    """Whether the library in a folder requires approvals for publication. Raises FileError."""
    path = folder / NAME
    try:
        return os.path.lexists(path) and load_library(path).publication_needs_approvals
    except FileError as error:
        raise FileError(f"Could not check whether publication needs approvals: {error.message}", error.help) from error

"""The desk's library file: issuing bodies and people, completed while an issue is written, and the desk's settings."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from editor.files.errors import FileError
from editor.files.file_locks import exclusive, save_lock_path
from editor.files.model_file import ModelFile
from schemas.library import Library
from schemas.upgrade import LIBRARIES

NAME = "library.json"
"""Its name in a newsroom's folder."""

_FILE = ModelFile(
    Library,
    LIBRARIES,
    "library",
    "schemas/library.schema.json",
    "Open a library file; an issue is opened from the start page.",
)


def load_library(path: Path) -> Library:
    """The library in a file, lifted to the current version. Raises FileError."""
    return _FILE.load(path)


def save_library(library: Library, path: Path) -> None:
    """Replace the file whole. Raises FileError; the old file is then as it was."""
    _FILE.save(library, path)


def update_library(path: Path, change: Callable[[Library], Library], new: Callable[[], Library]) -> Library:
    """Change what the file holds now, or what `new` gives where there is none yet. Raises FileError.

    Two who change it at once do it one after the other.
    """
    with exclusive(save_lock_path(path)):
        found = load_library(path) if path.exists() else new()
        after = change(found)
        if after != found or not path.exists():
            save_library(after, path)
    return after


def needs_approvals(folder: Path) -> bool:
    """Whether the desk that works in a folder publishes only what is approved. Raises FileError."""
    path = folder / NAME
    try:
        return os.path.lexists(path) and load_library(path).publication_needs_approvals
    except FileError as trouble:
        raise FileError(
            f"Whether publication needs approvals is not known: {trouble.message}", trouble.help
        ) from trouble

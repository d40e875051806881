"""The desk's library file: issuing bodies and people, completed while an issue is written."""

from __future__ import annotations

from pathlib import Path

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
    """The library in a file, lifted to the current version. Raises FileTrouble."""
    return _FILE.load(path)


def parse_library(data: bytes, name: str) -> Library:
    """The library that `data` holds; `name` stands for it in messages. Raises FileTrouble."""
    return _FILE.parse(data, name)


def library_text(library: Library) -> str:
    """The file of a library: JSON, indented by two, every field present; one library gives one text."""
    return _FILE.text(library)


def save_library(library: Library, path: Path) -> None:
    """Replace the file whole. Raises FileTrouble; the old file is then as it was."""
    _FILE.save(library, path)

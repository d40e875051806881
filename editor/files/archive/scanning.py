"""The files of a newsroom's folder and its subfolders that may be issues."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from editor.files.errors import FileError
from editor.files.shipped import LIBRARY, TEMPLATES


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file: its path relative to the folder, with `/`, and what tells whether it has changed."""

    path: str
    mtime_ns: int
    size: int


@dataclass(slots=True)
class Scan:
    """One look at a folder. `unreadable` are subfolders, relative, that could not be listed, and why."""

    files: list[FoundFile] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)

    def covers(self, path: str) -> bool:
        """Whether a file that is not among `files` is gone, rather than in a folder that could not be listed."""
        return not any(path.startswith(f"{folder}/") for folder in self.unreadable)


def scan(folder: Path) -> Scan:
    """List the JSON files of a folder and its subfolders; each folder once, whatever links lead to it.

    Hidden files and folders are left out, and so are the library and templates. Raises FileError if the folder cannot
    be listed.
    """
    found = Scan()
    seen: set[tuple[int, int]] = set()
    waiting = [(os.fspath(folder), "")]
    while waiting:
        place, relative = waiting.pop()
        try:
            status = Path(place).stat()
            if (status.st_dev, status.st_ino) in seen and status.st_ino:
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(place) as listing:
                waiting += [*_entries(listing, relative, found)]
        except OSError as error:
            if not relative:
                raise FileError(
                    f"The folder {folder} could not be read: {error.strerror or error}.", "Choose another folder."
                ) from error
            found.unreadable[relative] = error.strerror or str(error)
    return found


def _entries(listing: Iterator[os.DirEntry[str]], relative: str, found: Scan) -> Iterator[tuple[str, str]]:
    """Add the files of a folder, and yield its subfolders."""
    for entry in listing:
        name = entry.name
        if name.startswith((".", "~")):
            continue
        path = f"{relative}/{name}" if relative else name
        try:
            if name.lower().endswith(".json") and entry.is_file():
                if name != LIBRARY:
                    status = entry.stat()
                    found.files.append(FoundFile(path, status.st_mtime_ns, status.st_size))
            elif path != TEMPLATES and entry.is_dir():
                yield entry.path, path
        except OSError:  # removed meanwhile, or a link to nowhere
            continue

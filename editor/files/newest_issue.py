"""The newest issue of a folder that a new one can take its publisher and contact from."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path

from editor.document.new_issue import has_publisher
from editor.files.errors import FileError
from editor.files.issue_file import load_issue
from editor.files.library_file import NAME as LIBRARY
from schemas import Issue

_MOST_READ = 12
"""Files that are read, those changed last first: a folder may hold hundreds, and a new issue should open at once."""


def newest_with_publisher(folder: Path, theme: str) -> tuple[Path, Issue] | None:
    """Return the issue of a theme with the latest date that has a publisher or a contact, and its file.

    Only the files changed last are looked at. What cannot be read is passed over, and so is the folder.
    """
    found: list[tuple[dt.date, Path, Issue]] = []
    for path in _changed_last(folder):
        with contextlib.suppress(FileError):
            issue = load_issue(path)
            if issue.theme == theme and has_publisher(issue):
                found.append((issue.date or dt.date.min, path, issue))
    newest = max(found, key=lambda one: one[0], default=None)
    return newest[1:] if newest is not None else None


def _changed_last(folder: Path) -> list[Path]:
    changed: list[tuple[int, Path]] = []
    with contextlib.suppress(OSError):
        for path in folder.glob("*.json"):
            with contextlib.suppress(OSError):
                if path.name != LIBRARY and not path.name.startswith("."):
                    changed.append((path.stat().st_mtime_ns, path))
    return [path for _, path in sorted(changed, reverse=True)[:_MOST_READ]]

"""Renaming and duplicating issue files. Nothing is ever overwritten."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path

from editor.files.errors import FileError
from editor.files.issue_file import parse_issue
from editor.files.library_file import NAME as LIBRARY
from editor.files.open_marker import OpenMarker, Owner
from editor.files.reading import read_bytes

_LONGEST_NAME = 200
_MOST_COPIES = 1000
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
"""Characters that Windows or Unix do not allow in file names: shared folders are used from both."""


def rename_issue(file: Path, name: str, author: str, when: dt.datetime) -> Path:
    """Rename an issue file, and continue its history under the new name; return its new path.

    `name` is without suffix. Raises FileError if the name cannot be used, or if someone has the issue open.
    """
    target = file.with_name(_checked(name) + file.suffix)
    refuse_if_open(file, "Rename it")
    data = read_bytes(file)
    is_same = os.path.lexists(target) and file.samefile(target)  # only upper and lower case differ
    if os.path.lexists(target) and not is_same:
        raise FileError(f"There already is a file {target.name}.", "Choose another name.")
    try:
        file.rename(target)
    except OSError as error:
        raise FileError(
            f"{file.name} could not be renamed: {error.strerror or error}.", "Check your permissions for the folder."
        ) from error
    _continue_history(file, target, data, author, when)
    return target


def duplicate_issue(file: Path) -> Path:
    """Copy an issue file beside it, as `NAME copy.json`, and return the copy's path. Raises FileError."""
    data = read_bytes(file)
    for number in range(1, _MOST_COPIES):
        target = file.with_stem(f"{file.stem} copy" + (f" {number}" if number > 1 else ""))
        try:
            with target.open("xb") as copy:
                copy.write(data)
        except FileExistsError:
            continue
        except OSError as error:
            target.unlink(missing_ok=True)
            raise FileError(
                f"{file.name} could not be duplicated: {error.strerror or error}.",
                "Check the disk and your permissions for the folder.",
            ) from error
        return target
    raise FileError(f"There are too many copies of {file.name}.", "Rename or remove some of them.")


def refuse_if_open(file: Path, action: str) -> None:
    """Raise FileError if someone has an issue open. `action` is what to do later, such as `Rename it`."""
    owner = OpenMarker(file, Owner.here()).other()
    if owner is not None:
        raise FileError(
            f"{owner.name} has {file.name} open on {owner.machine}.", f"{action} when the issue is closed there."
        )


def _checked(name: str) -> str:
    name = " ".join(name.removesuffix(".json").split())
    if not name or name.startswith(".") or name.endswith(".") or len(name) > _LONGEST_NAME:
        raise FileError(f"“{name}” cannot be a file name.", "Use a short name that does not begin or end with a dot.")
    if found := _FORBIDDEN.search(name):
        raise FileError(f"A file name cannot contain “{found[0]}”.", "Choose another name.")
    if f"{name}.json".casefold() == LIBRARY:
        raise FileError(f"{LIBRARY} is the name of the desk's library.", "Choose another name.")
    return name


def _continue_history(old: Path, new: Path, data: bytes, author: str, when: dt.datetime) -> None:
    """Record the renamed issue with its earlier versions. A file that is no issue has no history."""
    from editor.files.history.history import History  # loads dulwich

    try:
        issue = parse_issue(data, new.name)
    except FileError:
        return
    History.beside(new).record(new, issue, author, when, f"Renamed from {old.name}", came_from=old)

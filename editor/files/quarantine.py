"""Rename unreadable files instead of overwriting them."""

from __future__ import annotations

import os
from pathlib import Path

from editor.files.errors import FileError
from editor.files.os_error_messages import explain

_MOST = 1000


def move_aside(path: Path) -> Path:
    """Rename a file to the next free name such as `issue-set-aside-1.json`, and return that. Raises FileError.

    Links are followed: the target is renamed in its own folder.
    """
    file = Path(os.path.realpath(path))
    for number in range(1, _MOST):
        aside = file.with_name(f"{file.stem}-set-aside-{number}{file.suffix}")
        if os.path.lexists(aside):
            continue
        try:
            file.rename(aside)
        except OSError as error:
            why, help = explain(error)
            raise FileError(f"{path.name} could not be renamed: {why}.", help) from error
        return aside
    raise FileError(f"{path.name} could not be renamed: too many renamed files in {file.parent}.", "Remove old ones.")

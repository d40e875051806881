"""A file that stands in the way is set aside under another name: nothing is ever written over what cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

from editor.files.errors import FileError
from editor.files.os_error_messages import explain

_MOST = 1000


def move_aside(path: Path) -> Path:
    """Give a file the next free name of its kind, `issue-set-aside-1.json`; returns it. Raises FileError.

    Links are followed: the file itself gets the name, beside itself.
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
            raise FileError(f"{path.name} could not be set aside: {why}.", help) from error
        return aside
    raise FileError(f"Too many files were set aside in {file.parent}.", "Remove the old ones.")

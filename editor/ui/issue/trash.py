"""Moving issue files to the system's trash, and back.

Imports Qt's classes of files where they are used: with their enumerations, they take time at the start.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from editor.files.errors import FileError


def move_to_trash(file: Path) -> Path:
    """Move a file to the trash, and return its path there. Raises FileError; the file is then where it was."""
    from PySide6.QtCore import QFile, QStandardPaths

    # Qt 6.12 creates the trash in the user's data folder, but not that folder itself, and then finds no trash.
    data = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    with suppress(OSError):
        Path(data).mkdir(parents=True, exist_ok=True)
    trashed = QFile(str(file))
    if not trashed.moveToTrash():
        raise FileError(f"{file.name} could not be moved to the trash: {trashed.errorString()}.", "It is still there.")
    return Path(trashed.fileName())


def put_back(trashed: Path, file: Path) -> None:
    """Move a file from the trash to where it was. Raises FileError; it then stays in the trash."""
    from PySide6.QtCore import QFile

    if file.exists():
        raise FileError(f"There is a new file {file.name}.", f"The old one stays in the trash: {trashed}.")
    if not QFile.rename(str(trashed), str(file)):
        raise FileError(f"{file.name} could not be put back.", f"It is in the trash: {trashed}.")
    if trashed.parent.name == "files":  # the freedesktop.org trash notes beside `files` where a file came from
        (trashed.parent.parent / "info" / f"{trashed.name}.trashinfo").unlink(missing_ok=True)

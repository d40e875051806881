"""What is told to the user when a file cannot be read or written."""

from __future__ import annotations


class FileError(Exception):
    """A file could not be used. `message` says what happened and where, `help` what to do."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(f"{message}\n{help}".strip())
        self.message = message
        self.help = help


class WrongFileType(FileError):
    """The file is no newsletter issue (or library) at all, but something else."""


class ChangedOnDisk(FileError):
    """Somebody else has written the file since it was read; saving would take their work away."""

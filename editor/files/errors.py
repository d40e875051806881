"""Errors of reading and writing files, with messages for the user."""

from __future__ import annotations


class FileError(Exception):
    """A file could not be read or written. `message` says what happened and where, `help` what to do."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(f"{message}\n{help}".strip())
        self.message = message
        self.help = help


class WrongFileType(FileError):
    """The file has another type than expected, such as a library instead of an issue."""


class ChangedOnDisk(FileError):
    """The file was changed by someone else since it was read. Saving would overwrite their changes."""

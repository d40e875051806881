"""Where the outputs of a command go."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from editor.cli.output import path_line, print_result
from editor.files.atomic import replace_file
from editor.files.errors import FileError


class OutputWriter(Protocol):
    """Takes complete outputs."""

    def make_folder(self, folder: Path) -> None:
        """Create a folder if it is missing. Raises FileError."""

    def write(self, target: Path, data: bytes) -> None:
        """Write a file and print its path. Raises FileError."""


class FileWriter:
    """Writes files in this process."""

    def make_folder(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileError(
                f"The folder {folder} could not be created: {error.strerror}.", "Choose another one with -o."
            ) from error

    def write(self, target: Path, data: bytes) -> None:
        replace_file(target, data)
        print_result(path_line(target))

"""What an output format is given, and what it returns."""

from __future__ import annotations

from dataclasses import dataclass

from editor.document.contents import ContentsPages
from editor.document.installed_theme import InstalledTheme
from schemas import Issue


class OutputError(Exception):
    """An output could not be made. `message` says what happened, `help` what to do."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


@dataclass(frozen=True, slots=True)
class OutputJob:
    """One export. There are several issues only for formats that join them.

    `pages` are the page numbers of the contents, if the pages were laid out anyway.
    """

    issues: tuple[Issue, ...]
    theme: InstalledTheme
    proof: bool = False
    pages: ContentsPages | None = None

    @property
    def issue(self) -> Issue:
        """The issue of a format that takes one."""
        return self.issues[0]


@dataclass(frozen=True, slots=True)
class OutputNote:
    """What the person who exports a file has to know about it, and what can be done."""

    message: str
    help: str


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to write. `name` is its default name."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """The files of one output, and notes about them."""

    files: tuple[OutputFile, ...]
    notes: tuple[OutputNote, ...] = ()

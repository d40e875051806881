"""What the writer of an output format returns."""

from __future__ import annotations

from dataclasses import dataclass

from editor.document.findings import Level


@dataclass(frozen=True, slots=True)
class OutputNote:
    """What the person who exports a file has to know about it, and what can be done.

    An error is about a file that will not arrive as it is; it does not keep it from being written.
    """

    message: str
    help: str
    level: Level = Level.WARNING


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to write. `name` is its default name."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class SizeMeter:
    """The size of an output that has a limit, in bytes: up to `warning` nothing is said, `limit` is an error."""

    size: int
    warning: int
    limit: int


@dataclass(frozen=True, slots=True)
class Copied:
    """What an output puts on the clipboard: HTML for a mailing tool or a content management system, and its text."""

    html: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """The files of one output, and notes about them. `meter` and `copied` only where there is such a thing."""

    files: tuple[OutputFile, ...]
    notes: tuple[OutputNote, ...] = ()
    meter: SizeMeter | None = None
    copied: Copied | None = None

"""Text with tracked changes: pieces of one style and one change, and the paragraphs that they make."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from editor.document.paths import FieldPath
from editor.document.text.inline import Run
from schemas.suggestion import SuggestionRecord

LINE_BREAK = "\v"
"""In a run's text: a line break inside a paragraph."""


class Tag(StrEnum):
    """The elements of tracked changes (ECMA-376, part 1, 17.13.5)."""

    INSERTED = "ins"
    DELETED = "del"
    MOVED_FROM = "moveFrom"
    MOVED_TO = "moveTo"


@dataclass(frozen=True, slots=True)
class Signed:
    """Who changed something, and when."""

    author: str
    at: dt.datetime

    @property
    def time(self) -> str:
        """The time as Word writes it: UTC, to the second."""
        return f"{self.at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def signed(record: SuggestionRecord) -> Signed:
    """Who made a suggestion, and when."""
    return Signed(record.author, record.at)


@dataclass(frozen=True, slots=True)
class Tracked:
    """A tracked change. `record` is the id of the suggestion that it writes."""

    tag: Tag
    by: Signed
    record: str = ""

    @property
    def goes(self) -> bool:
        """Whether the text is gone once the change is accepted."""
        return self.tag in (Tag.DELETED, Tag.MOVED_FROM)


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one style. `start` is its position in the field as the author has it; None for inserted text.

    `was` is the style before a formatting change that `restyled` signs.
    """

    run: Run
    start: int | None = None
    change: Tracked | None = None
    was: Run | None = None
    restyled: Tracked | None = None


@dataclass(frozen=True, slots=True)
class TrackedLine:
    """A paragraph or bullet. `paths` are those of the texts that it is before and after the changes.

    `mark` is the change of its paragraph mark. `bullet` tells what it is after the changes; `turned` signs the change
    of a paragraph to a bullet, or the other way round.
    """

    paths: tuple[FieldPath, ...]
    pieces: tuple[Piece, ...]
    bullet: bool = False
    mark: Tracked | None = None
    turned: Tracked | None = None

    @property
    def was_bullet(self) -> bool:
        """Whether it was a bullet before the changes."""
        return self.bullet is not (self.turned is not None)

    @property
    def records(self) -> frozenset[str]:
        """The ids of the suggestions that change its text."""
        changes = (change for piece in self.pieces for change in (piece.change, piece.restyled))
        return frozenset(change.record for change in changes if change is not None)

    @property
    def marks(self) -> frozenset[str]:
        """The ids of the suggestions that change its paragraph mark or kind."""
        return frozenset(change.record for change in (self.mark, self.turned) if change is not None)


def begins_with_paragraph(lines: Sequence[TrackedLine]) -> bool:
    """Whether a field begins with a paragraph before and after the changes."""
    before = next((line for line in lines if line.mark is None or line.mark.goes), None)
    after = next((line for line in lines if line.mark is None or not line.mark.goes), None)
    return before is not None and after is not None and not before.was_bullet and not after.bullet


def unchanged(runs: Iterable[Run], start: int = 0) -> tuple[Piece, ...]:
    """Text without changes."""
    return tuple(_unchanged(runs, start))


def _unchanged(runs: Iterable[Run], start: int) -> Iterator[Piece]:
    for run in runs:
        yield Piece(run, start)
        start += len(run.text)


def changed(runs: Iterable[Run], change: Tracked, start: int | None = None) -> tuple[Piece, ...]:
    """Text that comes or goes as a whole; text that goes has a position."""
    found: list[Piece] = []
    for run in runs:
        found.append(Piece(run, start if change.goes else None, change))
        start = None if start is None else start + len(run.text)
    return tuple(found)


def replaced(old: Sequence[Run], new: Sequence[Run], by: Signed, record: str) -> tuple[Piece, ...]:
    """One text in the place of another."""
    gone = changed(old, Tracked(Tag.DELETED, by, record), 0)
    come = changed(new, Tracked(Tag.INSERTED, by, record))
    return in_order(gone, come)


def in_order(gone: Sequence[Piece], come: Sequence[Piece]) -> tuple[Piece, ...]:
    """What goes, and then what comes; the other way round where words would go on in a link that goes.

    LibreOffice extends a link to what follows it.
    """
    is_linked = bool(gone and come) and bool(gone[-1].run.link) and not come[0].run.link
    return (*come, *gone) if is_linked else (*gone, *come)

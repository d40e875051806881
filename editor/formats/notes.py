"""What an import could not place or had to guess, by line of the source."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from editor.formats.text_form.lines import Line

_QUOTED = 60

NO_PLACE_FOR_READING_TIME = "{} was left out: an issue has no place for a reading time."
TAKEN_FOR_PAGE_NUMBER = "{} was taken for a page number and left out."


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know about an import. `line` counts from 1; `last` is the last line that it speaks of."""

    line: int
    message: str
    last: int = 0

    @property
    def lines(self) -> range:
        return range(self.line, max(self.line, self.last) + 1)


@dataclass
class Notes:
    """Collects notes. Unplaced lines that follow each other become one note."""

    _said: list[Note] = field(default_factory=list)
    _unplaced: list[Line] = field(default_factory=list)

    def say(self, line: Line, message: str) -> None:
        self._said.append(Note(line.number, message))

    def unplaced(self, line: Line) -> None:
        self._unplaced.append(line)

    def all(self) -> tuple[Note, ...]:
        """Everything, in the order of the source."""
        lines = sorted(self._unplaced, key=lambda line: line.index)
        runs = groupby(enumerate(lines), lambda counted: counted[1].index - counted[0])
        unplaced = [_unplaced([line for _, line in run]) for _, run in runs]
        return tuple(sorted([*self._said, *unplaced], key=lambda note: note.line))


def quoted(text: str) -> str:
    """The beginning of a text, in quotation marks, for a message of one line."""
    flat = " ".join(text[: 4 * _QUOTED].split())
    return f'"{flat}"' if len(flat) <= _QUOTED and len(text) <= 4 * _QUOTED else f'"{flat[:_QUOTED].rstrip()}…"'


def _unplaced(lines: list[Line]) -> Note:
    first, last = lines[0], lines[-1]
    reach = f" (to line {last.number})" if last.number > first.number else ""
    return Note(first.number, f"No place was found for {quoted(first.text)}{reach}; it was left out.", last.number)

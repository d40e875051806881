"""What an import could not place or had to guess, by place of the source."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby

from editor.document.text.inline import plain
from editor.formats.rules.joining import BREAK_HYPHEN, begins_part, is_full, joined
from editor.formats.source.document import Unit
from editor.formats.text_form.lines import Line

_QUOTED = 60
_LEAST_WIDTH = 24
"""Columns of a source's widest line; where all are shorter, they are a list and no broken paragraphs."""

_HEADING_MARK = re.compile(r"#{1,6} ")

NO_PLACE_FOR_READING_TIME = "{} was left out: issues have no reading time."
TAKEN_FOR_PAGE_NUMBER = "{} was taken for a page number and left out."


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know about an import.

    `line` counts the source's units from 1 and is 0 for the whole source; `last` is the last unit that it is about.
    `text` is all of the source that it is about; `markup` is the same in limited Markdown where the source has formats
    or links.
    """

    line: int
    message: str
    last: int = 0
    unit: Unit = Unit.LINE
    help: str = ""
    needs_person: bool = False
    text: str = ""
    markup: str = ""

    @property
    def place(self) -> str:
        """`line 12`, `page 3`; "" for the whole source."""
        return f"{self.unit} {self.line}" if self.line else ""

    @property
    def lines(self) -> range:
        return range(self.line, max(self.line, self.last) + 1)


@dataclass
class Notes:
    """Collects notes. Unplaced lines that follow each other become one note.

    `width` is that at which the source's lines are broken by hand, in columns.
    """

    unit: Unit = Unit.LINE
    width: int | None = None
    _notes: list[Note] = field(default_factory=list)
    _unplaced: list[Line] = field(default_factory=list)

    def say(self, line: Line, message: str, *, needs_person: bool = True, text: str = "") -> None:
        """Note something about a line, or about a `text` that begins with it."""
        self._notes.append(
            Note(line.number, message, unit=self.unit, needs_person=needs_person, text=text or line.text)
        )

    def inform(self, line: Line, message: str) -> None:
        """Note something that nobody has to act on."""
        self.say(line, message, needs_person=False)

    def unplaced(self, line: Line) -> None:
        """Note that a line has no place in an issue."""
        self._unplaced.append(line)

    def all(self) -> tuple[Note, ...]:
        """Everything, in the order of the source."""
        lines = sorted(self._unplaced, key=lambda line: line.index)
        runs = groupby(enumerate(lines), lambda counted: counted[1].index - counted[0])
        unplaced = [_unplaced([line for _, line in run], self.unit, self.width) for _, run in runs]
        return tuple(sorted([*self._notes, *unplaced], key=lambda note: note.line))


def quoted(text: str) -> str:
    """The beginning of a text, in quotation marks, for a message of one line."""
    flat = " ".join(text[: 4 * _QUOTED].split())
    return f'"{flat}"' if len(flat) <= _QUOTED and len(text) <= 4 * _QUOTED else f'"{flat[:_QUOTED].rstrip()}…"'


def quoted_line(text: str) -> str:
    """The beginning of a line of limited Markdown, as a reader sees its words."""
    return quoted(plain(without_heading_mark(text)))


def without_heading_mark(text: str) -> str:
    """A line without the mark that makes it a heading."""
    return text[found.end() :] if (found := _HEADING_MARK.match(text)) else text


def _unplaced(lines: list[Line], unit: Unit, width: int | None) -> Note:
    first, last = lines[0], lines[-1]
    reach = f" (to {unit} {last.number})" if last.number > first.number else ""
    message = f"No field was found for {quoted_line(first.text)}{reach}; it was left out."
    text = "\n".join(map(joined, _paragraphs(lines, width)))
    return Note(first.number, message, last.number, unit, needs_person=True, text=text)


def _paragraphs(lines: list[Line], width: int | None) -> list[list[str]]:
    """The texts of lines by paragraph. Only lines that surely go on are put together: others may be a list."""
    found: list[list[str]] = []
    before: Line | None = None
    for line in lines:
        if before is not None and _goes_on(before, line, width):
            found[-1].append(line.text)
        else:
            found.append([line.text])
        before = line
    return found


def _goes_on(before: Line, line: Line, width: int | None) -> bool:
    if line.begins is not None:
        return not line.begins
    if line.gap or begins_part(line.text) or line.text.startswith("- "):
        return False
    if before.text.endswith(BREAK_HYPHEN):
        return True
    return width is not None and width >= _LEAST_WIDTH and is_full(before.text, line.text, width - before.indent)

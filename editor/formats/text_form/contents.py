"""The contents page: where it ends, and the shorter titles that it may have for entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from editor.formats.notes import Notes, quoted_line
from editor.formats.text_form.labels import BELOW_TITLE, CHAPTERS, IMPRINT, Label, Labels, key
from editor.formats.text_form.line_kinds import LEADERS, LineKind, Mark, Marker, split_page
from editor.formats.text_form.lines import joined, one_line
from schemas import Entry

_NUMBERED_ITEM = re.compile(r"([0-9]{1,3})[.)]\s+")


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """An entry's line of the contents. `number` is None where it has none, `more` are the source's lines below it."""

    mark: Mark
    number: int | None
    title: str
    more: tuple[str, ...] = ()

    @property
    def letters(self) -> str:
        """All of its lines as they are in the source, with page numbers."""
        return "\n".join([self.mark.line.text, *self.more])


def end_of_contents(marks: Sequence[Mark], start: int, labels: Labels) -> int:
    """The index behind the last line of the contents that begin at `start`.

    They end before page furniture, before any text that is no line of a contents page, and before a title that
    was there already: then the sections themselves have begun.
    """
    titles: set[tuple[Label, str]] = set()
    numbers: set[int] = set()
    for at in range(start, len(marks)):
        mark = marks[at]
        following = marks[at + 1] if at + 1 < len(marks) else None
        if mark.kind is LineKind.LABEL and mark.label in CHAPTERS | IMPRINT:
            title = (mark.label, mark.news_list)
            if (title in titles or mark.label in IMPRINT or mark.label is Label.CONTENTS) and mark.page is None:
                return at
            titles.add(title)
        elif mark.kind is LineKind.NUMBERED and mark.number is not None:
            begins_entry = following is not None and following.label in BELOW_TITLE
            if mark.page is None and (mark.number in numbers or begins_entry):
                return at
            numbers.add(mark.number)
        elif mark.kind is LineKind.BULLET:
            listed = labels.whole(mark.text)
            if listed is not None:
                titles.add((listed, labels.news_list(mark.text)))
        elif mark.kind is LineKind.RULE or _is_paged(mark):
            continue
        elif not _is_broken_title(marks, at):
            return at
    return len(marks)


def _is_paged(mark: Mark) -> bool:
    return mark.kind is LineKind.TEXT and split_page(mark.line.text)[1] is not None


def _is_broken_title(marks: Sequence[Mark], at: int) -> bool:
    """Whether a line goes on with the numbered title above it."""
    mark, before = marks[at], marks[at - 1]
    follows = (
        mark.kind is LineKind.TEXT and not mark.line.gap and before.kind is LineKind.NUMBERED and before.page is None
    )
    return follows and mark.text[0].islower()


def contents_lines(marks: Sequence[Mark], marker: Marker) -> list[ContentsLine]:
    """The entries' lines, titles that run over two lines put together."""
    found: list[ContentsLine] = []
    open_title = False
    for mark in marks:
        if mark.kind is LineKind.NUMBERED:
            found.append(ContentsLine(mark, mark.number, mark.unpaged))
            open_title = mark.page is None
        elif mark.kind in (LineKind.TEXT, LineKind.BULLET):
            text, page = split_page(mark.line.text if mark.kind is LineKind.TEXT else mark.text)
            numbered = _NUMBERED_ITEM.match(text) if mark.kind is LineKind.BULLET else None
            if marker.labels.whole(text):  # a list of news
                open_title = False
            elif numbered:  # an item of a list whose number is typed
                title = one_line(text[numbered.end() :])
                found.append(ContentsLine(mark, int(numbered[1]), "" if marker.missing.field(title) else title))
                open_title = False
            elif open_title and not mark.line.gap and mark.kind is LineKind.TEXT:
                last = found[-1]
                title = joined([last.title, one_line(text)])
                found[-1] = replace(last, title=title, more=(*last.more, mark.line.text))
                open_title = page is None
            else:
                found.append(ContentsLine(mark, None, one_line(text)))
                open_title = page is None and mark.kind is LineKind.TEXT
        else:
            open_title = False
    return found


def title_line(marks: Sequence[Mark]) -> ContentsLine:
    """A numbered title, which can run over several lines, as a line of the contents."""
    first, *rest = marks
    pieces = [first.unpaged, *(one_line(split_page(mark.line.text)[0]) for mark in rest)]
    more = tuple(mark.line.text for mark in rest)
    return ContentsLine(first, first.number, joined([piece for piece in pieces if piece]), more)


def with_contents_titles(
    entries: Sequence[tuple[int | None, Entry]], contents: Sequence[ContentsLine], notes: Notes
) -> tuple[Entry, ...]:
    """The entries with the titles that the contents have for them; `entries` come with their numbers.

    A line belongs to the entry of its number. Where that entry has another title, an entry of the line's title goes
    before it, as the order may have changed since the contents were written.
    """
    by_title: dict[str, int] = {}
    by_number: dict[int, int] = {}
    for index, (number, entry) in enumerate(entries):
        by_title.setdefault(_title_key(entry.title), index)
        by_number.setdefault(index + 1 if number is None else number, index)
    result = [entry for _, entry in entries]
    taken: set[int] = set()
    others: list[tuple[ContentsLine, int | None]] = []
    for place, line in enumerate(contents, 1):
        numbered = by_number.get(place if line.number is None else line.number)
        if numbered is not None and numbered not in taken and _reads_the_same(line, result[numbered].title):
            taken.add(numbered)
        else:
            others.append((line, numbered))
    for line, numbered in others:
        titled = by_title.get(_title_key(line.title))
        place_of_entry = titled if titled is not None and titled not in taken else numbered
        if place_of_entry is None or place_of_entry in taken:
            said = f"The contents name {quoted_line(line.title)}, but no such entry follows."
            notes.say(line.mark.line, said, text=line.letters)
            continue
        taken.add(place_of_entry)
        entry = result[place_of_entry]
        if not _reads_the_same(line, entry.title):
            result[place_of_entry] = entry.model_copy(update={"contents_title": line.title})
    return tuple(result)


def _title_key(title: str) -> str:
    return key(title) or title


def _reads_the_same(line: ContentsLine, title: str) -> bool:
    """Capitals all through are a contents page's style, and final stops are part of its leader."""
    if line.mark.text == title:
        return True
    bare, title = line.title.rstrip(LEADERS + " "), title.rstrip(LEADERS + " ")
    return bare in (title, title.upper(), "")

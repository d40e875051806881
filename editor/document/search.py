"""Find and replace in a whole issue, in the texts without markup.

Positions count code points of the text without markup. The lines of a field of several lines (a role, issuing
bodies) are joined by line breaks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from editor.document.editing.edits import CompoundEdit, Edit, SetValue
from editor.document.field_specs import is_inline
from editor.document.paths import ROOT, FieldPath, value_at
from editor.document.reading_order import reading_position
from editor.document.text.folding import folded
from editor.document.text.inline import Run, parse, plain
from editor.document.text.inline_writer import markdown
from schemas import Issue, Item, Kind, Part, specs_of

# Keyboards have straight quotes, issues typographic ones: straight quotes match both.
_AS_PRINTED = {'"': '["“”„]', "'": "['‘’‚]"}


@dataclass(frozen=True, slots=True)
class Query:
    """A search text and its options. An empty text has no occurrences.

    Straight quotes also match typographic ones. Spaces, hyphens, accents and widths match in every encoding, and
    invisible characters are skipped.
    """

    text: str
    match_case: bool = False
    whole_words: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence: the field's path, and the range in its text without markup."""

    path: FieldPath
    start: int
    length: int


def occurrences(issue: Issue, query: Query) -> tuple[Occurrence, ...]:
    """Return all occurrences in reading order, without overlaps."""
    if not folded(query.text).text:
        return ()
    pattern = _pattern(query)
    return tuple(place for path, text in _texts(issue, ROOT) for place in _in_text(pattern, path, text))


def matches(query: Query, text: str) -> tuple[tuple[int, int], ...]:
    """Return start and length of each match in a text."""
    if not folded(query.text).text:
        return ()
    return tuple((place.start, place.length) for place in _in_text(_pattern(query), ROOT, text))


def searched_text(issue: Issue, path: FieldPath) -> str:
    """Return the text of a field as it is searched. Raises NoSuchField if it does not exist."""
    value = value_at(issue, path)
    return _as_read(value, Kind.INLINE if isinstance(value, str) and is_inline(issue, path) else Kind.LINE)


def _in_text(pattern: re.Pattern[str], path: FieldPath, text: str) -> Iterator[Occurrence]:
    searched = folded(text)
    for match in pattern.finditer(searched.text):
        place = searched.original(*match.span())
        if place is not None:
            yield Occurrence(path, place[0], place[1] - place[0])


def next_occurrence(issue: Issue, places: Sequence[Occurrence], path: FieldPath, start: int) -> int:
    """Return the index of the first occurrence at or after a position, or their number if there is none.

    `places` must be in reading order.
    """
    return bisect_left(
        places,
        (reading_position(issue, path), start),
        key=lambda place: (reading_position(issue, place.path), place.start),
    )


def replace_edit(issue: Issue, places: Iterable[Occurrence], replacement: str) -> CompoundEdit:
    """Return the edit that replaces each occurrence; the new words take the style of the old ones.

    Raises NoSuchField if an occurrence is in a field that does not exist.
    """
    new = " ".join(replacement.splitlines())
    by_field = groupby(sorted(places, key=lambda place: place.path), key=lambda place: place.path)
    return CompoundEdit(tuple(_field_edit(issue, path, sorted(group, key=_start), new) for path, group in by_field))


def _pattern(query: Query) -> re.Pattern[str]:
    words = "".join(_AS_PRINTED.get(letter) or re.escape(letter) for letter in folded(query.text).text)
    if query.whole_words:
        words = rf"(?<!\w){words}(?!\w)"
    return re.compile(words, re.NOFLAG if query.match_case else re.IGNORECASE)


def _texts(part: Part, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    """Return the path and text of every field that contains text."""
    for name, spec in specs_of(type(part)).items():
        value = getattr(part, name)
        if isinstance(value, Part):
            yield from _texts(value, path / name)
        elif isinstance(value, tuple) and value and isinstance(value[0], Item):
            for item in value:
                yield from _texts(item, path / name / item.id)
        elif value and isinstance(value, str | tuple) and spec.kind is not Kind.CHOICE:
            yield path / name, _as_read(value, spec.kind)


def _as_read(value: Any, kind: Kind) -> str:
    if isinstance(value, tuple):
        return "\n".join(value)
    return plain(value) if kind is Kind.INLINE else str(value)


def _start(place: Occurrence) -> int:
    return place.start


def _field_edit(issue: Issue, path: FieldPath, places: list[Occurrence], new: str) -> Edit:
    value = value_at(issue, path)
    if isinstance(value, tuple):
        return SetValue(path, tuple(_lines_replaced(value, places, new)))
    if not is_inline(issue, path):
        return SetValue(path, _replaced(value, places, new))
    runs = parse(value)
    for place in reversed(places):
        runs = tuple(_run_replaced(runs, place, new))
    return SetValue(path, markdown(runs))


def _lines_replaced(lines: tuple[str, ...], places: list[Occurrence], new: str) -> Iterator[str]:
    """Replace in the lines. Lines that become empty are removed."""
    first = 0
    for line in lines:
        inside = [replace(place, start=place.start - first) for place in places if _in_line(place, first, line)]
        after = _replaced(line, inside, new)
        if after or not inside:
            yield after
        first += len(line) + 1


def _in_line(place: Occurrence, first: int, line: str) -> bool:
    return first <= place.start and place.start + place.length <= first + len(line)


def _replaced(text: str, places: list[Occurrence], new: str) -> str:
    for place in reversed(places):
        text = text[: place.start] + new + text[place.start + place.length :]
    return text


def _run_replaced(runs: tuple[Run, ...], place: Occurrence, new: str) -> Iterator[Run]:
    """Replace an occurrence in runs. The replacement takes the style of the occurrence's first character."""
    end = place.start + place.length
    at = 0
    for run in runs:
        first, last = at, at + len(run.text)
        before, after = run.text[: max(0, place.start - first)], run.text[max(0, end - first) :]
        if first <= place.start < last:
            yield replace(run, text=before + new + after)
        elif last <= place.start or first >= end:
            yield run
        else:
            yield replace(run, text=after)
        at = last

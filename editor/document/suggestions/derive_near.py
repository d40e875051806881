"""The part of a line that an edit concerns: while somebody types, all other suggestions of the line stay as they are.

The line is cut where so much is the same in both texts that changes on both sides have nothing to do with each other.
Without this, each letter that is typed would compare the whole paragraph, with all that is suggested in it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from editor.document.compare.hunks import Runs, applied_hunks, length_of, trimmed
from editor.document.suggestions.apply import Placed, in_order, overlap, placed
from editor.document.suggestions.story import Story
from editor.document.text.inline import sliced, text_of
from schemas.suggestion import FormatWords, ReplaceWords, SuggestionRecord

_APART = 36
"""Letters that stay between two changes which are never taken for one rewritten phrase (`compare.phrases`)."""
_WORD = 16
"""Letters of these that stay with the change: it may take the word beside it along."""


class Near(NamedTuple):
    """A stretch of a line and the records in it. `start` and `end` are positions in the content.

    `shown` are the words that a person has there. `left` and `right` are the records on both sides.
    """

    start: int
    end: int
    shown: Runs
    records: Sequence[SuggestionRecord]
    left: Sequence[SuggestionRecord]
    right: Sequence[SuggestionRecord]


class _Reach(NamedTuple):
    """A record where it is in the content and in the text with all records in it."""

    place: Placed
    start: int
    end: int


def near_change(content: Story, shown: Runs, before: Sequence[SuggestionRecord]) -> Near | None:
    """The stretch of a line in which `shown` is not what the records `before` say; None where it is not one stretch."""
    reached = _reached(content, before)
    if reached is None:
        return None
    was = applied_hunks(content.runs, [one.place.hunk for one in reached])
    edit = trimmed(was, shown)
    if edit is None:
        return None
    words = text_of(was)
    first, start = _left(words, reached, edit.start)
    last, end = _right(words, reached, edit.end)
    if (start, end) == (0, len(words)):
        return None
    grown = edit.length - (edit.end - edit.start)
    return Near(
        start - _shift(reached[:first]),
        end - _shift(reached[:last]),
        sliced(shown, start, end + grown),
        [one.place.record for one in reached[first:last]],
        [one.place.record for one in reached[:first]],
        [one.place.record for one in reached[last:]],
    )


def _reached(content: Story, records: Sequence[SuggestionRecord]) -> list[_Reach] | None:
    """The records in order; None where one does not fit or overlaps another."""
    places: list[Placed] = []
    for record in records:
        place = placed(content, record) if isinstance(record, ReplaceWords | FormatWords) else None
        if place is None:
            return None
        places.append(place)
    places.sort(key=in_order)
    found: list[_Reach] = []
    shift = 0
    for place in places:
        if found and overlap(found[-1].place, place):
            return None
        size = length_of(place.runs)
        found.append(_Reach(place, place.start + shift, place.start + shift + size))
        shift += size - (place.end - place.start)
    return found


def _left(words: str, reached: Sequence[_Reach], edge: int) -> tuple[int, int]:
    """The first record that is near a change that begins at `edge`, and where the stretch begins: at a space."""
    number = bisect_right(reached, edge, key=lambda one: one.start)
    while number:
        above = reached[number - 1]
        if (
            edge - above.end >= _APART
            and (cut := words.find(" ", max(above.end, edge - 2 * _APART), edge - _WORD)) >= 0
        ):
            return number, cut
        edge = min(edge, above.start)
        number -= 1
    return 0, max(0, words.rfind(" ", 0, max(0, edge - _APART)))


def _right(words: str, reached: Sequence[_Reach], edge: int) -> tuple[int, int]:
    """The first record that is not near a change that ends at `edge`, and where the stretch ends: at a space."""
    number = bisect_left(reached, edge, key=lambda one: one.end)
    while number < len(reached):
        below = reached[number]
        if (
            below.start - edge >= _APART
            and (cut := words.rfind(" ", edge + _WORD, min(below.start, edge + 2 * _APART))) >= 0
        ):
            return number, cut
        edge = max(edge, below.end)
        number += 1
    cut = words.find(" ", edge + _APART)
    return number, cut if cut >= 0 else len(words)


def _shift(reached: Sequence[_Reach]) -> int:
    """By how much records move what is behind them."""
    return sum(length_of(one.place.runs) - (one.place.end - one.place.start) for one in reached)

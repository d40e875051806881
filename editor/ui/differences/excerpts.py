"""Shortens a difference to the changed text and its context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTextBoundaryFinder

from editor.document.compare.styling import style_change
from editor.document.compare.word_diff import ChangeKind, DiffPart
from editor.document.text.inline import Run, sliced
from editor.document.text.utf16 import utf16_length, utf16_slice

CONTEXT = 60
"""Characters of unchanged text before and after a change."""
MAX_CHANGE = 600
"""Characters of changed text that are shown before the user expands it."""
_BREAK_SEARCH = 20  # characters in which a space is searched, so that no word is cut


@dataclass(frozen=True, slots=True)
class ExcerptPart:
    """A part as it is shown. `note` follows it; `folded` is the number of characters that are left out here."""

    change: ChangeKind
    runs: tuple[Run, ...]
    note: str = ""
    folded: int = 0


def excerpts(pieces: Sequence[DiffPart], *, whole: bool = False) -> Iterator[ExcerptPart]:
    """Return the parts of one difference in order. `whole` leaves nothing out."""
    skipped = -1
    for index, piece in enumerate(pieces):
        if index == skipped:
            continue
        note = style_change(pieces, index)
        if note:
            skipped = index + 1
            piece = pieces[skipped]
        head, tail = _kept_lengths(piece.change, first=index == 0, last=index == len(pieces) - 1)
        if whole or len(piece.text) <= head + tail + _BREAK_SEARCH:
            yield ExcerptPart(piece.change, piece.runs, note)
            continue
        before, after = _first(piece.runs, head), _last(piece.runs, tail)
        folded = len(piece.text) - _length(before) - _length(after)
        if before:
            yield ExcerptPart(piece.change, before)
        yield ExcerptPart(piece.change, (), folded=folded)
        if after:
            yield ExcerptPart(piece.change, after, note)


def _kept_lengths(change: ChangeKind, *, first: bool, last: bool) -> tuple[int, int]:
    """Return how many characters are shown of a part's beginning and end."""
    if change is not ChangeKind.SAME:
        return MAX_CHANGE // 2, MAX_CHANGE // 2
    if first and last:  # moved, or reformatted: enough to recognize it
        return 2 * CONTEXT, CONTEXT
    return (0 if first else CONTEXT), (0 if last else CONTEXT)


def _first(runs: Sequence[Run], most: int) -> tuple[Run, ...]:
    text = "".join(run.text for run in runs)
    if not most:
        return ()
    space = text.rfind(" ", most - _BREAK_SEARCH, most)
    return sliced(runs, 0, space + 1 if space >= 0 else _grapheme_start(text, most))


def _last(runs: Sequence[Run], most: int) -> tuple[Run, ...]:
    text = "".join(run.text for run in runs)
    if not most:
        return ()
    start = len(text) - most
    space = text.find(" ", start, start + _BREAK_SEARCH)
    return sliced(runs, space if space >= 0 else _grapheme_start(text, start))


def _grapheme_start(text: str, position: int) -> int:
    """Return the nearest grapheme boundary at or before a position."""
    near = text[max(0, position - 50) : position + 50]
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, near)
    finder.setPosition(utf16_length(text[max(0, position - 50) : position]))
    if not finder.isAtBoundary():
        finder.toPreviousBoundary()
    return max(0, position - 50) + len(utf16_slice(near, 0, max(0, finder.position())))


def _length(runs: Sequence[Run]) -> int:
    return sum(len(run.text) for run in runs)

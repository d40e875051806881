"""A difference cut to what is read: the words that changed, and a few of those around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTextBoundaryFinder

from editor.document.compare.styling import style_change
from editor.document.compare.word_diff import ChangeKind, DiffPart
from editor.document.text.inline import Run, sliced
from editor.document.text.utf16 import utf16_length, utf16_slice

AROUND = 60
"""Characters of what stays, before and behind a change."""
LONGEST = 600
"""Characters of what came or went that are shown before somebody asks for all."""
_SEARCHED = 20  # characters in which a space is looked for, so that no word is cut


@dataclass(frozen=True, slots=True)
class Shown:
    """A stretch as it is shown. `note` is said behind it; `folded` counts the characters that are left out here."""

    change: ChangeKind
    runs: tuple[Run, ...]
    note: str = ""
    folded: int = 0


def excerpt(pieces: Sequence[DiffPart], *, whole: bool = False) -> Iterator[Shown]:
    """The stretches of one difference in their order; `whole` leaves nothing out."""
    skipped = -1
    for index, piece in enumerate(pieces):
        if index == skipped:
            continue
        note = style_change(pieces, index)
        if note:
            skipped = index + 1
            piece = pieces[skipped]
        head, tail = _kept(piece.change, first=index == 0, last=index == len(pieces) - 1)
        if whole or len(piece.text) <= head + tail + _SEARCHED:
            yield Shown(piece.change, piece.runs, note)
            continue
        before, after = _first(piece.runs, head), _last(piece.runs, tail)
        folded = len(piece.text) - _length(before) - _length(after)
        if before:
            yield Shown(piece.change, before)
        yield Shown(piece.change, (), folded=folded)
        if after:
            yield Shown(piece.change, after, note)


def _kept(change: ChangeKind, *, first: bool, last: bool) -> tuple[int, int]:
    """How many characters are shown of a stretch's beginning and of its end."""
    if change is not ChangeKind.SAME:
        return LONGEST // 2, LONGEST // 2
    if first and last:  # moved, or written otherwise: enough to know it again
        return 2 * AROUND, AROUND
    return (0 if first else AROUND), (0 if last else AROUND)


def _first(runs: Sequence[Run], most: int) -> tuple[Run, ...]:
    text = "".join(run.text for run in runs)
    if not most:
        return ()
    space = text.rfind(" ", most - _SEARCHED, most)
    return sliced(runs, 0, space + 1 if space >= 0 else _whole_letters(text, most))


def _last(runs: Sequence[Run], most: int) -> tuple[Run, ...]:
    text = "".join(run.text for run in runs)
    if not most:
        return ()
    start = len(text) - most
    space = text.find(" ", start, start + _SEARCHED)
    return sliced(runs, space if space >= 0 else _whole_letters(text, start))


def _whole_letters(text: str, position: int) -> int:
    """The nearest position before this one that parts no letter from its marks."""
    near = text[max(0, position - 50) : position + 50]
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, near)
    finder.setPosition(utf16_length(text[max(0, position - 50) : position]))
    if not finder.isAtBoundary():
        finder.toPreviousBoundary()
    return max(0, position - 50) + len(utf16_slice(near, 0, max(0, finder.position())))


def _length(runs: Sequence[Run]) -> int:
    return sum(len(run.text) for run in runs)

"""Compare texts word by word.

Each Chinese character is a word. Combining characters and emoji sequences are never split.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from editor.document.compare.sequences import ChangeKind, diff_sequences, inverted_diff
from editor.document.text.inline import Run, joined, parse, text_of
from editor.document.text.scripts import CHINESE

__all__ = ["ChangeKind", "DiffPart", "diff_runs", "inverted", "new_runs", "old_runs", "word_diff", "words_in"]


@dataclass(frozen=True, slots=True)
class DiffPart:
    """A part of a diff. In a replacement, the deleted part comes first."""

    change: ChangeKind
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The text of the part."""
        return text_of(self.runs)


# What hangs on the character before it: combining marks, variation selectors, joiners with what they join,
# skin tones, tag characters.
_HANGING = (
    r"(?:[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    r"\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef]|\u200d.)*"
)
# Not compiled here, because that takes some milliseconds at start-up.
_WORD = (
    rf"[{CHINESE}]{_HANGING}"
    rf"|[\U0001f1e6-\U0001f1ff]{{2}}{_HANGING}"
    rf"|(?:(?![{CHINESE}])[^\W_]{_HANGING})+(?:['’](?:[^\W_]{_HANGING})+)*"
    rf"|\s+|.{_HANGING}"
)


@lru_cache(maxsize=2048)
def word_diff(before: str, after: str) -> tuple[DiffPart, ...]:
    """Compare two strings of limited Markdown. Swapping the arguments gives the inverse diff."""
    if before > after:  # makes ties symmetric
        return inverted(word_diff(after, before))
    return _diff(_words(before), _words(after))


def diff_runs(before: Iterable[Run], after: Iterable[Run]) -> tuple[DiffPart, ...]:
    """Two texts as pieces, as `word_diff` gives them for strings."""
    return _diff(words_in(before), words_in(after))


def _diff(before: Sequence[Run], after: Sequence[Run]) -> tuple[DiffPart, ...]:
    pieces = [DiffPart(change, joined(words)) for change, words in diff_sequences(before, after)]
    return tuple(_without_islands(pieces))


def inverted(pieces: Iterable[DiffPart]) -> tuple[DiffPart, ...]:
    """Return the inverse diff."""
    return tuple(
        DiffPart(change, runs) for change, runs in inverted_diff((piece.change, piece.runs) for piece in pieces)
    )


def old_runs(pieces: Iterable[DiffPart]) -> tuple[Run, ...]:
    """Return the old text."""
    return joined(run for piece in pieces if piece.change is not ChangeKind.INSERTED for run in piece.runs)


def new_runs(pieces: Iterable[DiffPart]) -> tuple[Run, ...]:
    """Return the new text."""
    return joined(run for piece in pieces if piece.change is not ChangeKind.DELETED for run in piece.runs)


# While typing, one of the two texts stays the same.
@lru_cache(maxsize=128)
def _words(text: str) -> tuple[Run, ...]:
    return words_in(parse(text))


def words_in(runs: Iterable[Run]) -> tuple[Run, ...]:
    """A text taken apart into words, spaces and punctuation, each in its style."""
    return tuple(
        Run(word, run.strong, run.emphasis, run.link) for run in runs for word in re.findall(_WORD, run.text, re.DOTALL)
    )


def _without_islands(pieces: list[DiffPart]) -> Iterable[DiffPart]:
    """Join replacements that are separated only by an unchanged space, so that phrases are replaced as a whole."""
    deleted: list[Run] = []
    inserted: list[Run] = []
    for index, piece in enumerate(pieces):
        if piece.change is ChangeKind.DELETED:
            deleted += piece.runs
        elif piece.change is ChangeKind.INSERTED:
            inserted += piece.runs
        elif deleted and inserted and not piece.text.strip() and _replaced_after(pieces, index):
            deleted += piece.runs
            inserted += piece.runs
        else:
            yield from _flushed(deleted, inserted)
            yield piece
    yield from _flushed(deleted, inserted)


def _replaced_after(pieces: Sequence[DiffPart], index: int) -> bool:
    following = {piece.change for piece in pieces[index + 1 : index + 3]}
    return {ChangeKind.DELETED, ChangeKind.INSERTED} <= following


def _flushed(deleted: list[Run], inserted: list[Run]) -> Iterable[DiffPart]:
    if deleted:
        yield DiffPart(ChangeKind.DELETED, joined(deleted))
        deleted.clear()
    if inserted:
        yield DiffPart(ChangeKind.INSERTED, joined(inserted))
        inserted.clear()

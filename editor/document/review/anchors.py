"""A thread's words, followed through the edits of their text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from editor.document.compare.word_diff import ChangeKind, word_diff
from editor.document.text.inline import escaped, plain


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words in a text as it is read; `start` counts code points from 0."""

    start: int
    words: str

    @property
    def end(self) -> int:
        """The position behind the last of the words."""
        return self.start + len(self.words)


def follow(place: Anchor, before: str, after: str) -> Anchor | None:
    """Where the words stand after an edit of their text (limited Markdown), or None where nothing is left of them.

    What was typed between the words belongs to them; what was typed before the first or behind the last does not.
    """
    edit = _edit(before, after)
    if place.end < edit.begins:
        return place
    if place.start > len(edit.old) - edit.behind:
        return Anchor(place.start + len(edit.new) - len(edit.old), place.words)
    if edit.old.count(place.words) == edit.new.count(place.words) == 1:
        # No need to guess: a comparison may match other words, where whole phrases have changed places.
        return Anchor(edit.new.index(place.words), place.words)
    survivors = [
        (new + max(place.start - old, 0), new + min(place.end - old, length))
        for old, new, length in _unchanged_ranges(before, after)
        if max(place.start, old) < min(place.end, old + length)
    ]
    if not survivors:
        return None
    start, end = survivors[0][0], survivors[-1][1]
    words = edit.new[start:end]
    start += len(words) - len(words.lstrip())
    return Anchor(start, words.strip()) if words.strip() else None


def nearest_anchor(words: str, near: int, text: str) -> Anchor | None:
    """The occurrence of the words that is nearest to a position of a text as it is read."""
    if not words:
        return None
    places: list[int] = []
    position = text.find(words)
    while position >= 0:
        places.append(position)
        position = text.find(words, position + 1)
    return Anchor(min(places, key=lambda start: abs(start - near)), words) if places else None


@dataclass(frozen=True, slots=True)
class _Edit:
    """Two states of a text as it is read: what differs begins behind `begins` letters and ends before `behind`."""

    old: str
    new: str
    begins: int
    behind: int


# One edit moves all the threads of its text.
@lru_cache(maxsize=16)
def _edit(before: str, after: str) -> _Edit:
    old, new = plain(before), plain(after)
    begins = _common_prefix(old, new)
    return _Edit(old, new, begins, _common_prefix(old[begins:][::-1], new[begins:][::-1]))


def _common_prefix(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (left, right) in pairs if left != right), min(len(one), len(other)))


@lru_cache(maxsize=16)
def _unchanged_ranges(before: str, after: str) -> tuple[tuple[int, int, int], ...]:
    """Stretches that stay: where they were, where they are, how long they are."""
    kept: list[tuple[int, int, int]] = []
    old = new = 0
    for piece in word_diff(escaped(plain(before)), escaped(plain(after))):
        length = len(piece.text)
        if piece.change is ChangeKind.SAME:
            kept.append((old, new, length))
        if piece.change is not ChangeKind.INSERTED:
            old += length
        if piece.change is not ChangeKind.DELETED:
            new += length
    return tuple(kept)

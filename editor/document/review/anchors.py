"""Anchors: the commented passages of threads, and where they are after an edit of their text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from editor.document.compare.word_diff import ChangeKind, word_diff
from editor.document.text.inline import escaped, plain


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage of a text without markup. `start` counts code points."""

    start: int
    words: str

    @property
    def end(self) -> int:
        """The position after the passage."""
        return self.start + len(self.words)


def follow(place: Anchor, before: str, after: str) -> Anchor | None:
    """Return the anchor after an edit of its text (limited Markdown), or None if nothing of the passage is left.

    Text inserted inside the passage belongs to it; text inserted before or after it does not.
    """
    edit = _edit(before, after)
    if place.end < edit.begins:
        return place
    if place.start > len(edit.old) - edit.behind:
        return Anchor(place.start + len(edit.new) - len(edit.old), place.words)
    if edit.old.count(place.words) == edit.new.count(place.words) == 1:
        # A comparison may match other words if whole phrases were moved.
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
    """Return the occurrence of the words nearest to a position of a text without markup; None if there is none."""
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
    """Two states of a text without markup, which share the first `begins` and the last `behind` characters."""

    old: str
    new: str
    begins: int
    behind: int


# One edit affects all threads of its text, so its comparison is cached.
@lru_cache(maxsize=16)
def _edit(before: str, after: str) -> _Edit:
    old, new = plain(before), plain(after)
    begins = _common_prefix(old, new)
    return _Edit(old, new, begins, _common_prefix(old[begins:][::-1], new[begins:][::-1]))


def _common_prefix(one: str, other: str) -> int:
    """Return the length of the common prefix."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (left, right) in pairs if left != right), min(len(one), len(other)))


@lru_cache(maxsize=16)
def _unchanged_ranges(before: str, after: str) -> tuple[tuple[int, int, int], ...]:
    """Return the unchanged ranges as (old start, new start, length)."""
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

"""A thread's words, followed through the edits of their text."""

from __future__ import annotations

from dataclasses import dataclass

from editor.document.compare.words import Change, compared
from editor.document.inline import escaped, plain


@dataclass(frozen=True, slots=True)
class Place:
    """Words in a text as it is read; `start` counts code points from 0."""

    start: int
    words: str

    @property
    def end(self) -> int:
        """The position behind the last of the words."""
        return self.start + len(self.words)


def followed(place: Place, before: str, after: str) -> Place | None:
    """Where the words stand after an edit of their text (limited Markdown), or None where nothing is left of them.

    What was typed between the words belongs to them; what was typed before the first or behind the last does not.
    """
    old_text, new_text = plain(before), plain(after)
    if old_text.count(place.words) == new_text.count(place.words) == 1:
        # No need to guess: a comparison may match other words, where whole phrases have changed places.
        return Place(new_text.index(place.words), place.words)
    survivors: list[tuple[int, int]] = []
    old = new = 0
    for piece in compared(escaped(old_text), escaped(new_text)):
        length = len(piece.text)
        if piece.change is Change.SAME:
            first, last = max(place.start, old), min(place.end, old + length)
            if first < last:
                survivors.append((new + first - old, new + last - old))
        if piece.change is not Change.INSERTED:
            old += length
        if piece.change is not Change.DELETED:
            new += length
    if not survivors:
        return None
    start, end = survivors[0][0], survivors[-1][1]
    words = new_text[start:end]
    start += len(words) - len(words.lstrip())
    return Place(start, words.strip()) if words.strip() else None


def found(words: str, near: int, text: str) -> Place | None:
    """The occurrence of the words that is nearest to a position of a text as it is read."""
    if not words:
        return None
    places: list[int] = []
    position = text.find(words)
    while position >= 0:
        places.append(position)
        position = text.find(words, position + 1)
    return Place(min(places, key=lambda start: abs(start - near)), words) if places else None

"""Where positions of a field's text are after the field was changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.document.compare.hunks import Hunk, holds, typed_hunks, with_line_feeds
from editor.document.paths import FieldPath
from editor.document.suggestions.story import Story, StoryLine


@dataclass(frozen=True, slots=True)
class Mapped:
    """A position after a change. `within` tells that it was inside letters that were deleted or replaced."""

    position: int
    within: bool = False
    replaced: bool = False


class Mapping:
    """Positions of one state of a field in another. Lines that stayed the same are found wherever they went."""

    def __init__(self, before: Story, after: Story, through: tuple[Story, Sequence[Hunk]] | None = None) -> None:
        """`through` is a state between and the hunks of the whole text that led there, where they are known."""
        self.before = before
        self.after = after
        self._then: Mapping | None = None
        self._same: dict[int, int] = {}
        self._one: tuple[int, int, int] | None = None
        """Where the only hunk begins and ends in the text before, and by how much it moves what is behind it.

        Of a change within one line, where all lines have their places and names. None for any other change."""
        if through is not None:
            middle, hunks = through
            self._then = Mapping(middle, after) if middle.lines != after.lines else None
            self._old = _Part(before, tuple(range(len(before.lines))))
            self._new = _Part(middle, tuple(range(len(middle.lines))))
            self._hunks = tuple(hunks)
            return
        self._same = _same_lines(before.lines, after.lines)
        known = set(self._same.values())
        self._old = _Part(before, tuple(number for number in range(len(before.lines)) if number not in self._same))
        self._new = _Part(after, tuple(number for number in range(len(after.lines)) if number not in known))
        self._hunks = typed_hunks(self._old.runs, self._new.runs)
        if len(self._hunks) == 1 and self._is_within_one_line():
            hunk, at = self._hunks[0], before.starts[self._old.lines[0]]
            self._one = at + hunk.start, at + hunk.end, hunk.length - (hunk.end - hunk.start)

    def _is_within_one_line(self) -> bool:
        (old, new), same = (self._old.lines, self._new.lines), self._same
        return (
            len(old) == 1
            and old == new
            and self.before.lines[old[0]].subpath == self.after.lines[new[0]].subpath
            and all(number == there for number, there in same.items())
        )

    def shift(self, start: int, end: int) -> int | None:
        """By how much a stretch moves in its line, if nothing changed in it or right beside it; None otherwise.

        Only what is in the line that changed is known, and only where nothing else did.
        """
        if self._one is None:
            return None
        first, last, moved = self._one
        if end < first:
            return 0
        return moved if start > last else None

    def keeps(self, path: str) -> bool:
        """Whether the text at a path is as it was, at the same path."""
        number = self.before.numbers.get(path)
        there = self._same.get(number) if number is not None else None
        return there is not None and self._then is None and self.after.numbers.get(path) == there

    def start(self, position: int) -> Mapped:
        """The position of the first letter of something: what is inserted there comes before it."""
        found = self._mapped(position, stays=False)
        return self._on(found, self._then.start(found.position)) if self._then is not None else found

    def end(self, position: int) -> Mapped:
        """The position behind the last letter of something: what is inserted there comes behind it."""
        found = self._mapped(position, stays=True)
        return self._on(found, self._then.end(found.position)) if self._then is not None else found

    def is_made(self, hunk: Hunk) -> bool:
        """Whether the change has inserted the same words at the same place."""
        at = self._old.inner(hunk.start)
        return at is not None and any(holds(one, Hunk(at, at, hunk.runs)) for one in self._hunks)

    def inserted_at(self, position: int) -> tuple[Hunk, ...]:
        """What was inserted just there."""
        at = self._old.inner(position)
        return tuple(hunk for hunk in self._hunks if at is not None and hunk.start == hunk.end == at)

    @staticmethod
    def _on(first: Mapped, second: Mapped) -> Mapped:
        return Mapped(second.position, first.within or second.within, first.replaced or second.replaced)

    def _mapped(self, position: int, *, stays: bool) -> Mapped:
        number = self.before.line_at(position)
        if number in self._same:
            offset = position - self.before.starts[number]
            return Mapped(self.after.starts[self._same[number]] + offset)
        at = self._old.inner(position)
        if at is None or not self._new.lines:
            return Mapped(0, within=True)
        moved = 0
        for hunk in self._hunks:
            if hunk.start > at or (hunk.start == at and (stays or hunk.start < hunk.end)):
                break
            if at < hunk.end:
                shift = 0 if stays else hunk.length
                return Mapped(self._new.outer(hunk.start + moved + shift), within=True, replaced=bool(hunk.runs))
            moved += hunk.length - (hunk.end - hunk.start)
        return Mapped(self._new.outer(at + moved))


class _Part:
    """Some lines of a field as one text."""

    def __init__(self, story: Story, lines: tuple[int, ...]) -> None:
        self.lines = lines
        self._story = story
        self.runs = with_line_feeds(story.lines[number].runs for number in lines)
        self._starts: list[int] = []
        at = 0
        for number in lines:
            self._starts.append(at)
            at += _length(story, number) + 1

    def inner(self, position: int) -> int | None:
        """A position of the field as one of these lines' text."""
        number = self._story.line_at(position)
        if number not in self.lines:
            return None
        return self._starts[self.lines.index(number)] + position - self._story.starts[number]

    def outer(self, position: int) -> int:
        """The inverse of `inner`."""
        index = max(0, sum(start <= position for start in self._starts) - 1)
        return self._story.starts[self.lines[index]] + position - self._starts[index]


def _length(story: Story, number: int) -> int:
    return sum(len(run.text) for run in story.lines[number].runs)


def _same_lines(before: Sequence[StoryLine], after: Sequence[StoryLine]) -> dict[int, int]:
    """The lines that are as they were, by their numbers before and after."""
    known: dict[FieldPath, int] = {line.subpath: number for number, line in enumerate(after)}
    same: dict[int, int] = {}
    for number, line in enumerate(before):
        there = known.get(line.subpath)
        if there is not None and after[there].runs == line.runs:
            same[number] = there
    return same

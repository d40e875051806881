"""A field of paragraphs and bullet lists as the lines of an editor, and which line is which after a change.

An editor knows only lines. Ids stay with their text: a line that was changed, split or joined keeps its id where its
text went on, and a line that came new gets a new one. Bullets that come to stand together form one list. Two lists
that stood side by side before stay two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import NamedTuple

from editor.document.paths import FieldPath
from editor.document.text.inline import parse
from schemas import Block, Bullet, Bullets, Paragraph
from schemas.part import new_id

_LONG = 20_000


class EditorLine(NamedTuple):
    """What an editor shows in one line: limited Markdown, whether there is a bullet before it, the words as read."""

    text: str
    is_bullet: bool
    words: str | None = None


@dataclass(frozen=True, slots=True)
class BlockLine:
    """A paragraph, or a bullet and the id of the list it stands in."""

    item: Paragraph | Bullet
    bullets: str | None = None
    words: str | None = field(default=None, compare=False)
    """The words as they were last seen, where they were: others cannot read the same."""

    @property
    def is_bullet(self) -> bool:
        """Whether it is a bullet."""
        return self.bullets is not None

    @property
    def subpath(self) -> FieldPath:
        """The path of its text, below the field."""
        if self.bullets is None:
            return FieldPath((self.item.id, "text"))
        return FieldPath((self.bullets, "items", self.item.id, "text"))

    def same_as(self, other: BlockLine) -> bool:
        """Whether both are the same line with the same text."""
        return self.bullets == other.bullets and (self.item is other.item or self.item == other.item)


def lines_of(blocks: Iterable[Block], make_id: Callable[[], str] = new_id) -> list[BlockLine]:
    """The lines of a field, never none: an empty field and an empty list have a line to type in."""
    lines: list[BlockLine] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(BlockLine(block))
        else:
            lines += [BlockLine(bullet, block.id) for bullet in block.items or (Bullet(id=make_id()),)]
    return lines or [BlockLine(Paragraph(id=make_id()))]


def blocks_of(lines: Sequence[BlockLine], before: tuple[Block, ...] = ()) -> tuple[Block, ...]:
    """The field that lines make; lists that are as they were in `before` are the same objects."""
    if len(lines) == 1 and not lines[0].is_bullet and not lines[0].item.text:
        return ()
    known = {block.id: block for block in before if isinstance(block, Bullets)}
    return tuple(_blocks(lines, known))


def _blocks(lines: Sequence[BlockLine], known: dict[str, Bullets]) -> Iterator[Block]:
    for list_id, group in groupby(lines, lambda line: line.bullets):
        if list_id is None:
            yield from (line.item for line in group if isinstance(line.item, Paragraph))
            continue
        items = tuple(line.item for line in group if isinstance(line.item, Bullet))
        old = known.get(list_id)
        if old is None:
            yield Bullets(id=list_id, items=items)
        elif len(old.items) == len(items) and all(one is two for one, two in zip(old.items, items, strict=True)):
            yield old
        else:  # the bullets are checked already, thousands of them perhaps
            yield old.model_copy(update={"items": items})


class BlockLines:
    """The lines of an editor, kept in step with what it shows."""

    def __init__(self, lines: Sequence[BlockLine], make_id: Callable[[], str] = new_id) -> None:
        self._lines = list(lines)
        self._make_id = make_id

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, index: int) -> BlockLine:
        return self._lines[index]

    def all(self) -> Sequence[BlockLine]:
        """Every line, in order."""
        return self._lines

    def replace(self, start: int, stop: int, seen: Sequence[EditorLine]) -> None:
        """The editor shows `seen` where the lines from `start` to before `stop` stood."""
        old = self._lines[start:stop]
        beside = self._lines[max(0, start - 1) : stop + 1]
        apart = {(one.bullets, two.bullets) for one, two in pairwise(beside)}
        fresh: list[BlockLine] = []
        for source, now in _paired(old, seen):
            previous = fresh[-1] if fresh else self._lines[start - 1] if start else None
            following = self._lines[stop] if stop < len(self._lines) else None
            fresh.append(self._line(source, now, previous, following))
        self._lines[start:stop] = fresh
        self._settle(max(0, start - 1), min(len(self._lines), start + len(fresh) + 1), apart)

    def move(self, index: int, by: int) -> None:
        """Move a line up or down by one; it does not move past the ends."""
        other = index + by
        if not 0 <= other < len(self._lines):
            return
        first = min(index, other)
        window = self._lines[max(0, first - 1) : first + 3]
        apart = {(one.bullets, two.bullets) for one, two in pairwise(window)}
        self._lines[index], self._lines[other] = self._lines[other], self._lines[index]
        self._settle(max(0, first - 1), min(len(self._lines), first + 3), apart)

    def _line(
        self, source: BlockLine | None, now: EditorLine, previous: BlockLine | None, following: BlockLine | None
    ) -> BlockLine:
        if source is not None and source.is_bullet == now.is_bullet:
            if _reads_the_same(source, now):
                return source
            return BlockLine(source.item.model_copy(update={"text": now.text}), source.bullets, now.words)
        item_id = self._make_id() if source is None or self._is_taken(source.item.id, now) else source.item.id
        if not now.is_bullet:
            return BlockLine(Paragraph(id=item_id, text=now.text), words=now.words)
        beside = next((line.bullets for line in (previous, following) if line and line.is_bullet), None)
        return BlockLine(Bullet(id=item_id, text=now.text), beside or self._make_id(), now.words)

    def _is_taken(self, item_id: str, now: EditorLine) -> bool:
        """Whether an id that comes from a bullet is taken among the blocks, or the other way round."""
        if now.is_bullet:
            return any(line.is_bullet and line.item.id == item_id for line in self._lines)
        return any(item_id == (line.item.id if line.bullets is None else line.bullets) for line in self._lines)

    def _settle(self, start: int, stop: int, apart: set[tuple[str | None, str | None]]) -> None:
        """Join lists that came together, and give the second part of a list that was parted a name of its own."""
        ended: set[str] = set()
        for index in range(start + 1, stop):
            above, here = self._lines[index - 1].bullets, self._lines[index].bullets
            if above is not None and above != here:
                ended.add(above)
            if here is None or here == above:
                continue
            if above is not None and (above, here) not in apart:
                self._rename(index, here, above)
                ended.discard(above)
            elif here in ended:
                self._rename(index, here, self._make_id())

    def _rename(self, index: int, old: str, new: str) -> None:
        """Put the bullets from here on that are in one list into another."""
        taken = {line.item.id for line in self._lines if line.bullets == new}
        while index < len(self._lines) and self._lines[index].bullets == old:
            item = self._lines[index].item
            if item.id in taken:
                item = item.model_copy(update={"id": self._make_id()})
            self._lines[index] = BlockLine(item, new, self._lines[index].words)
            index += 1


def _paired(old: Sequence[BlockLine], seen: Sequence[EditorLine]) -> Iterator[tuple[BlockLine | None, EditorLine]]:
    """Which old line each new one continues: those with the same text at both ends, then the others in turn."""
    if len(old) == len(seen):
        yield from zip(old, seen, strict=True)
        return
    most = min(len(old), len(seen))
    first = 0
    while first < most and old[first].item.text == seen[first].text:
        first += 1
    last = 0
    while last < most - first and old[-1 - last].item.text == seen[-1 - last].text:
        last += 1
    # Nothing but an empty line is the same before a line that was split at its start: the text keeps its id.
    between = list(old[first : len(old) - last])
    for index, now in enumerate(seen):
        if index < first:
            yield old[index], now
        elif index >= len(seen) - last:
            yield old[index - len(seen)], now
        else:
            yield between.pop(0) if between else None, now


def _reads_the_same(source: BlockLine, now: EditorLine) -> bool:
    old, new = source.item.text, now.text
    if old == new:
        return True
    if now.words is not None and source.words is not None and now.words != source.words:
        return False  # while one types, there is no need to read the markup for that
    return len(old) < _LONG and len(new) < _LONG and parse(old) == parse(new)

"""A field of paragraphs and bullet lists as the lines of an editor, with stable ids.

An editor has only lines. Ids stay with their text: a line that was changed, split or joined keeps its id, and a new
line gets a new one. Adjacent bullets form one list, but two lists that were adjacent before stay separate.
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
    """A line as the editor shows it: limited Markdown, whether it is a bullet, and its text without markup."""

    text: str
    is_bullet: bool
    words: str | None = None


@dataclass(frozen=True, slots=True)
class BlockLine:
    """A paragraph, or a bullet and the id of its list."""

    item: Paragraph | Bullet
    bullets: str | None = None
    words: str | None = field(default=None, compare=False)
    """The text without markup when it was last seen, if it was."""

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
    """Return the lines of a field, at least one: empty fields and lists have an empty line."""
    lines: list[BlockLine] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(BlockLine(block))
        else:
            lines += [BlockLine(bullet, block.id) for bullet in block.items or (Bullet(id=make_id()),)]
    return lines or [BlockLine(Paragraph(id=make_id()))]


def blocks_of(lines: Sequence[BlockLine], before: tuple[Block, ...] = ()) -> tuple[Block, ...]:
    """Return the blocks of lines. Lists that are unchanged since `before` are the same objects."""
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
        else:  # not validated again: there may be thousands of bullets
            yield old.model_copy(update={"items": items})


class BlockLines:
    """The lines of an editor, updated when its text changes."""

    def __init__(self, lines: Sequence[BlockLine], make_id: Callable[[], str] = new_id) -> None:
        self._lines = list(lines)
        self._make_id = make_id

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, index: int) -> BlockLine:
        return self._lines[index]

    def all(self) -> Sequence[BlockLine]:
        """Return all lines in order."""
        return self._lines

    def replace(self, start: int, stop: int, seen: Sequence[EditorLine]) -> None:
        """Replace the lines from `start` to before `stop` by the lines that the editor shows now."""
        old = self._lines[start:stop]
        beside = self._lines[max(0, start - 1) : stop + 1]
        apart = {(one.bullets, two.bullets) for one, two in pairwise(beside)}
        fresh: list[BlockLine] = []
        for source, now in _paired(old, seen):
            previous = fresh[-1] if fresh else self._lines[start - 1] if start else None
            following = self._lines[stop] if stop < len(self._lines) else None
            fresh.append(self._line(source, now, previous, following))
        self._lines[start:stop] = fresh
        self._reconcile_lists(max(0, start - 1), min(len(self._lines), start + len(fresh) + 1), apart)

    def move(self, index: int, by: int) -> None:
        """Move a line up or down by one, if that is possible."""
        other = index + by
        if not 0 <= other < len(self._lines):
            return
        first = min(index, other)
        window = self._lines[max(0, first - 1) : first + 3]
        apart = {(one.bullets, two.bullets) for one, two in pairwise(window)}
        self._lines[index], self._lines[other] = self._lines[other], self._lines[index]
        self._reconcile_lists(max(0, first - 1), min(len(self._lines), first + 3), apart)

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
        """Whether an id is in use among the blocks (for a former bullet) or the bullets (for a former paragraph)."""
        if now.is_bullet:
            return any(line.is_bullet and line.item.id == item_id for line in self._lines)
        return any(item_id == (line.item.id if line.bullets is None else line.bullets) for line in self._lines)

    def _reconcile_lists(self, start: int, stop: int, apart: set[tuple[str | None, str | None]]) -> None:
        """Join lists that became adjacent, and give the second part of a split list a new id."""
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
        """Move the bullets from `index` on that are in the list `old` into the list `new`."""
        taken = {line.item.id for line in self._lines if line.bullets == new}
        while index < len(self._lines) and self._lines[index].bullets == old:
            item = self._lines[index].item
            if item.id in taken:
                item = item.model_copy(update={"id": self._make_id()})
            self._lines[index] = BlockLine(item, new, self._lines[index].words)
            index += 1


def _paired(old: Sequence[BlockLine], seen: Sequence[EditorLine]) -> Iterator[tuple[BlockLine | None, EditorLine]]:
    """Pair each new line with the old one it continues: equal lines at both ends first, then the others in order."""
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
    # If a line is split at its start, only the empty line before it is new: the text keeps its id.
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
        return False  # saves parsing the markup while typing
    return len(old) < _LONG and len(new) < _LONG and parse(old) == parse(new)

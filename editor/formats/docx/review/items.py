"""A list of items with what reviewers add, remove and move, in the order in which a document shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from editor.document.suggestions.order import staying
from editor.formats.docx.review.pieces import Tag, Tracked, signed
from schemas import Item
from schemas.suggestion import AddItem, DropItem, ShiftItem, SuggestionRecord

I = TypeVar("I", bound=Item)  # noqa: E741


@dataclass(frozen=True, slots=True)
class Shown(Generic[I]):
    """An item where a document shows it; a moved one is shown twice. `change` is the change of the whole item."""

    item: I
    change: Tracked | None = None

    def is_there_for(self, author: str) -> bool:
        """Whether it is read by those who accept the changes of this author alone."""
        return self.change is None or self.change.goes is not (self.change.by.author == author)


def shown_items(before: Sequence[I], after: Sequence[I], records: Sequence[SuggestionRecord]) -> Iterator[Shown[I]]:
    """The items of both states of a list. `records` are those of the list that lead from one to the other."""
    dropped = {one.path.rpartition("/")[2]: one for one in records if isinstance(one, DropItem)}
    added = {str(one.item.get("id", "")): one for one in records if isinstance(one, AddItem)}
    shifted = {one.path.rpartition("/")[2]: one for one in records if isinstance(one, ShiftItem)}
    was, there = {item.id for item in before}, {item.id for item in after}
    stays = staying(
        [item.id for item in before if item.id in there], [item.id for item in after if item.id in was], shifted
    )
    some = next(iter(shifted.values()), None)

    def gone(item: I) -> Shown[I]:
        record = dropped.get(item.id)
        if record is not None and item.id not in there:
            return Shown(item, Tracked(Tag.DELETED, signed(record), record.id))
        mover = shifted.get(item.id, some)
        assert mover is not None
        return Shown(item, Tracked(Tag.MOVED_FROM, signed(mover), mover.id))

    position = 0
    numbers = {item.id: number for number, item in enumerate(before)}
    for item in after:
        if item.id in stays:
            stop = numbers[item.id]
            yield from map(gone, before[position:stop])
            position = stop + 1
            yield Shown(before[stop])
        elif item.id in was:
            mover = shifted.get(item.id, some)
            assert mover is not None
            yield Shown(item, Tracked(Tag.MOVED_TO, signed(mover), mover.id))
        else:
            record = added[item.id]
            # Behind an item that somebody else removes, it stands behind that one for its own author.
            anchor = numbers.get(record.after, -1)
            removed = before[position : anchor + 1]
            if not any(one.id in stays for one in removed):
                yield from map(gone, removed)
                position += len(removed)
            yield Shown(item, Tracked(Tag.INSERTED, signed(record), record.id))
    yield from map(gone, before[position:])

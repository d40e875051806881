"""Suggestions for a list of items: what was added, what goes, what moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from editor.document.paths import FieldPath
from editor.document.suggestions.order import place, staying
from editor.document.suggestions.signature import Signature
from schemas import Item
from schemas.suggestion import AddItem, DropItem, ShiftItem, SuggestionRecord

Items = tuple[Item, ...]
Records = list[SuggestionRecord]


def item_records(
    path: FieldPath,
    content: Items,
    shown: Items,
    before: Sequence[SuggestionRecord],
    sign: Signature,
    moved: frozenset[FieldPath] = frozenset(),
) -> Records:
    """The records that make `shown` of the list `content` at `path`; what is in the items is not looked at.

    `before` are the records that there are already, `moved` the paths that were moved just now.
    """
    deriving = _Deriving(path, content, shown, before, sign, moved)
    return [*deriving.removals(), *deriving.placings()]


@dataclass
class _Deriving:
    path: FieldPath
    content: Items
    shown: Items
    before: Sequence[SuggestionRecord]
    sign: Signature
    moved: frozenset[FieldPath]

    def removals(self) -> Records:
        """A record for each item that is gone."""
        wanted = {item.id for item in self.shown}
        known = {record.path: record for record in self.before if isinstance(record, DropItem)}
        gone = [item for item in self.content if item.id not in wanted]
        return [self._removal(item, known.get(str(self.path / item.id))) for item in gone]

    def _removal(self, item: Item, known: DropItem | None) -> DropItem:
        value = item.model_dump(mode="json")
        if known is None:
            return DropItem(path=str(self.path / item.id), item=value, **self.sign.new)
        # An item that was changed since was kept: who removes it again means it as it is now.
        return known if known.item == value else known.model_copy(update={"item": value, **self.sign.changed})

    def placings(self) -> Records:
        """A record for each item that was added or moved."""
        records = self._placings()
        # What was moved, and is where it would be anyway, is not moved.
        order = [item.id for item in self.shown]
        for record in [one for one in records if isinstance(one, ShiftItem)]:
            others = [one for one in records if one is not record]
            if placed_ids(self.content, others, order) == order:
                records = others
        return records

    def _placings(self) -> Records:
        order = [item.id for item in self.shown]
        kept = self._kept()
        if placed_ids(self.content, kept, order) == order:
            return kept
        # One action more: what was placed before stays as it is, where that gives the wanted order. Its place is told
        # by an item of the content, which is there whatever becomes of other suggestions, if that is enough.
        now = placed_ids(self.content, kept, order)
        here = frozenset(item.id for item in self.content)
        for anchors in (here, frozenset(now)):
            more = self._moves(now, kept, anchors)
            if placed_ids(self.content, more, order) == order:
                return more
        return self._moves([item.id for item in self.content], kept, here, afresh=True)

    def _kept(self) -> Records:
        """The records of items that are still there, with the items as they are now."""
        shown = {item.id: item for item in self.shown}
        kept: Records = []
        for record in self.before:
            item = shown.get(_item_of(record)) if isinstance(record, AddItem | ShiftItem) else None
            if item is None:
                continue
            if isinstance(record, AddItem):
                value = item.model_dump(mode="json")
                if value != record.item:
                    record = record.model_copy(update={"item": value, **self.sign.changed})
            kept.append(record)
        return kept

    def _moves(self, now: Sequence[str], kept: Records, anchors: frozenset[str], *, afresh: bool = False) -> Records:
        """Records that bring the list from the order `now` to what is shown, each behind the item before it.

        The item that each names behind it is one of the anchors. Afresh, it also stays where it is: an item that is
        moved itself later would tell a wrong place.
        """
        order = [item.id for item in self.shown]
        here = {item.id for item in self.content}
        hinted = {path[-1] for path in self.moved if path.parent == self.path}
        hinted |= {_item_of(record) for record in kept if isinstance(record, ShiftItem)} if afresh else set()
        stays = staying([one for one in now if one in order], order, hinted)
        if afresh:
            stays &= here
            anchors &= stays
        known = {_item_of(record): record for record in kept}
        records = [] if afresh else list(kept)
        number = 0
        for index, item in enumerate(self.shown):
            if item.id in stays:
                continue
            where = {
                "after": order[index - 1] if index else "",
                "before": next((one for one in order[index + 1 :] if one in anchors), ""),
                **replace(self.sign, counter=self.sign.counter + number).changed,
            }
            number += 1
            old = known.get(item.id)
            if old is not None:
                records = [record for record in records if record is not old]
                records.append(old.model_copy(update=where))
            elif item.id in here:
                records.append(ShiftItem(path=str(self.path / item.id), **{**self.sign.new, **where}))
            else:
                value = item.model_dump(mode="json")
                records.append(AddItem(path=str(self.path), item=value, **{**self.sign.new, **where}))
        return records


def placed_ids(content: Items, records: Sequence[SuggestionRecord], order: Sequence[str]) -> list[str]:
    """The ids of `order` as records place them."""
    ids = [item.id for item in content]
    for record in sorted(records, key=lambda one: (one.counter, one.id)):
        if isinstance(record, AddItem | ShiftItem):
            item = _item_of(record)
            rest = [one for one in ids if one != item]
            index = place(rest, record.after, record.before)
            if index is None and isinstance(record, AddItem):
                index = len(rest)
            if index is not None:
                ids = [*rest[:index], item, *rest[index:]]
    return [item for item in ids if item in order]


def _item_of(record: SuggestionRecord) -> str:
    return str(record.item.get("id", "")) if isinstance(record, AddItem) else record.path.rpartition("/")[2]

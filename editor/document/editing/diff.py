"""The differences between two issues as edits.

Parts that both issues share are skipped by identity, so that comparing after a keystroke is fast.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from editor.document.editing.edits import Edit, InsertItem, Items, MoveItem, RemoveItem, SetValue, Splice
from editor.document.paths import ROOT, FieldPath
from schemas import Issue, Item, Part


def changes(before: Issue, after: Issue) -> tuple[Edit, ...]:
    """Return edits that, applied to `before` in this order, give `after`."""
    return tuple(_in_part(ROOT, before, after))


def changed_paths(edits: tuple[Edit, ...]) -> frozenset[FieldPath]:
    """Return the paths whose values the edits change; the list's path if items were inserted, removed or moved."""
    paths: set[FieldPath] = set()
    for edit in edits:
        match edit:
            case SetValue(path, _) | InsertItem(path, _, _):
                paths.add(path)
            case Splice(path):
                paths.add(path)
            case RemoveItem(path) | MoveItem(path, _):
                paths.add(path.parent)
            case _:
                paths |= changed_paths(edit.edits)
    return frozenset(paths)


def _in_part(path: FieldPath, before: Part, after: Part) -> Iterator[Edit]:
    was, now = vars(before), vars(after)
    for name in type(after).model_fields:
        old, new = was[name], now[name]
        if old is new:
            continue
        # Parts and lists are not compared as a whole first: each level below would be compared once more.
        if isinstance(old, Part) and type(old) is type(new):
            yield from _in_part(path / name, old, new)
        elif _holds_items(old) and _holds_items(new):
            yield from _in_items(path / name, old, new)
        elif old != new:
            yield SetValue(path / name, new)


def _in_items(path: FieldPath, before: Items, after: Items) -> Iterator[Edit]:
    if len(before) == len(after):  # the usual case: one of hundreds of items has changed
        pairs = [(old, new) for old, new in zip(before, after, strict=True) if old is not new]
        if all(old.id == new.id for old, new in pairs):
            for old, new in pairs:
                yield from _in_item(path / new.id, old, new)
            return
    was = {item.id: item for item in before}
    wanted = {item.id: index for index, item in enumerate(after)}
    for item_id in was:
        if item_id not in wanted:
            yield RemoveItem(path / item_id)
    for item in after:
        known = was.get(item.id)
        if known is not None and known is not item:
            yield from _in_item(path / item.id, known, item)
    yield from _order(path, [item_id for item_id in was if item_id in wanted], after, wanted)


def _in_item(path: FieldPath, before: Item, after: Item) -> Iterator[Edit]:
    if type(before) is type(after):
        yield from _in_part(path, before, after)
    else:
        yield SetValue(path, after)


def _order(path: FieldPath, now: list[str], after: Items, wanted: dict[str, int]) -> Iterator[Edit]:
    """Yield moves and insertions, each item directly after its predecessor."""
    known = set(now)
    if len(now) == len(after) and all(item.id == item_id for item, item_id in zip(after, now, strict=True)):
        return
    staying = _longest_increasing(now, wanted)
    previous: str | None = None
    for item in after:
        if item.id not in staying:
            if item.id in known:
                now.remove(item.id)
            index = 0 if previous is None else now.index(previous) + 1
            now.insert(index, item.id)
            yield MoveItem(path / item.id, index) if item.id in known else InsertItem(path, index, item)
        previous = item.id


def _longest_increasing(ids: list[str], wanted: dict[str, int]) -> frozenset[str]:
    """Return a longest subsequence of ids that is in the wanted order already and need not move."""
    tops: list[int] = []
    ends: list[str] = []
    before: dict[str, str | None] = {}
    for item_id in ids:
        place = bisect_left(tops, wanted[item_id])
        before[item_id] = ends[place - 1] if place else None
        tops[place : place + 1] = [wanted[item_id]]
        ends[place : place + 1] = [item_id]
    rising: set[str] = set()
    last = ends[-1] if ends else None
    while last is not None:
        rising.add(last)
        last = before[last]
    return frozenset(rising)


def _holds_items(value: Any) -> bool:
    return isinstance(value, tuple) and isinstance(next(iter(value), None), Item | None)

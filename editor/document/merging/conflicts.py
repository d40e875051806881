"""What can be done about a field that both sides of a merge changed: one side's value takes its place, by an edit."""

from __future__ import annotations

from enum import Enum
from typing import Any

from editor.document.editing.edits import Edit, InsertItem, RemoveItem, SetValue
from editor.document.merging.merge import Conflict
from editor.document.paths import FieldPath, path_exists, value_at, value_or_none
from schemas import Issue, Item


class MergeSide(Enum):
    """Whose value is to stand."""

    OURS = "ours"
    THEIRS = "theirs"


def resolving_edit(issue: Issue, conflict: Conflict, side: MergeSide) -> Edit | None:
    """The edit after which one side's value stands; None where it stands already, or its place is gone."""
    wanted = conflict.ours if side is MergeSide.OURS else conflict.theirs
    path = conflict.path
    holder = value_or_none(issue, path.parent)
    if isinstance(holder, tuple):
        return _item_edit(holder, path, wanted)
    if not path_exists(issue, path):
        return None
    now = value_at(issue, path)
    if _are_items(now) and _is_order(wanted):
        wanted = _reordered(now, wanted)
    return SetValue(path, wanted) if now != wanted else None


def conflicting_orders(issue: Issue, conflict: Conflict) -> tuple[tuple[Item, ...], tuple[Item, ...]] | None:
    """Ours and theirs as the items in that order, where the conflict is about the order of a list."""
    now = value_or_none(issue, conflict.path)
    if not (_are_items(now) and _is_order(conflict.ours) and _is_order(conflict.theirs)):
        return None
    return _reordered(now, conflict.ours), _reordered(now, conflict.theirs)


def _item_edit(items: tuple[Any, ...], path: FieldPath, wanted: Item | None) -> Edit | None:
    now = next((item for item in items if item.id == path[-1]), None)
    if now == wanted:
        return None
    if wanted is None:
        return RemoveItem(path)
    return SetValue(path, wanted) if now is not None else InsertItem(path.parent, len(items), wanted)


def _are_items(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(item, Item) for item in value)


def _is_order(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(item, str) for item in value)


def _reordered(items: tuple[Any, ...], order: tuple[str, ...]) -> tuple[Any, ...]:
    """The items that the order names in that order, all others where they are."""
    by_id = {item.id: item for item in items}
    named = [by_id[item_id] for item_id in order if item_id in by_id]
    places = iter(named)
    known = {item.id for item in named}
    return tuple(next(places) if item.id in known else item for item in items)

"""Resolve merge conflicts: the edit that sets one side's value."""

from __future__ import annotations

from enum import Enum
from typing import Any

from editor.document.compare.hunks import merged_texts, read_markup, write_markup
from editor.document.editing.edits import Edit, InsertItem, RemoveItem, SetValue
from editor.document.field_specs import is_inline
from editor.document.merging.conflict import Conflict
from editor.document.paths import FieldPath, path_exists, value_at, value_or_none
from schemas import Issue, Item


class MergeSide(Enum):
    """The side of a merge whose value is chosen."""

    OURS = "ours"
    THEIRS = "theirs"


def resolving_edit(issue: Issue, conflict: Conflict, side: MergeSide) -> Edit | None:
    """Return the edit that sets one side's value; None if it is set already or its path no longer exists."""
    wanted = conflict.ours if side is MergeSide.OURS else conflict.theirs
    path = conflict.path
    holder = value_or_none(issue, path.parent)
    if isinstance(holder, tuple):
        return _item_edit(holder, path, wanted)
    if not path_exists(issue, path):
        return None
    now = value_at(issue, path)
    if isinstance(now, str) and isinstance(wanted, str) and side is MergeSide.THEIRS:
        wanted = theirs_now(issue, conflict)
    if _are_items(now) and _is_order(wanted):
        wanted = _reordered(now, wanted)
    return SetValue(path, wanted) if now != wanted else None


def theirs_now(issue: Issue, conflict: Conflict) -> str:
    """Their text in a conflict about a text, with what was typed elsewhere in it since the merge."""
    inline = is_inline(issue, conflict.path)
    sides = (conflict.ours, value_at(issue, conflict.path), conflict.theirs)
    both = merged_texts(*(read_markup(side, inline=inline) for side in sides))
    return str(conflict.theirs) if sides[0] == sides[1] else write_markup(both.theirs, inline=inline)


def conflicting_orders(issue: Issue, conflict: Conflict) -> tuple[tuple[Item, ...], tuple[Item, ...]] | None:
    """Return the items in our and in their order if the conflict is about the order of a list, else None."""
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
    """Sort the items named in `order`; all others keep their position."""
    by_id = {item.id: item for item in items}
    named = [by_id[item_id] for item_id in order if item_id in by_id]
    places = iter(named)
    known = {item.id for item in named}
    return tuple(next(places) if item.id in known else item for item in items)

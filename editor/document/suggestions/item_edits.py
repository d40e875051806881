"""The edits that records of items and values make: something is set, added, removed or moved."""

from __future__ import annotations

import json
from typing import Any

from editor.document.editing.edit_json import BadEdit, from_json
from editor.document.editing.edits import Edit, InsertItem, MoveItem, RemoveItem, SetValue
from editor.document.paths import FieldPath, NoSuchField, position, value_at
from editor.document.suggestions.order import place
from editor.document.suggestions.record_paths import path_of
from schemas import Issue, Item
from schemas.suggestion import AddItem, DropItem, SetField, ShiftItem, SuggestionRecord


def item_rank(record: SuggestionRecord) -> int:
    """Values first, then what is added and moved, in the order in which it was, then what goes."""
    return 0 if isinstance(record, SetField) else 2 if isinstance(record, DropItem) else 1


def item_edit(issue: Issue, content: Issue, record: SuggestionRecord) -> Edit | None:
    """The edit that a record of values or items makes; None where it does not fit.

    `content` is the issue before other suggestions: an item goes whatever else its own author suggests for it.
    """
    path = path_of(record)
    if path is None:
        return None
    try:
        match record:
            case SetField():
                return _set(issue, path, record)
            case AddItem():
                return _add(issue, path, record)
            case DropItem():
                item = value_at(content, path)
                return RemoveItem(path) if is_same_item(item, record.item) else None
            case ShiftItem():
                return _shift(issue, path, record)
    except (NoSuchField, BadEdit):
        return None
    return None


def is_same_item(item: Any, known: dict[str, Any]) -> bool:
    """Whether an item is as a record knows it."""
    return isinstance(item, Item) and item.model_dump(mode="json") == known


def as_json_value(value: Any) -> Any:
    """A field's value as records hold it."""
    return json.loads(json.dumps(value, default=str))


def read_value(path: FieldPath, value: Any) -> Any:
    """A record's value as the field holds it. Raises BadEdit."""
    edit = from_json({"do": "set", "path": str(path), "value": value})
    assert isinstance(edit, SetValue)
    return edit.value


def read_item(path: FieldPath, item: dict[str, Any]) -> Item:
    """A record's item as the list at `path` holds it. Raises BadEdit."""
    edit = from_json({"do": "insert", "path": str(path), "index": 0, "item": item})
    assert isinstance(edit, InsertItem)
    return edit.item


def _set(issue: Issue, path: FieldPath, record: SetField) -> Edit | None:
    now = value_at(issue, path)
    if as_json_value(now) != record.old:
        return None
    new = read_value(path, record.new)
    return None if new == now else SetValue(path, new)


def _add(issue: Issue, path: FieldPath, record: AddItem) -> Edit | None:
    items = value_at(issue, path)
    item = read_item(path, record.item)
    ids = [one.id for one in items]
    if item.id in ids:
        return None
    index = place(ids, record.after, record.before)
    return InsertItem(path, len(ids) if index is None else index, item)


def _shift(issue: Issue, path: FieldPath, record: ShiftItem) -> Edit | None:
    items = value_at(issue, path.parent)
    if not isinstance(items, tuple):
        return None
    now = position(items, path[-1])
    index = place([one.id for one in items if one.id != path[-1]], record.after, record.before)
    return None if index is None or index == now else MoveItem(path, index)

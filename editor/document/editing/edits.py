"""Edits by path: the only way to change an issue.

Applying an edit returns a new issue that shares all unchanged parts with the old one, so that changes can be found by
identity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import BaseModel, TypeAdapter, ValidationError

from editor.document.paths import FieldPath, NoSuchField, position, value_at
from schemas import Issue, Item, Part, new_id

Items = tuple[Item, ...]
_Value = TypeVar("_Value")

_FIXED = frozenset({"id", "type", "format", "version"})
"""Fields that edits cannot change."""


@dataclass(frozen=True, slots=True)
class SetValue:
    """Set the value of a field, part or item."""

    path: FieldPath
    value: Any


@dataclass(frozen=True, slots=True)
class InsertItem:
    """Insert an item into the list at `path`, at `index`."""

    path: FieldPath
    index: int
    item: Item


@dataclass(frozen=True, slots=True)
class RemoveItem:
    """Remove the item at `path` from its list."""

    path: FieldPath


@dataclass(frozen=True, slots=True)
class MoveItem:
    """Move the item at `path` to `index` of its list."""

    path: FieldPath
    index: int


@dataclass(frozen=True, slots=True)
class Splice:
    """Replace the texts from `start` to before `stop` of the tuple at `path` by `values`."""

    path: FieldPath
    start: int
    stop: int
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompoundEdit:
    """Several edits, applied in order as one."""

    edits: tuple[Edit, ...]


Edit = SetValue | InsertItem | RemoveItem | MoveItem | Splice | CompoundEdit


class EditRefused(ValueError):
    """The edit would make something that is no issue; the message says what is wrong."""


def applied(issue: Issue, edit: Edit) -> Issue:
    """The issue after the edit; it is the same object where nothing changes. Raises NoSuchField, EditRefused."""
    match edit:
        case CompoundEdit(edits):
            for one in edits:
                issue = applied(issue, one)
            return issue
        case SetValue(path, value):
            return _changed(issue, path, lambda old: _checked_ids(path, old, value))
        case InsertItem(path, index, item):
            return _changed(issue, path, lambda items: _inserted(_items(path, items), index, item, path))
        case Splice(path):
            return _changed(issue, path, lambda old: _spliced(old, edit))
        case RemoveItem(path):
            return _changed(issue, path.parent, lambda items: _removed(_items(path, items), path))
        case MoveItem(path, index):
            return _changed(issue, path.parent, lambda items: _moved(_items(path, items), path, index))


def duplicated(issue: Issue, path: FieldPath) -> InsertItem:
    """Return the edit that inserts a copy with new ids after the item at `path`. Raises NoSuchField."""
    item, items = value_at(issue, path), value_at(issue, path.parent)
    if not isinstance(item, Item) or not isinstance(items, tuple):
        raise NoSuchField(str(path))
    return InsertItem(path.parent, position(items, item.id) + 1, with_fresh_ids(item))


def with_fresh_ids(value: _Value) -> _Value:
    """Return a copy of a part, or of a tuple of parts, in which every item has a new id."""
    if isinstance(value, tuple):
        return cast(_Value, tuple(with_fresh_ids(inner) for inner in value))
    if not isinstance(value, Part):
        return value
    fresh: dict[str, Any] = {name: with_fresh_ids(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, Item):
        fresh["id"] = new_id()
    return cast(_Value, value.model_copy(update=fresh))


@cache
def adapter(model: type[BaseModel], field: str) -> TypeAdapter[Any]:
    """Return the validator of a field's values."""
    return TypeAdapter(model.model_fields[field].rebuild_annotation())


def _changed(issue: Issue, path: FieldPath, change: Callable[[Any], Any]) -> Issue:
    if not path:
        raise EditRefused("The issue as a whole cannot be set. Use the path of a field.")
    return cast(Issue, _in_part(issue, path, 0, change))


def _in_part(part: Part, path: FieldPath, depth: int, change: Callable[[Any], Any]) -> Part:
    name = path[depth]
    if name not in type(part).model_fields:
        raise NoSuchField(str(path))
    old = getattr(part, name)
    if depth + 1 == len(path):
        new = _of_type(part, name, path, change(old))
    elif isinstance(old, Part):
        new = _in_part(old, path, depth + 1, change)
    elif isinstance(old, tuple):
        new = _in_items(old, path, depth + 1, change)
        if depth + 2 == len(path):  # validate the list with the replaced item
            new = _of_type(part, name, path, new)
    else:
        raise NoSuchField(str(path))
    return part if new is old else part.model_copy(update={name: new})


def _in_items(items: tuple[Any, ...], path: FieldPath, depth: int, change: Callable[[Any], Any]) -> tuple[Any, ...]:
    for index, item in enumerate(items):
        if isinstance(item, Item) and item.id == path[depth]:
            new = change(item) if depth + 1 == len(path) else _in_part(item, path, depth + 1, change)
            if not isinstance(new, Item) or new.id != item.id:
                raise EditRefused(f"{path}: an item can only be replaced by an item with the same id.")
            return items if new is item else (*items[:index], new, *items[index + 1 :])
    raise NoSuchField(str(path))


def _of_type(part: Part, name: str, path: FieldPath, value: Any) -> Any:
    if name in _FIXED:
        raise EditRefused(f"{path} cannot be changed.")
    try:
        adapter(type(part), name).validate_python(value, strict=True)
    except ValidationError as error:
        message = error.errors(include_url=False, include_input=False)[0]["msg"]
        raise EditRefused(f"{path} cannot have this value: {message}.") from error
    return value


def _items(path: FieldPath, items: Any) -> Items:
    if not isinstance(items, tuple):
        raise NoSuchField(str(path))
    return items


def _inserted(items: tuple[Any, ...], index: int, item: Any, path: FieldPath) -> Items:
    if not 0 <= index <= len(items):
        raise EditRefused(f"{path}: index {index} is out of range; the list has {len(items)} items.")
    if not isinstance(item, Item):
        raise EditRefused(f"{path} cannot have this value: it is not an item.")
    if any(isinstance(other, Item) and other.id == item.id for other in items):
        raise EditRefused(f"{path} already has an item with the id {item.id}.")
    _check_ids(path, (item,))
    return (*items[:index], item, *items[index:])


def _spliced(old: Any, edit: Splice) -> Any:
    if not isinstance(old, tuple) or any(isinstance(one, Item) for one in old):
        raise EditRefused(f"{edit.path} is not a list of texts.")
    if not 0 <= edit.start <= edit.stop <= len(old):
        raise EditRefused(f"{edit.path}: the range {edit.start} to {edit.stop} does not exist.")
    return (*old[: edit.start], *edit.values, *old[edit.stop :])


def _removed(items: Items, path: FieldPath) -> Items:
    index = _position(items, path)
    return (*items[:index], *items[index + 1 :])


def _moved(items: Items, path: FieldPath, index: int) -> Items:
    if not 0 <= index < len(items):
        raise EditRefused(f"{path}: index {index} is out of range; the list has {len(items)} items.")
    item = items[_position(items, path)]
    if items[index] is item:
        return items
    rest = _removed(items, path)
    return (*rest[:index], item, *rest[index:])


def _position(items: tuple[Any, ...], path: FieldPath) -> int:
    for index, item in enumerate(items):
        if isinstance(item, Item) and item.id == path[-1]:
            return index
    raise NoSuchField(str(path))


def _checked_ids(path: FieldPath, old: Any, value: Any) -> Any:
    if value is old or (type(value) is type(old) and value == old):
        return old
    known = {id(item) for item in old} if isinstance(old, tuple) else set()
    if isinstance(value, tuple):
        _check_unique(path, value)
        _check_ids(path, (item for item in value if id(item) not in known))
    else:
        _check_ids(path, (value,))
    return value


def _check_ids(path: FieldPath, values: Iterable[Any]) -> None:
    """Raise EditRefused if a list in these values has two items with the same id."""
    for value in values:
        if isinstance(value, Part):
            for name in type(value).model_fields:
                inner = getattr(value, name)
                if isinstance(inner, tuple):
                    _check_unique(path, inner)
                    _check_ids(path, inner)
                elif isinstance(inner, Part):
                    _check_ids(path, (inner,))


def _check_unique(path: FieldPath, items: tuple[Any, ...]) -> None:
    ids = [item.id for item in items if isinstance(item, Item)]
    if len(set(ids)) != len(ids):
        raise EditRefused(f"{path}: two items of one list have the same id.")

"""Edits as JSON values, for journals and the renderer.

Reading is strict: records are validated against the models at their paths.
"""

from __future__ import annotations

import json
import types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from editor.document.editing.edits import (
    CompoundEdit,
    Edit,
    InsertItem,
    MoveItem,
    RemoveItem,
    SetValue,
    Splice,
    adapter,
)
from editor.document.paths import FieldPath
from schemas import Issue, Item, Part

Json = dict[str, Any]

_VALUE: TypeAdapter[Any] = TypeAdapter(Any)
_MAX_DEPTH = 8
"""The maximum nesting of compound edits; the program makes at most two levels."""


class BadEdit(ValueError):
    """The record is not a valid edit."""


def as_json(edit: Edit) -> Json:
    """Return a record such as `{"do": "set", "path": "top5/e1/title", "value": "…"}`."""
    match edit:
        case SetValue(path, value):
            return {"do": "set", "path": str(path), "value": _VALUE.dump_python(value, mode="json")}
        case InsertItem(path, index, item):
            return {"do": "insert", "path": str(path), "index": index, "item": item.model_dump(mode="json")}
        case RemoveItem(path):
            return {"do": "remove", "path": str(path)}
        case MoveItem(path, index):
            return {"do": "move", "path": str(path), "index": index}
        case Splice(path, start, stop, values):
            return {"do": "splice", "path": str(path), "start": start, "stop": stop, "values": list(values)}
        case CompoundEdit(edits):
            return {"do": "several", "edits": [as_json(one) for one in edits]}


def from_json(record: object) -> Edit:
    """Return the edit of a record. Raises BadEdit."""
    try:
        return _edit(record)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        if isinstance(error, BadEdit):
            raise
        raise BadEdit(f"This record is not an edit: {error}") from error


def _edit(record: object, level: int = 1) -> Edit:
    if not isinstance(record, dict) or level > _MAX_DEPTH:
        raise BadEdit(f"An edit must be an object, nested at most {_MAX_DEPTH} levels.")
    kind = record["do"]
    if kind == "several":
        return CompoundEdit(tuple(_edit(one, level + 1) for one in record["edits"]))
    path = _path(record)
    match kind:
        case "set":
            return SetValue(path, _typed(_adapter_at(path), record["value"]))
        case "insert":
            item = _typed(_adapter_at(path / "item"), record["item"])
            if not isinstance(item, Item):
                raise BadEdit(f"{path} is not a list of items.")
            return InsertItem(path, _index(record), item)
        case "remove":
            return RemoveItem(path)
        case "move":
            return MoveItem(path, _index(record))
        case "splice":
            values = _typed(_adapter_at(path), record["values"])
            if not isinstance(values, tuple) or not all(isinstance(value, str) for value in values):
                raise BadEdit(f"{path} is not a list of texts.")
            return Splice(path, _index(record, "start"), _index(record, "stop"), values)
        case _:
            raise BadEdit("This kind of edit is unknown.")


def _path(record: Json) -> FieldPath:
    text = record["path"]
    if not isinstance(text, str) or not text:
        raise BadEdit("A path must be text.")
    return FieldPath.parse(text)


def _index(record: Json, name: str = "index") -> int:
    index = record[name]
    if not isinstance(index, int) or isinstance(index, bool):
        raise BadEdit("An index must be a whole number.")
    return index


def _typed(of: TypeAdapter[Any], value: object) -> Any:
    try:
        # From JSON text, because strict models accept lists and dates only in JSON mode.
        return of.validate_json(json.dumps(value), strict=True)
    except ValidationError as error:
        raise BadEdit(f"This value does not fit its field: {error.errors(include_url=False)[0]['msg']}.") from error


def _adapter_at(path: FieldPath) -> TypeAdapter[Any]:
    """Return the validator of values at a path. Raises BadEdit if the path cannot exist."""
    models: tuple[type[BaseModel], ...] = (Issue,)
    position = 0
    while position < len(path):
        name = path[position]
        holder = next((model for model in models if name in model.model_fields), None)
        if holder is None:
            break
        annotation = holder.model_fields[name].annotation
        position += 1
        if position == len(path):
            return adapter(holder, name)
        if get_origin(annotation) is tuple:
            annotation = get_args(annotation)[0]
            position += 1  # an item's id
            if position == len(path):
                return _item_adapter(holder, name)
        models = tuple(_models(annotation))
    raise BadEdit(f"The field {path} does not exist.")


@cache
def _item_adapter(model: type[BaseModel], field: str) -> TypeAdapter[Any]:
    """Return the validator of one item of a list."""
    return TypeAdapter(get_args(model.model_fields[field].annotation)[0])


def _models(annotation: Any) -> Iterator[type[Part]]:
    """Yield the models that values of this type can have."""
    if get_origin(annotation) is Annotated:
        yield from _models(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, types.UnionType):
        for one in get_args(annotation):
            yield from _models(one)
    elif isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation

"""A path in the words that the forms show: for the command line, lists of findings and undo."""

from __future__ import annotations

from typing import Any

from editor.document.paths import FieldPath
from editor.document.text.phrasing import capitalised
from schemas import Issue, Item, Part, specs_of


def place_of(issue: Issue, path: FieldPath) -> str:
    """`Entry 2 › At a glance no. 1 › Paragraph`; as far as the path leads, empty for the issue itself.

    An item of a list of the issue's own is called what it is, any other by its list.
    """
    parts: list[str] = []
    value: Any = issue
    for depth, segment in enumerate(path):
        if isinstance(value, Part) and segment in type(value).model_fields:
            spec = specs_of(type(value)).get(segment)
            parts.append(spec.label if spec else segment)
            value = getattr(value, segment)
            continue
        index = _index(value, segment)
        if index is None or not parts:
            break
        spec = specs_of(Issue).get(path[0]) if depth == 1 else None
        parts[-1] = f"{capitalised(spec.item)} {index + 1}" if spec and spec.item else f"{parts[-1]} no. {index + 1}"
        value = value[index]
    return " › ".join(parts)


def _index(value: Any, item_id: str) -> int | None:
    if not isinstance(value, tuple):
        return None
    named = (index for index, item in enumerate(value) if isinstance(item, Item) and item.id == item_id)
    return next(named, None)

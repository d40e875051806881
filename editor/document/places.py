"""A path in the words that the forms show: for the command line, lists of findings and undo."""

from __future__ import annotations

from typing import Any

from editor.document.paths import FieldPath
from schemas import Issue, Item, Part, specs_of


def place_of(issue: Issue, path: FieldPath) -> str:
    """`Top 5 no. 2 › At a glance no. 1 › Paragraph`; as far as the path leads, empty for the issue itself."""
    parts: list[str] = []
    value: Any = issue
    for segment in path:
        if isinstance(value, Part) and segment in type(value).model_fields:
            spec = specs_of(type(value)).get(segment)
            parts.append(spec.label if spec else segment)
            value = getattr(value, segment)
            continue
        index = _index(value, segment)
        if index is None or not parts:
            break
        parts[-1] += f" no. {index + 1}"
        value = value[index]
    return " › ".join(parts)


def _index(value: Any, item_id: str) -> int | None:
    if not isinstance(value, tuple):
        return None
    named = (index for index, item in enumerate(value) if isinstance(item, Item) and item.id == item_id)
    return next(named, None)

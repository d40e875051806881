"""Messages for pydantic's validation errors, for people who edit a file in a text editor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from editor.document.paths import FieldPath

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

SHOWN = 5

_EXPECTED = {
    "string_type": "text",
    "tuple_type": "a list",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "dict_type": "an object",
    "int_type": "a whole number",
    "date_type": 'a date such as "2025-03-12"',
    "date_parsing": 'a date such as "2025-03-12"',
    "date_from_datetime_parsing": 'a date such as "2025-03-12"',
    "date_from_datetime_inexact": 'a date such as "2025-03-12", without a time',
}

_PATTERNS = {r"^[a-z]{2}(-[A-Z]{2})?$": 'a language such as "en-US"'}


def describe(error: ValidationError, raw: Any) -> str:
    """Return one line for each of the first errors, with path, expected and actual value."""
    details = error.errors(include_url=False)
    lines = [f"  {field_path(detail['loc'], raw)}: {_message(detail)}" for detail in details[:SHOWN]]
    if len(details) > SHOWN:
        lines.append(f"  and {len(details) - SHOWN} more")
    return "\n".join(lines)


def field_path(loc: Sequence[int | str], raw: Any) -> FieldPath:
    """Return the path of a pydantic location in `raw`. `#3` is a third item without an id."""
    segments: list[str] = []
    value: Any = raw
    in_block = False
    for step in loc:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and step < len(value) else None
            own = value.get("id") if isinstance(value, dict) else None
            segments.append(own if isinstance(own, str) and own and len(own) <= 32 else f"#{step + 1}")
            in_block = False
        elif not in_block and isinstance(value, dict) and value.get("type") == step:
            in_block = True  # pydantic inserts the block type between the item and its field
        else:
            value = value.get(step) if isinstance(value, dict) else None
            segments.append(_plain(step, 40))
            in_block = False
    return FieldPath(segments)


def _message(mistake: ErrorDetails) -> str:
    kind = mistake["type"]
    if kind == "extra_forbidden":
        return "unknown key; correct its spelling or remove it"
    found = _found(mistake["input"])
    context = mistake.get("ctx", {})
    if kind in _EXPECTED:
        return f"expected {_EXPECTED[kind]}, found {found}"
    if kind == "literal_error":
        return f"expected {context['expected']}, found {found}"
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        tag = context.get("tag")
        return 'expected a block whose "type" is "paragraph" or "bullets", found ' + (
            f'"{_plain(str(tag), 40)}"' if tag is not None else "none"
        )
    if kind == "missing":
        return "is missing; add it"
    if kind == "string_pattern_mismatch":
        return f"expected {_pattern_in_words(str(context.get('pattern', '')))}, found {found}"
    return f"{mistake['msg']}, found {found}"


def _pattern_in_words(pattern: str) -> str:
    named = re.fullmatch(r"\^(?:\[[a-z0-9-]+\])\[a-z0-9-\]\{(\d+),(\d+)\}\$", pattern)
    if named is not None:
        least, most = int(named[1]) + 1, int(named[2]) + 1
        length = f"at most {most}" if least == 1 else f"{least} to {most}"
        return f"lowercase letters, digits and hyphens ({length})"
    return _PATTERNS.get(pattern, f"a text of the form {pattern}")


def _found(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {_plain(str(value), 40)}"
    if isinstance(value, str):
        return f'the text "{_plain(value, 40)}"' if value else "empty text"
    if isinstance(value, dict):
        return "an object"
    return "a list" if isinstance(value, list | tuple) else type(value).__name__


def _plain(text: str, most: int) -> str:
    """Return a text as one printable line of at most `most` characters."""
    text = "".join(character if character.isprintable() else "�" for character in text[: most + 1])
    return text if len(text) <= most else text[: most - 1] + "…"

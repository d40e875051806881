"""Parse JSON from untrusted files, with clear messages.

Stricter than the standard library: no duplicate keys, no NaN, no lone surrogates, limited nesting and size.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from editor.files.errors import FileError

DEEPEST = 50
"""Levels of nesting; an issue has about ten."""
LONGEST_LIST = 5_000
"""Items of one list; long lists of an issue have fifty."""
MOST_VALUES = 200_000
"""Values in total, including lists and objects; an issue has about a thousand. More would take too long to check."""

_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def json_value(text: str, name: str) -> Any:
    """Parse a JSON text; `name` names its file in messages. Raises FileError."""

    def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            (twice, _), *_ = Counter(key for key, _ in pairs).most_common(1)
            raise FileError(
                f"{name}: duplicate key {shortened(json.dumps(twice), 60)} in an object.",
                "Remove one of the two.",
            )
        return found

    def no_constant(constant: str) -> Any:
        raise FileError(f"{name} is not valid JSON: {constant} is not a JSON value.", "Replace it.")

    if not text.strip():
        raise FileError(f"{name} is empty.", "Open another file.")
    try:
        value = json.loads(text, object_pairs_hook=object_of, parse_constant=no_constant)
    except json.JSONDecodeError as error:
        raise FileError(
            f"{name} is not valid JSON: line {error.lineno}, column {error.colno}: {error.msg}.",
            "Correct it at that place, or open another file.",
        ) from error
    except RecursionError as error:
        raise _too_deep(name) from error
    except ValueError as error:  # an integer of thousands of digits
        raise FileError(f"{name} contains a number that is too long.", "Correct it.") from error
    if reason := oversize(value):
        raise FileError(f"{name} {reason}.", "Check that it is the right file.")
    if _ESCAPED_SURROGATE.search(text):
        _check_characters(value, name)
    return value


def oversize(value: Any) -> str:
    """Return how a value exceeds the limits, as the end of a sentence; "" if it does not."""
    level = [value]
    number = 0
    for _ in range(DEEPEST):
        if any(isinstance(one, list) and len(one) > LONGEST_LIST for one in level):
            return f"contains a list of more than {LONGEST_LIST:,} items"
        number += len(level)
        if number > MOST_VALUES:
            return f"contains more than {MOST_VALUES:,} values"
        level = [inner for outer in level for inner in _inner_values(outer)]
        if not level:
            return ""
    return f"is nested deeper than {DEEPEST} levels"


def _inner_values(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _too_deep(name: str) -> FileError:
    return FileError(f"{name} is nested deeper than {DEEPEST} levels.", "Check that it is the right file.")


def _check_characters(value: Any, name: str) -> None:
    """Refuse lone surrogates: JSON escapes can express them, but they cannot be saved or printed."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            around = shortened(value[max(0, error.start - 20) : error.start], 60)
            raise FileError(
                f'{name} contains an incomplete character (\\u{ord(value[error.start]):04x}) after "{around}".',
                "Remove this escape, or write the complete character.",
            ) from error
        return
    if isinstance(value, dict):
        for key in value:
            _check_characters(key, name)
    for inner in _inner_values(value):
        _check_characters(inner, name)


def shortened(text: str, most: int = 300) -> str:
    """Shorten a text for a message, and escape lone surrogates."""
    text = text.encode(errors="backslashreplace").decode()
    return text if len(text) <= most else text[: most - 1] + "…"

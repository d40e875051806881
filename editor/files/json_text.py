"""JSON of any origin as plain values, or one clear message. Stricter than the standard library where that hides
mistakes: no key twice, no NaN, no half characters, no bottomless nesting."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from editor.files.errors import FileError

DEEPEST = 50
"""Levels of nesting; an issue has about ten."""
LONGEST_LIST = 5_000
"""Items of one list; a long one of an issue has fifty."""
MOST_VALUES = 200_000
"""Values in all, each list and object among them; an issue has about a thousand. More would take too long to check."""

_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def json_value(text: str, name: str) -> Any:
    """The value that a JSON text holds; `name` stands for its file in messages. Raises FileError."""

    def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            (twice, _), *_ = Counter(key for key, _ in pairs).most_common(1)
            raise FileError(
                f"{name}: the key {shortened(json.dumps(twice), 60)} stands twice in one object.",
                "Remove one of the two; Newsdesk cannot know which one is meant.",
            )
        return found

    def no_constant(constant: str) -> Any:
        raise FileError(f"{name} is not JSON: {constant} is not a JSON value.", "Replace it.")

    if not text.strip():
        raise FileError(f"{name} is empty.", "Open another file.")
    try:
        value = json.loads(text, object_pairs_hook=object_of, parse_constant=no_constant)
    except json.JSONDecodeError as error:
        raise FileError(
            f"{name} is not JSON: line {error.lineno}, column {error.colno}: {error.msg}.",
            "Correct it at that place, or open another file.",
        ) from error
    except RecursionError as error:
        raise _too_deep(name) from error
    except ValueError as error:  # an integer of thousands of digits
        raise FileError(f"{name} holds a number that is too long to read.", "Correct it.") from error
    if said := oversize(value):
        raise FileError(f"{name} {said}.", "Is it the right file?")
    if _ESCAPED_SURROGATE.search(text):
        _check_characters(value, name)
    return value


def oversize(value: Any) -> str:
    """How a value exceeds what is read from a file, as the end of a sentence; empty where it does not."""
    level = [value]
    number = 0
    for _ in range(DEEPEST):
        if any(isinstance(one, list) and len(one) > LONGEST_LIST for one in level):
            return f"holds a list of more than {LONGEST_LIST} items"
        number += len(level)
        if number > MOST_VALUES:
            return f"holds more than {MOST_VALUES} values"
        level = [inner for outer in level for inner in _inner_values(outer)]
        if not level:
            return ""
    return f"is nested deeper than {DEEPEST} levels"


def _inner_values(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _too_deep(name: str) -> FileError:
    return FileError(f"{name} is nested deeper than {DEEPEST} levels.", "Is it the right file?")


def _check_characters(value: Any, name: str) -> None:
    """Half a character can be written in JSON as an escape, but is no text: it cannot be saved or printed."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            around = shortened(value[max(0, error.start - 20) : error.start], 60)
            raise FileError(
                f'{name} holds half a character (\\u{ord(value[error.start]):04x}) after "{around}".',
                "Remove that escape, or write the whole character.",
            ) from error
        return
    if isinstance(value, dict):
        for key in value:
            _check_characters(key, name)
    for inner in _inner_values(value):
        _check_characters(inner, name)


def shortened(text: str, most: int = 300) -> str:
    """Fit for a message: not too long, and without halves of characters."""
    text = text.encode(errors="backslashreplace").decode()
    return text if len(text) <= most else text[: most - 1] + "…"

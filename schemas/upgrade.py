"""Upgrade the raw content of a file to the current version of its format, and add missing ids.

Works on plain JSON values, before validation. Each step upgrades one version to the next. Opening a file never
writes it back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from schemas.issue import FORMAT, VERSION
from schemas.library import LIBRARY_FORMAT, LIBRARY_VERSION

_TYPE_NAMES = {
    dict: "an object",
    list: "a list",
    str: "text",
    int: "a number",
    float: "a number",
    bool: "true or false",
}

Json = dict[str, Any]
Step = Callable[[Json], Json]


@dataclass(frozen=True)
class Format:
    """A file format. `name` is the value of "format" in its files; `steps` maps each old version to its upgrade."""

    name: str
    version: int
    description: str
    steps: Mapping[int, Step] = field(default_factory=dict)


def _to_suggestions(raw: Json) -> Json:
    """Version 2 has suggestions as records. Proposals of version 1 are read as such with the content they are for."""
    return {**raw, "version": 2}


ISSUES = Format(FORMAT, VERSION, "a newsletter issue", {1: _to_suggestions})
LIBRARIES = Format(LIBRARY_FORMAT, LIBRARY_VERSION, "a library of people and bodies")


class UnknownFormat(ValueError):
    """The value has another format or an unsupported version. The message says what to do."""


def upgraded(raw: object, format: Format) -> Json:
    """Return the raw content of a file in the current version of the format. Raises UnknownFormat."""
    if not isinstance(raw, dict):
        found = _TYPE_NAMES.get(type(raw), "nothing")
        raise UnknownFormat(f"This is not {format.description}: the file contains {found}, not an object.")
    found_format = raw.get("format")
    if found_format != format.name:
        raise UnknownFormat(_wrong_format(found_format, format))
    version = raw.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise UnknownFormat(
            f'The file has no valid version: "version" must be a whole number from 1 to {format.version}.'
        )
    if version > format.version:
        raise UnknownFormat(
            f"The file has version {version}, but this Newsdesk reads versions up to {format.version}. "
            "Update Newsdesk to open it."
        )
    while version < format.version:
        raw = format.steps[version](raw)
        version += 1
    return _with_ids(raw)


def _wrong_format(found: object, expected: Format) -> str:
    for other in (ISSUES, LIBRARIES):
        if found == other.name:
            return f"This is {other.description}, not {expected.description}."
    if found is None:
        return f'This is not {expected.description}: "format" is missing, expected "{expected.name}".'
    return f'This is not {expected.description}: "format" is {str(found)[:40]!r}, expected "{expected.name}".'


def _with_ids(raw: Json) -> Json:
    """Give a new id to every object in a list that has none, or that has the id of an earlier object.

    Files written by people or scripts need no ids. New ids are counted, not random, so that opening the same file
    twice gives the same paths.
    """
    return {key: _with_item_ids(value) for key, value in raw.items()}


def _with_item_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return _with_ids(value)
    if not isinstance(value, list):
        return value
    taken = {item["id"] for item in value if isinstance(item, dict) and isinstance(item.get("id"), str)}
    seen: set[str] = set()
    named = []
    for item in value:
        if isinstance(item, dict):
            own = item.get("id")
            if own is None or (isinstance(own, str) and own in seen):
                own = _free_id(taken)
                taken.add(own)
            if isinstance(own, str):
                seen.add(own)
            item = {"id": own, **{key: _with_item_ids(inner) for key, inner in item.items() if key != "id"}}
        named.append(item)
    return named


def _free_id(taken: set[str]) -> str:
    number = len(taken) + 1
    while f"item-{number}" in taken:
        number += 1
    return f"item-{number}"

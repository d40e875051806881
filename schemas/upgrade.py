"""From what stands in a file to what the current models read: older versions are lifted, missing ids are given.

Works on plain JSON values, before validation. A step takes one version to the next; files are never written
back by opening them.
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
    """A kind of file. `name` stands in it as "format", `steps` has for each old version the step to the next one."""

    name: str
    version: int
    called: str
    steps: Mapping[int, Step] = field(default_factory=dict)


ISSUES = Format(FORMAT, VERSION, "a newsletter issue")
LIBRARIES = Format(LIBRARY_FORMAT, LIBRARY_VERSION, "a library of issuing bodies and people")


class UnknownFormat(ValueError):
    """The value is not of the format, or not of a version that can be read; the message says what to do."""


def upgraded(raw: object, format: Format) -> Json:
    """The raw content of a file as the current version has it. Raises UnknownFormat."""
    if not isinstance(raw, dict):
        found = _TYPE_NAMES.get(type(raw), "nothing")
        raise UnknownFormat(f"This is not {format.called}: the file holds {found}, not an object.")
    found_format = raw.get("format")
    if found_format != format.name:
        said = f"its format is {str(found_format)[:40]!r}" if found_format is not None else "it names no format"
        raise UnknownFormat(f'This is not {format.called}: {said}, where "{format.name}" is expected.')
    version = raw.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise UnknownFormat(
            f'The file names no version: "version" has to be a whole number from 1 to {format.version}.'
        )
    if version > format.version:
        raise UnknownFormat(
            f"The file is of version {version}; this Newsdesk reads up to version {format.version}. "
            "Update Newsdesk to open it."
        )
    while version < format.version:
        raw = format.steps[version](raw)
        version += 1
    return _with_ids(raw)


def _with_ids(raw: Json) -> Json:
    """Give every object in a list an id where it has none, or one that its neighbour has already.

    A file written by hand or by a script need not invent ids. They are counted, not drawn, so that opening
    the same file twice gives the same paths.
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

"""Where a field comes in reading order: that of the schema's fields, and of the items in their lists."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from editor.document.findings import Finding
from editor.document.paths import FieldPath
from schemas import Issue, Item, Part


def reading_position(issue: Issue, path: FieldPath) -> tuple[int, ...]:
    """Sorts paths as they are read; what leads nowhere comes where its way ends, before all else there."""
    place: list[int] = []
    value: Any = issue
    for segment in path:
        number = _number(value, segment)
        if number is None:
            break
        place.append(number)
        value = getattr(value, segment) if isinstance(value, Part) else value[number]
    return tuple(place)


def findings_in_order(issue: Issue, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings of several checks as they are met in reading: by field, and within a text by their words."""

    def place(finding: Finding) -> tuple[tuple[int, ...], int]:
        return reading_position(issue, finding.path), -1 if finding.excerpt is None else finding.excerpt.start

    return tuple(sorted(findings, key=place))


def _number(value: Any, segment: str) -> int | None:
    if isinstance(value, Part):
        return _names(type(value)).get(segment)
    if isinstance(value, tuple):
        numbers = (number for number, item in enumerate(value) if isinstance(item, Item) and item.id == segment)
        return next(numbers, None)
    return None


@lru_cache(maxsize=64)
def _names(model: type[Part]) -> dict[str, int]:
    return {name: number for number, name in enumerate(model.model_fields)}

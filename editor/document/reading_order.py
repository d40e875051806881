"""Reading order: the order of the schema's fields and of the items in their lists."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from editor.document.findings import Finding
from editor.document.paths import FieldPath
from schemas import Issue, Item, Part


def reading_position(issue: Issue, path: FieldPath) -> tuple[int, ...]:
    """Return a sort key for paths in reading order.

    A path that does not exist sorts with its last existing parent, before everything in it.
    """
    indexes: list[int] = []
    value: Any = issue
    for segment in path:
        number = _number(value, segment)
        if number is None:
            break
        indexes.append(number)
        value = getattr(value, segment) if isinstance(value, Part) else value[number]
    return tuple(indexes)


def findings_in_order(issue: Issue, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort the findings of several checks by field, and within a text by the position of their words."""

    def position(finding: Finding) -> tuple[tuple[int, ...], int]:
        return reading_position(issue, finding.path), -1 if finding.excerpt is None else finding.excerpt.start

    return tuple(sorted(findings, key=position))


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

"""Apply every rule to every field and part of an issue; a repeated check applies them only where the issue changed.

The results of a check form a tree that mirrors the issue. A value that is the same object at the same path has the
same results, so the next check reuses that branch. Only the newest tree is kept, so the cache is bounded by the
issue's size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from editor.document.findings import Finding
from editor.document.ignoring import not_ignored
from editor.document.installed_theme import InstalledTheme
from editor.document.paths import ROOT, FieldPath
from editor.document.rules.registry import RULES
from editor.document.rules.rule import CheckedField, CheckedPart, FieldRule, PartRule, Rule, Violation
from schemas import Issue, Item, Kind, Part, Spec, specs_of

Position = tuple[int, ...]
"""The position of a finding in reading order: the index of the field or item at each level below a value."""


_NOTHING: Mapping[str, _Checked] = MappingProxyType({})


class _Checked(NamedTuple):
    """The findings at and below a value. `inner` holds the results of its fields by name or of its items by id."""

    value: Any
    found: Sequence[tuple[Position, Finding]]
    inner: Mapping[str, _Checked]


class Checker:
    """Checks successive states of one issue. Each check costs as much as what changed since the previous one."""

    def __init__(self, theme: InstalledTheme, rules: Sequence[Rule] = RULES) -> None:
        self._theme = theme
        self._of_fields: dict[Kind, tuple[FieldRule, ...]] = {
            kind: tuple(rule for rule in rules if isinstance(rule, FieldRule) and kind in rule.kinds) for kind in Kind
        }
        self._of_parts: dict[type[Part], list[PartRule]] = {}
        for rule in rules:
            if isinstance(rule, PartRule):
                self._of_parts.setdefault(rule.model, []).append(rule)
        self._last: _Checked | None = None

    def check(self, issue: Issue) -> tuple[Finding, ...]:
        """Return all findings in reading order, without those that the issue's editors chose to ignore."""
        self._last = self._part(issue, ROOT, self._last)
        return not_ignored(issue, (finding for _, finding in self._last.found))

    def _part(self, part: Part, path: FieldPath, before: _Checked | None) -> _Checked:
        if before is not None and before.value is part:
            return before
        # A block may have become one of the other kind under its old id.
        known = before.inner if before is not None and type(before.value) is type(part) else _NOTHING
        found: list[tuple[Position, Finding]] = []
        checked = CheckedPart(part, path, self._theme)
        numbers = _PositionIndex()
        for rule in self._of_parts.get(type(part), ()):
            found += [_with_position(rule, violation, part, path, numbers) for violation in rule.check(checked)]
        inner: dict[str, _Checked] = {}
        order_kept = not found
        for number, (name, spec) in enumerate(specs_of(type(part)).items()):
            result = self._field(part, name, spec, path, known.get(name))
            inner[name] = result
            if result.found:
                found += [((number, *position), finding) for position, finding in result.found]
        return _Checked(part, found if order_kept else _in_order(found), inner)

    def _field(self, owner: Part, name: str, spec: Spec, above: FieldPath, before: _Checked | None) -> _Checked:
        value = getattr(owner, name)
        if before is not None and before.value is value:
            return before
        path = above / name
        found: list[tuple[Position, Finding]] = []
        field = CheckedField(value, spec, type(owner), path, self._theme)
        numbers = _PositionIndex()
        for rule in self._of_fields[spec.kind]:
            for violation in rule.check(field):
                found.append(_with_position(rule, violation, value, path, numbers))
        if isinstance(value, Part):
            part = self._part(value, path, before)
            return _Checked(value, _in_order([*found, *part.found]), part.inner) if found else part
        if isinstance(value, tuple):
            return self._items(value, path, found, before)
        return _Checked(value, found, _NOTHING)

    def _items(
        self, items: tuple[Any, ...], path: FieldPath, found: list[tuple[Position, Finding]], before: _Checked | None
    ) -> _Checked:
        order_kept = not found
        inner = self._inner(items, path, before)
        for number, result in enumerate(inner.values()):
            if result.found:
                found += [((number, *position), finding) for position, finding in result.found]
        return _Checked(items, found if order_kept else _in_order(found), inner)

    def _inner(self, items: tuple[Any, ...], path: FieldPath, before: _Checked | None) -> Mapping[str, _Checked]:
        """Return the results of each item of a list by id; empty for lists of plain lines."""
        if not items or not isinstance(items[0], Item):
            return _NOTHING
        known = before.inner if before is not None else _NOTHING
        others = before.value if before is not None else ()
        if isinstance(others, tuple) and len(others) == len(items):
            # Usually one item of hundreds has changed, at its old position.
            pairs = [(old, new) for old, new in zip(others, items, strict=True) if old is not new]
            if all(isinstance(old, Item) and old.id == new.id for old, new in pairs):
                return {**known, **{new.id: self._part(new, path / new.id, known.get(new.id)) for _, new in pairs}}
        return {item.id: self._part(item, path / item.id, known.get(item.id)) for item in items}


def check(issue: Issue, theme: InstalledTheme) -> tuple[Finding, ...]:
    """Return all findings of an issue in reading order. Keep a `Checker` to check the same issue repeatedly."""
    return Checker(theme).check(issue)


class _PositionIndex:
    """The indexes of path segments. Each list is indexed once, however many violations it has."""

    def __init__(self) -> None:
        self._of_lists: dict[int, dict[str, int]] = {}

    def position(self, value: Any, subpath: FieldPath) -> Position:
        numbers: list[int] = []
        for segment in subpath:
            if isinstance(value, tuple):
                ids = self._of_lists.get(id(value))
                if ids is None:
                    ids = self._of_lists[id(value)] = {item.id: number for number, item in enumerate(value)}
                number = ids[segment]
                value = value[number]
            else:
                model: type[Part] = type(value)
                number = list(specs_of(model)).index(segment)
                value = getattr(value, segment)
            numbers.append(number)
        return tuple(numbers)


def _with_position(
    rule: Rule, violation: Violation, value: Any, path: FieldPath, numbers: _PositionIndex
) -> tuple[Position, Finding]:
    finding = Finding(
        rule.level,
        violation.subpath.under(path),
        violation.message,
        violation.help,
        violation.rule or rule.name,
        violation.fix,
        violation.excerpt,
    )
    return numbers.position(value, violation.subpath), finding


def _in_order(found: list[tuple[Position, Finding]]) -> list[tuple[Position, Finding]]:
    return sorted(found, key=itemgetter(0))

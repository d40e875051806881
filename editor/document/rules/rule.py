"""Rules: functions that check every field of some kinds, or every part of one model."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from editor.document.findings import Excerpt, Fix, Level
from editor.document.installed_theme import InstalledTheme
from editor.document.paths import ROOT, FieldPath
from schemas import Kind, Part, Spec

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Violation:
    """What a rule found. `subpath` leads from the checked value to the field concerned."""

    message: str
    help: str
    subpath: FieldPath = ROOT
    fix: Fix | None = None
    excerpt: Excerpt | None = None
    rule: str = ""
    """The name to report where one function answers for several rules."""


class CheckedPart(NamedTuple, Generic[V]):
    """A part to check, its path and the issue's theme."""

    value: V
    path: FieldPath
    theme: InstalledTheme


class CheckedField(NamedTuple, Generic[V]):
    """A field to check: its value, its metadata, the model it belongs to, its path and the issue's theme."""

    value: V
    spec: Spec
    model: type[Part]
    path: FieldPath
    theme: InstalledTheme


@dataclass(frozen=True)
class FieldRule:
    """A rule for every field of these kinds. It must depend on the field alone, because its results are cached."""

    name: str
    level: Level
    kinds: frozenset[Kind]
    check: Callable[[CheckedField[Any]], Iterable[Violation]]


@dataclass(frozen=True)
class PartRule:
    """A rule for every part of this model, the issue included. It must depend on the part alone."""

    name: str
    level: Level
    model: type[Part]
    check: Callable[[CheckedPart[Any]], Iterable[Violation]]


Rule = FieldRule | PartRule

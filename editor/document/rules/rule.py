"""What a rule is: a question that is put to every field of some kinds, or to every part of one model."""

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
    """An answer of a rule. `tail` leads from the place that was looked at to the field in question."""

    message: str
    help: str
    tail: FieldPath = ROOT
    fix: Fix | None = None
    excerpt: Excerpt | None = None


class CheckedPart(NamedTuple, Generic[V]):
    """A part to be looked at, and where it stands."""

    value: V
    path: FieldPath
    theme: InstalledTheme


class CheckedField(NamedTuple, Generic[V]):
    """A field to be looked at: its value, what the schema says of it, the model that it belongs to."""

    value: V
    spec: Spec
    model: type[Part]
    path: FieldPath
    theme: InstalledTheme


@dataclass(frozen=True)
class FieldRule:
    """A rule for every field of these kinds. It may look at nothing but the field: its answers are remembered."""

    name: str
    level: Level
    kinds: frozenset[Kind]
    look: Callable[[CheckedField[Any]], Iterable[Violation]]


@dataclass(frozen=True)
class PartRule:
    """A rule for every part of this model, the issue included. It may look at nothing but the part."""

    name: str
    level: Level
    model: type[Part]
    look: Callable[[CheckedPart[Any]], Iterable[Violation]]


Rule = FieldRule | PartRule

"""Findings: the problems that a check reports, with path, level, help and an optional fix."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from editor.document.paths import FieldPath
from schemas import Issue

SPELLING = "spelling"
"""The rule for words that are in no dictionary."""
MISSPELLED = frozenset({SPELLING, "typo"})
"""The rules about misspelled words. Other findings about words are about style."""


class Level(StrEnum):
    """An error stops publication; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fix:
    """An automatic fix. `label` is the text of its button; `apply` returns the fixed issue."""

    label: str
    apply: Callable[[Issue], Issue] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words that a finding is about; `start` counts characters of the field's text as read."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem at the field `path`, reported by the rule of the name `rule`.

    Only findings with an `excerpt` can be ignored: they are about words, not about what publication requires.
    """

    level: Level
    path: FieldPath
    message: str
    help: str
    rule: str
    fix: Fix | None = None
    excerpt: Excerpt | None = None


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that stop publication."""
    return tuple(finding for finding in findings if finding.level is Level.ERROR)

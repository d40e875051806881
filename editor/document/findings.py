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


def fixable_at(path: FieldPath, position: int, findings: Iterable[Finding]) -> Finding | None:
    """Return the finding with a fix that is nearest to a position (code points) in the text at `path`.

    Nearest are words at the position, then the text itself, its other words, its field, and what the field is part of.
    """
    candidates = [one for one in findings if one.fix is not None and path[: len(one.path)] == one.path]
    return min(candidates, key=lambda one: (-len(one.path), *_distance(one, position)), default=None)


def _distance(finding: Finding, position: int) -> tuple[int, int]:
    excerpt = finding.excerpt
    if excerpt is None:
        return 1, 0
    end = excerpt.start + len(excerpt.text)
    away = max(excerpt.start - position, position - end, 0)
    return (0, 0) if not away else (2, away)

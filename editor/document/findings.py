"""What a check says about an issue: where, how bad, what to do, and the mend where a machine can make it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from editor.document.paths import FieldPath
from schemas import Issue


class Level(StrEnum):
    """An error stops publication; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fix:
    """A mechanical mend: what it does in words, and the issue after it."""

    label: str
    apply: Callable[[Issue], Issue] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words that a finding is about; `start` counts characters of the field's text as read."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem. `path` is the field to go to; `rule` the name of the rule that found it.

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
    """Those that stop publication."""
    return tuple(finding for finding in findings if finding.level is Level.ERROR)

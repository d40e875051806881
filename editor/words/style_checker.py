"""Checks the words of the states of one issue, one after another."""

from __future__ import annotations

from collections.abc import Iterable, Set

from editor.document.findings import SPELLING, Finding
from editor.document.installed_theme import InstalledTheme
from editor.document.paths import FieldPath
from editor.document.rules import Checker
from editor.words.known import Known
from editor.words.style_rules import rules_of
from schemas import Issue
from schemas.style import Style


class StyleChecker:
    """Finds departures from a house style. Checking a changed issue again costs what changed. Raises UnknownCheck."""

    def __init__(self, theme: InstalledTheme, style: Style, known: Known, *, off: Set[str] = frozenset()) -> None:
        self.known = known
        self._checker = Checker(theme, rules_of(style, known, off=off))

    def check(self, issue: Issue) -> tuple[Finding, ...]:
        """All findings in reading order, of several about the same words the one that says most."""
        return without_overlaps(self._checker.check(issue))


def without_overlaps(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without those whose words are part of another's, and without spelling where another rule speaks."""
    by_field: dict[FieldPath, list[Finding]] = {}
    for finding in findings:
        by_field.setdefault(finding.path, []).append(finding)
    kept: list[Finding] = []
    for found in by_field.values():
        found.sort(key=lambda one: one.excerpt.start if one.excerpt is not None else 0)
        kept += [one for one in found if not any(_gives_way(one, other) for other in found if other is not one)]
    return tuple(kept)


def _gives_way(one: Finding, other: Finding) -> bool:
    if one.excerpt is None or other.excerpt is None or one.rule == other.rule:
        return False
    start, end = one.excerpt.start, one.excerpt.start + len(one.excerpt.text)
    first, last = other.excerpt.start, other.excerpt.start + len(other.excerpt.text)
    if start >= last or first >= end:
        return False
    if one.rule == SPELLING:
        return other.rule != SPELLING and not _is_whole_text(other)
    if one.fix is not None and other.fix is None:
        return False
    return first <= start and end <= last and (last - first) > (end - start) and not _is_whole_text(other)


def _is_whole_text(finding: Finding) -> bool:
    """Whether a finding is about a whole title rather than about words in it."""
    return finding.rule == "title-case"

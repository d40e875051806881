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
        found.sort(key=_start)
        # Only those that reach to the next one are compared: a damaged text may have thousands of findings.
        giving: set[int] = set()
        reaching: list[Finding] = []
        for one in found:
            reaching = [other for other in reaching if _end(other) > _start(one)]
            for other in reaching:
                giving |= {id(first) for first, second in ((one, other), (other, one)) if _gives_way(first, second)}
            reaching.append(one)
        kept += [one for one in found if id(one) not in giving]
    return tuple(kept)


def _start(finding: Finding) -> int:
    return finding.excerpt.start if finding.excerpt is not None else 0


def _end(finding: Finding) -> int:
    return finding.excerpt.start + len(finding.excerpt.text) if finding.excerpt is not None else 0


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

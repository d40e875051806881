"""Findings about words that the editors of an issue chose to ignore. The choice is kept in the issue."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from editor.document.editing.edits import InsertItem
from editor.document.findings import Finding
from editor.document.paths import FieldPath
from schemas import Ignored, Issue


def not_ignored(issue: Issue, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without those that `issue.ignored` names."""
    if not issue.ignored:
        return tuple(findings)
    known = {(one.rule, one.text, one.path) for one in issue.ignored}
    return tuple(finding for finding in findings if known.isdisjoint(_keys(finding)))


def ignore_here(issue: Issue, finding: Finding) -> InsertItem | None:
    """The edit that ignores this rule for these words in this field; None where there is nothing to ignore."""
    return _ignoring(issue, finding, str(finding.path))


def ignore_in_issue(issue: Issue, finding: Finding) -> InsertItem | None:
    """The edit that ignores this rule for these words everywhere in the issue."""
    return _ignoring(issue, finding, "")


def _ignoring(issue: Issue, finding: Finding, path: str) -> InsertItem | None:
    if finding.excerpt is None:
        return None
    key = "\0".join((finding.rule, finding.excerpt.text, path))
    # Two people who ignore the same words give one id, so that merging their issues gives one item.
    one_id = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    if any(one.id == one_id for one in issue.ignored):
        return None
    item = Ignored(id=one_id, rule=finding.rule, text=finding.excerpt.text, path=path)
    return InsertItem(FieldPath(("ignored",)), len(issue.ignored), item)


def _keys(finding: Finding) -> tuple[tuple[str, str, str], ...]:
    if finding.excerpt is None:
        return ()
    words = finding.excerpt.text
    return (finding.rule, words, str(finding.path)), (finding.rule, words, "")

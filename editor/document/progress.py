"""How far an issue has come, in words."""

from __future__ import annotations

from collections.abc import Sequence

from editor.document.findings import Finding, errors
from editor.document.rules import is_missing_content
from editor.document.text.phrasing import counted
from schemas import Issue


def progress(issue: Issue, findings: Sequence[Finding], wanted: int) -> str:
    """`4 of 5 entries complete, 3 problems`. Warnings are no problems, nor is what is still to be written.

    `wanted` is how many entries the newsletter has. What was published already is not said to be ready for it.
    """
    found = errors(findings)
    complete = sum(not _any_in(("top5", entry.id), found) for entry in issue.top5)
    entries = max(wanted, len(issue.top5))
    said = f"{complete} of {entries} entries complete"
    if not found:
        return said if issue.review.publication is not None else f"{said}, ready to publish"
    problems = sum(not is_missing_content(finding) for finding in found)
    if problems:
        return f"{said}, {counted(problems, 'problem')}"
    return said if complete < entries else f"{said}, {counted(len(found), 'field')} still empty"


def _any_in(base: tuple[str, ...], findings: Sequence[Finding]) -> bool:
    return any(finding.path[: len(base)] == base for finding in findings)

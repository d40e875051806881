"""The progress of an issue as a text."""

from __future__ import annotations

from collections.abc import Sequence

from editor.document.findings import Finding, errors
from editor.document.rules import is_missing_content
from editor.document.text.phrasing import counted
from schemas import Issue


def progress(issue: Issue, findings: Sequence[Finding], wanted: int) -> str:
    """Return a text such as `4 of 5 entries complete, 3 problems`.

    Missing content is not counted as a problem, and warnings only where there are no errors. `wanted` is the
    newsletter's number of entries. Whether an issue is ready is not said: spelling and house style are not checked
    for a list of issues, and comments, suggestions and approvals have their own words there.
    """
    found = errors(findings)
    complete = sum(not _any_in(("top5", entry.id), found) for entry in issue.top5)
    entries = max(wanted, len(issue.top5))
    text = f"{complete} of {entries} entries complete"
    if not found:
        return f"{text}, {counted(len(findings), 'warning')}" if findings else text
    problems = sum(not is_missing_content(finding) for finding in found)
    if problems:
        return f"{text}, {counted(problems, 'problem')}"
    return text if complete < entries else f"{text}, {counted(len(found), 'empty field')}"


def _any_in(base: tuple[str, ...], findings: Sequence[Finding]) -> bool:
    return any(finding.path[: len(base)] == base for finding in findings)

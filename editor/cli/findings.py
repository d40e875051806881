"""Findings as lines of text, and the export that they refuse."""

from __future__ import annotations

from collections.abc import Sequence

from editor.cli.output import one_line, print_message
from editor.cli.status import Refused
from editor.document.findings import Finding, errors
from editor.document.installed_theme import InstalledTheme
from editor.document.path_labels import path_label
from editor.document.rules import check
from editor.document.text.phrasing import counted
from schemas import Issue


def refuse_errors(issue: Issue, theme: InstalledTheme, *, proof: bool) -> None:
    """List the findings; errors end an export that is not a proof. Raises Refused."""
    findings = check(issue, theme)
    if not findings:
        return
    print_message("".join(finding_line(issue, finding) for finding in findings) + summary(findings))
    if errors(findings) and not proof:
        print_message("Nothing was written. Correct the errors, or export a proof with --proof.")
        raise Refused


def finding_line(issue: Issue, finding: Finding) -> str:
    """`error    top5/e2/title  Entry 2, Title: What is wrong. — What to do.`"""
    where = path_label(issue, finding.path)
    said = f"{where}: {finding.message}" if where else finding.message
    helped = f" — {finding.help}" if finding.help else ""
    return one_line(f"{finding.level.value:<7}  {finding.path}  {said}{helped}") + "\n"


def summary(findings: Sequence[Finding]) -> str:
    """`1 error, 2 warnings.`"""
    if not findings:
        return "No findings: the issue can be published."
    wrong = len(errors(findings))
    return f"{counted(wrong, 'error')}, {counted(len(findings) - wrong, 'warning')}."

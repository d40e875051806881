"""Print findings, and refuse exports with errors."""

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
    """List the findings. Raises Refused if there are errors and the export is not a proof."""
    findings = check(issue, theme)
    if not findings:
        return
    print_message("".join(finding_line(issue, finding) for finding in findings) + summary(findings))
    if errors(findings) and not proof:
        print_message("Nothing was written. Correct the errors, or use --proof to export a proof.")
        raise Refused


def finding_line(issue: Issue, finding: Finding) -> str:
    """Return a line such as `error    top5/e2/title  Entry 2, Title: What is wrong. — What to do.`"""
    label = path_label(issue, finding.path)
    message = f"{label}: {finding.message}" if label else finding.message
    help = f" — {finding.help}" if finding.help else ""
    return one_line(f"{finding.level.value:<7}  {finding.path}  {message}{help}") + "\n"


def summary(findings: Sequence[Finding]) -> str:
    """Return a text such as `1 error, 2 warnings.`"""
    if not findings:
        return "No problems."
    error_count = len(errors(findings))
    return f"{counted(error_count, 'error')}, {counted(len(findings) - error_count, 'warning')}."

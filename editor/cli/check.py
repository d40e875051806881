"""`newsdesk check`: list what keeps an issue from being published and, on request, spelling and house style."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence

from editor.cli.findings import finding_line, summary
from editor.cli.inputs import load
from editor.cli.output import print_message, print_result
from editor.cli.status import DONE, FAILED
from editor.cli.style import style_check
from editor.document.findings import Finding, errors
from editor.document.reading_order import findings_in_order
from editor.document.rules import check as findings_of
from editor.document.text.phrasing import counted
from editor.files.issue_file import save_issue
from schemas import Issue

_ROUNDS = 5
"""A fix may reveal another finding. After this many rounds, the remaining findings are listed."""

Check = Callable[[Issue], tuple[Finding, ...]]


def check(options: argparse.Namespace) -> int:
    """List errors and warnings. The status is 1 if there is an error. Raises FileError.

    With `fix`, first apply the available fixes and save the file.
    """
    issue, theme = load(options.file)
    style = style_check(theme, options.file) if options.style else None

    def find(issue: Issue) -> tuple[Finding, ...]:
        found = findings_of(issue, theme)
        if style is None:
            return found
        return findings_in_order(issue, (*found, *style(issue)))

    if options.fix:
        fixed, changes = _fixed(issue, find)
        if changes:
            save_issue(fixed, options.file)
        listed = "".join(f"fixed    {finding_line(issue, finding)}" for finding in changes)
        print_message(f"{listed}{counted(len(changes), 'fix', 'fixes')}.")
        issue = fixed
    findings = find(issue)
    if options.json:
        print_result(json.dumps([_as_json(finding) for finding in findings], ensure_ascii=False, indent=2) + "\n")
    else:
        print_result("".join(finding_line(issue, finding) for finding in findings))
        print_message(summary(findings))
    return FAILED if errors(findings) else DONE


def _fixed(issue: Issue, find: Check) -> tuple[Issue, Sequence[Finding]]:
    """Return the issue after all fixes, and the findings that were fixed."""
    changes: list[Finding] = []
    for _ in range(_ROUNDS):
        before = issue
        for finding in reversed(find(issue)):  # the last first, so that earlier positions stay valid
            after = finding.fix.apply(issue) if finding.fix is not None else issue
            if after != issue:
                changes.append(finding)
                issue = after
        if issue is before:
            break
    return issue, changes


def _as_json(finding: Finding) -> dict[str, object]:
    listed: dict[str, object] = {
        "level": finding.level.value,
        "rule": finding.rule,
        "path": str(finding.path),
        "message": finding.message,
        "help": finding.help,
    }
    if finding.excerpt is not None:
        listed |= {"text": finding.excerpt.text, "start": finding.excerpt.start}
    return listed

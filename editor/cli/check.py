"""`newsdesk check`: what keeps an issue from being published."""

from __future__ import annotations

import argparse
import json

from editor.cli.findings import line, summary
from editor.cli.inputs import opened
from editor.cli.output import result, say
from editor.cli.status import DONE, FAILED
from editor.document.findings import errors
from editor.document.rules import check as findings_of


def check(options: argparse.Namespace) -> int:
    """List errors and warnings; the status is 1 if there is an error. Raises FileError."""
    issue, theme = opened(options.file)

    findings = findings_of(issue, theme)
    if options.json:
        listed = [
            {
                "level": finding.level.value,
                "path": str(finding.path),
                "message": finding.message,
                "help": finding.help,
            }
            for finding in findings
        ]
        result(json.dumps(listed, ensure_ascii=False, indent=2) + "\n")
    else:
        result("".join(line(issue, finding) for finding in findings))
        say(summary(findings))
    return FAILED if errors(findings) else DONE

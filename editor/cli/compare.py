"""`newsdesk compare`: what differs between two versions of an issue."""

from __future__ import annotations

import argparse

from editor.cli.output import one_line, result, say
from editor.cli.status import DONE
from editor.document.compare.issues import as_text, compared_issues
from editor.files.issue_file import load_issue


def compare(options: argparse.Namespace) -> int:
    """Print the differences, section by section. Raises FileTrouble."""
    before, after = load_issue(options.before), load_issue(options.after)
    differing = compared_issues(before, after)
    if not differing:
        say("No differences.")
    text = as_text(differing)
    result("".join(f"{one_line(line)}\n" for line in text.splitlines()))
    return DONE

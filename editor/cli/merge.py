"""`newsdesk merge`: two people's versions of an issue in one, as git's merge drivers are called."""

from __future__ import annotations

import argparse

from editor.cli.output import counted, one_line, result, say
from editor.cli.status import DONE, FAILED
from editor.document.merge import Conflict, merged
from editor.document.places import place_of
from editor.files.issue_file import load_issue, save_issue
from schemas import Issue


def merge(options: argparse.Namespace) -> int:
    """Write the merge into OURS; the paths that both sides changed go to standard output. Raises FileTrouble."""
    base, ours, theirs = (load_issue(file) for file in (options.base, options.ours, options.theirs))
    both = merged(base, ours, theirs)
    save_issue(both.issue, options.ours)
    result("".join(_line(both.issue, conflict) for conflict in both.conflicts))
    if not both.conflicts:
        return DONE
    places = counted(len(both.conflicts), "place")
    say(f"{options.ours} holds both sides' changes. {places} changed on both sides: ours was kept, theirs is listed.")
    return FAILED


def _line(issue: Issue, conflict: Conflict) -> str:
    theirs = "(removed)" if conflict.theirs is None else str(conflict.theirs)
    return one_line(f"{conflict.path}\t{place_of(issue, conflict.path)}\ttheirs: {theirs}") + "\n"

"""`newsdesk merge`: merge two versions of an issue, with the arguments of a git merge driver."""

from __future__ import annotations

import argparse
from pathlib import Path

from editor.cli.output import one_line, print_message, print_result
from editor.cli.status import DONE, FAILED
from editor.document.merging.merge import Conflict
from editor.document.path_labels import path_label
from editor.document.review.rebase import merged_with_review
from editor.document.text.phrasing import counted
from editor.files.issue_file import load_issue, parse_issue, save_issue
from editor.files.reading import read_bytes
from schemas import Issue


def merge(options: argparse.Namespace) -> int:
    """Write the merged issue to OURS, and print the conflicting paths. Raises FileError."""
    base = Issue() if _is_empty(options.base) else _loaded(options.base, options.name, "their common ancestor")
    ours = _loaded(options.ours, options.name, "ours")
    theirs = _loaded(options.theirs, options.name, "theirs")
    both = merged_with_review(base, ours, theirs)
    save_issue(both.issue, options.ours)
    print_result("".join(_line(both.issue, conflict) for conflict in both.conflicts))
    if not both.conflicts:
        return DONE
    conflicts = counted(len(both.conflicts), "conflict")
    print_message(f"{options.name or options.ours} was merged with {conflicts}: ours was kept, theirs is listed.")
    return FAILED


def _loaded(file: Path, name: str, side: str) -> Issue:
    """Return the issue in a file. Messages use its own name, since git passes temporary files. Raises FileError."""
    return parse_issue(read_bytes(file), f"{name} ({side})") if name else load_issue(file)


def _is_empty(base: Path) -> bool:
    """Whether the base is empty, as git passes it if both sides added the file."""
    return not read_bytes(base)


def _line(issue: Issue, conflict: Conflict) -> str:
    theirs = "(removed)" if conflict.theirs is None else str(conflict.theirs)
    columns = (str(conflict.path), path_label(issue, conflict.path), f"theirs: {theirs}")
    return "\t".join(one_line(column) for column in columns) + "\n"

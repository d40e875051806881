"""`newsdesk merge`: merge two versions of an issue or a library, with the arguments of a git merge driver."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from editor.cli.output import one_line, print_message, print_result
from editor.cli.status import DONE, FAILED
from editor.document.library.merge_library import merged_libraries
from editor.document.merging.conflict import Conflict
from editor.document.merging.readable_versions import readable_versions
from editor.document.path_labels import path_label
from editor.document.review.rebase import merged_with_review
from editor.document.text.phrasing import counted
from editor.files.issue_file import load_issue, parse_issue, save_issue
from editor.files.library_file import load_library, parse_library, save_library
from editor.files.reading import read_bytes
from schemas import Issue, Library
from schemas.library import LIBRARY_FORMAT


def merge(options: argparse.Namespace) -> int:
    """Write the merged issue or library to OURS, and print the conflicting paths. Raises FileError."""
    if _is_library(options.ours):
        return _merge_libraries(options)
    base = Issue() if _is_empty(options.base) else _loaded(options.base, options.name, "their common ancestor")
    ours = _loaded(options.ours, options.name, "ours")
    theirs = _loaded(options.theirs, options.name, "theirs")
    both = merged_with_review(base, ours, theirs)
    save_issue(both.issue, options.ours)
    print_result("".join(_line(both.issue, conflict) for conflict in both.conflicts))
    return _status(options, both.conflicts)


def _merge_libraries(options: argparse.Namespace) -> int:
    base = Library() if _is_empty(options.base) else _library(options.base, options.name, "their common ancestor")
    ours = _library(options.ours, options.name, "ours")
    both = merged_libraries(base, ours, _library(options.theirs, options.name, "theirs"))
    save_library(both.library, options.ours)
    rows = ((str(one.path), _shown(one.ours), f"theirs: {_shown(one.theirs)}") for one in both.conflicts)
    print_result("".join("\t".join(map(one_line, row)) + "\n" for row in rows))
    return _status(options, both.conflicts)


def _status(options: argparse.Namespace, conflicts: Sequence[Conflict]) -> int:
    if not conflicts:
        return DONE
    number = counted(len(conflicts), "conflict")
    print_message(f"{options.name or options.ours} was merged with {number}: ours was kept, theirs is listed.")
    return FAILED


def _is_library(file: Path) -> bool:
    """Whether a file names itself a library; one that cannot be read is left to the reader of issues."""
    try:
        raw = json.loads(read_bytes(file))
    except (ValueError, RecursionError):
        return False
    return isinstance(raw, dict) and raw.get("format") == LIBRARY_FORMAT


def _library(file: Path, name: str, side: str) -> Library:
    return parse_library(read_bytes(file), f"{name} ({side})") if name else load_library(file)


def _shown(value: object) -> str:
    return "(removed)" if value is None else str(value)


def _loaded(file: Path, name: str, side: str) -> Issue:
    """Return the issue in a file. Messages use its own name, since git passes temporary files. Raises FileError."""
    return parse_issue(read_bytes(file), f"{name} ({side})") if name else load_issue(file)


def _is_empty(base: Path) -> bool:
    """Whether the base is empty, as git passes it if both sides added the file."""
    return not read_bytes(base)


def _line(issue: Issue, conflict: Conflict) -> str:
    _, theirs = readable_versions(issue, conflict)
    columns = (str(conflict.path), path_label(issue, conflict.path), f"theirs: {theirs}")
    return "\t".join(one_line(column) for column in columns) + "\n"

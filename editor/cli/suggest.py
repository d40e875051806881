"""`newsdesk suggest`: what people did in a copy becomes suggestions and comments in the issue."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from editor.cli.inputs import refuse_overwriting
from editor.cli.output import one_line, print_message, print_result
from editor.cli.review import comment_line, line_of, said_line
from editor.cli.status import DONE, WrongUsage
from editor.document.review.threads import path_of
from editor.document.suggestions.cards import Card, cards
from editor.document.suggestions.describe import described_path
from editor.files.errors import FileError
from editor.files.issue_file import load_issue, parse_issue, save_issue
from editor.files.reading import read_bytes
from editor.files.themes import read_theme
from editor.formats.importing.kinds import SourceKind, kind_of
from editor.formats.returned.bringing_back import Returned, bring_back, bring_back_version
from editor.formats.returned.outcome import BroughtBack, Continued, NotACopy, continued
from editor.formats.source.unreadable import UnreadableSource
from schemas import Issue
from schemas.review import Thread

MOST_BYTES = 100_000_000
"""The size limit of a copy. PDF and Word files contain pictures."""


def suggest(options: argparse.Namespace) -> int:
    """Write suggestions and comments into FILE, and list them. Raises FileError and WrongUsage without writing."""
    author = options.author.strip()
    if not author:
        raise WrongUsage("name the author of the suggestions with --author")
    refuse_overwriting(options.edited, options.file)
    issue = load_issue(options.file)
    returned = Returned(author, dt.datetime.now().astimezone().replace(microsecond=0))
    found = _brought_back(options.edited, issue, returned, keep_tables=options.keep_tables)
    for note in found.notes:
        print_message(one_line(f"{options.edited}: {note.message}"))
    if found.tables:
        print_message(f"{options.edited}: use --keep-tables to suggest the text of tables.")
    if found.is_empty:
        print_message(one_line(f"{options.edited} contains no new changes to {options.file}."))
        return DONE
    save_issue(found.issue, options.file)
    print_result("".join(line_of(found.issue, card) for card in cards(found.suggestions)))
    print_result(
        "".join(comment_line(found.issue, one) for one in found.issue.review.threads if one.id in found.threads)
    )
    print_result("".join(line for one in continued(issue, found.issue) for line in _continued_lines(found.issue, one)))
    if found.summary:
        print_message(found.summary)
    return DONE


def _continued_lines(issue: Issue, one: Continued) -> Iterator[str]:
    """A line for each reply, and for a comment that was resolved or reopened."""
    about = one.about
    path = path_of(about) if isinstance(about, Thread) else described_path(issue, Card(about.id, (about,)))
    for reply in one.comments:
        yield said_line(issue, about.id, reply.author, path, f"replies: {reply.text}")
    if isinstance(about, Thread) and (one.is_resolved or one.is_reopened):
        first = about.comments[0]
        done = "resolved" if one.is_resolved else "reopened"
        yield said_line(issue, about.id, first.author, path, f"{done}: {first.text}")


def _brought_back(edited: Path, issue: Issue, returned: Returned, *, keep_tables: bool) -> BroughtBack:
    """What the copy has that the issue does not."""
    data = read_bytes(edited, MOST_BYTES)
    try:
        if kind_of(data) is not SourceKind.ISSUE:
            return bring_back(issue, data, read_theme(issue.theme), returned, keep_tables=keep_tables)
        version = parse_issue(data, str(edited))
        if version.theme != issue.theme:
            raise FileError(
                f"{edited} is an issue of another newsletter (theme {version.theme}).", "Choose a copy of this issue."
            )
        return bring_back_version(issue, version, returned)
    except (UnreadableSource, NotACopy) as error:
        raise FileError(f"{edited}: {error.message} Nothing was written.", error.help) from error

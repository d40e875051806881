"""`newsdesk suggest`: what an edited copy changes becomes suggestions in the issue."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from editor.cli.inputs import refuse_overwriting
from editor.cli.output import one_line, print_message, print_result
from editor.cli.review import line_of
from editor.cli.status import DONE, WrongUsage
from editor.document.suggestions.cards import cards
from editor.document.suggestions.review import next_counter, open_records, suggested_version
from editor.document.suggestions.signature import Signature
from editor.files.errors import FileError
from editor.files.issue_file import load_issue, parse_issue, save_issue
from editor.files.reading import read_bytes
from editor.files.themes import read_theme
from editor.formats.importing.identity import merged_into
from editor.formats.importing.kinds import SourceKind, kind_of
from editor.formats.importing.source import read_source
from editor.formats.source.unreadable import UnreadableSource
from schemas import Issue


def suggest(options: argparse.Namespace) -> int:
    """Write the suggestions into FILE and list them. Raises FileError and WrongUsage; FILE is then as it was."""
    author = options.author.strip()
    if not author:
        raise WrongUsage("name the author of the suggestions with --author")
    refuse_overwriting(options.edited, options.file)
    issue = load_issue(options.file)
    version = _version(options.edited, issue)
    known = {one.id for one in issue.review.suggestions}
    sign = Signature(author, dt.datetime.now().astimezone(), next_counter(issue.review))
    after = suggested_version(issue, version, sign)
    if after is issue:
        print_message(one_line(f"{options.edited} contains no new changes to {options.file}."))
        return DONE
    save_issue(after, options.file)
    new = [card for card in cards(open_records(after.review)) if card.key not in known]
    print_result("".join(line_of(after, card) for card in new))
    return DONE


def _version(edited: Path, issue: Issue) -> Issue:
    """The issue as the edited copy has it: an issue file, or a text whose parts are found in the issue again."""
    data = read_bytes(edited)
    if kind_of(data) is SourceKind.ISSUE:
        version = parse_issue(data, str(edited))
        if version.theme != issue.theme:
            raise FileError(
                f"{edited} is an issue of another newsletter (theme {version.theme}).", "Choose a copy of this issue."
            )
        return version
    try:
        read = read_source(data, read_theme(issue.theme))
    except UnreadableSource as error:
        raise FileError(f"{edited}: {error.message}", error.help) from error
    if read.is_empty:
        raise FileError(
            f"{edited} was not recognized as a newsletter. Nothing was written.",
            "It needs the newsletter's sections (Top 5, Noteworthy) and run-in labels (At a glance: …).",
        )
    for note in read.notes:
        print_message(one_line(f"{edited}: {note.message}"))
    return merged_into(issue, read.issue)

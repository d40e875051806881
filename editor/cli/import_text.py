"""`newsdesk import`: a newsletter's text as an issue file."""

from __future__ import annotations

import argparse

from editor.cli.inputs import refuse_overwriting
from editor.cli.output import one_line, path_line, print_message, print_result
from editor.cli.status import DONE
from editor.files.atomic import replace_file
from editor.files.errors import FileError
from editor.files.issue_file import issue_bytes, issue_text
from editor.files.reading import decoded, read_bytes
from editor.files.themes import read_theme
from editor.formats.text_form.reader import read_text
from schemas import Issue


def import_text(options: argparse.Namespace) -> int:
    """Read a text, and say what found no place. Raises FileError and WrongUsage."""
    if options.output is not None:
        refuse_overwriting(options.source, options.output)
    source = decoded(read_bytes(options.source), str(options.source))
    imported = read_text(source, read_theme(Issue().theme))
    for note in imported.notes:
        print_message(one_line(f"line {note.line}: {note.message}"))
    issue = imported.issue
    # A headline alone is no sign: any first line can be taken for one.
    if issue.model_copy(update={"headline": ""}) == Issue(theme=issue.theme):
        raise FileError(
            f"{options.source} holds nothing that could be recognised as a newsletter; nothing was written.",
            "It needs the newsletter's sections (Top 5, Noteworthy) and run-in labels (At a glance: …).",
        )
    if options.output is None:
        print_result(issue_text(issue))
    else:
        replace_file(options.output, issue_bytes(issue, str(options.output)))
        print_result(path_line(options.output))
    return DONE

"""Refuse to export issues that are not approved, if the desk requires approvals."""

from __future__ import annotations

import os
from pathlib import Path

from editor.cli.output import one_line, print_message
from editor.cli.status import Refused
from editor.document.text.phrasing import counted
from editor.files.library_file import needs_approvals
from schemas import Issue


def refuse_unapproved(issue: Issue, file: Path, *, proof: bool) -> None:
    """List the sections that are not approved, if the library beside the file requires approvals.

    Raises Refused if there are any, and FileError if the library cannot be read.
    """
    if proof or not needs_approvals(Path(os.path.realpath(file)).parent):
        return
    # Most desks ask for no approvals, and need not load the review.
    from editor.document.path_labels import section_title
    from editor.document.review.publishing import not_approved
    from editor.document.review.status_labels import status_label

    missing = not_approved(issue)
    if missing:
        lines = (f"{section_title(issue, one.path)}: {status_label(one)}" for one in missing)
        print_message(
            "".join(f"{one_line(line)}\n" for line in lines) + f"{counted(len(missing), 'section')} not approved."
        )
        print_message("Nothing was written. Have an editor approve them, or export a proof with --proof.")
        raise Refused

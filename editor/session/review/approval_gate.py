"""Checks approvals before publication, if the settings of the folder require them."""

from __future__ import annotations

import os
from pathlib import Path

from editor.document.review.approvals import SectionStatus
from editor.document.review.publishing import not_approved
from editor.files.library_file import needs_approvals
from editor.session.issue.session import Session


def approvals_missing(session: Session, newsroom: Path) -> tuple[SectionStatus, ...]:
    """Return the sections whose approval is missing for publication; none if approvals are not required.

    They are required if the library of `newsroom` or of the issue's folder says so. Raises FileError if one cannot be
    read.
    """
    folders = [newsroom]
    if session.file is not None:
        folders.append(Path(os.path.realpath(session.file)).parent)
    answers = [needs_approvals(folder) for folder in folders]  # a list, so that each is read and can raise
    return not_approved(session.whole) if any(answers) else ()

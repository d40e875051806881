"""What a desk that publishes only what is approved has still to wait for."""

from __future__ import annotations

import os
from pathlib import Path

from editor.document.review.approvals import SectionStatus
from editor.document.review.publishing import not_approved
from editor.files.library_file import needs_approvals
from editor.session.issue.session import Session


def approvals_missing(session: Session, newsroom: Path) -> tuple[SectionStatus, ...]:
    """The sections that keep the issue from being published; none at a desk that does not ask for approvals.

    The desk is that of the newsroom's folder and of the issue's own, as their libraries say at this moment. Raises
    FileError where one cannot be read: then it is not known.
    """
    folders = [newsroom]
    if session.file is not None:
        folders.append(Path(os.path.realpath(session.file)).parent)
    answers = [needs_approvals(folder) for folder in folders]  # each is asked: one that cannot be read is told
    return not_approved(session.whole) if any(answers) else ()

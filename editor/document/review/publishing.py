"""What was published, and whether an issue may be: bound to its content to the letter, as an approval is."""

from __future__ import annotations

import datetime as dt
import hashlib

from editor.document.approval_sections import digest, sections
from editor.document.review.approvals import SectionStatus, section_statuses
from schemas import Issue
from schemas.review import PublicationRecord, State

_SHORT = 12


def digest_of_all(issue: Issue) -> str:
    """SHA-256 of all that is published, in hexadecimal: the theme, the sections, their order; no word of the review."""
    lines = [issue.theme, *(f"{section.key} {digest(issue, section)}" for section in sections(issue))]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def revision(issue: Issue) -> str:
    """Twelve characters that tell one state of the content from any other."""
    return digest_of_all(issue)[:_SHORT]


def not_approved(issue: Issue) -> tuple[SectionStatus, ...]:
    """The sections that are yet to be approved, in the order of the pages."""
    return tuple(one for one in section_statuses(issue, issue.review) if one.state is not State.APPROVED)


def marked_published(issue: Issue, digest: str, *, by: str, at: dt.datetime) -> Issue:
    """The issue with the mark that the content of this digest was published."""
    review = issue.review.model_copy(update={"publication": PublicationRecord(by=by, at=at, digest=digest)})
    return issue.model_copy(update={"review": review})


def is_as_published(issue: Issue) -> bool | None:
    """Whether the content is what was published; None where nothing was."""
    publication = issue.review.publication
    return publication.digest == digest_of_all(issue) if publication is not None else None

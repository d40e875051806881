"""The record of what was published, and what an issue still needs for publication."""

from __future__ import annotations

import datetime as dt
import hashlib

from editor.document.review.approvals import SectionStatus, section_statuses
from editor.document.review.section_digest import digest
from editor.document.sections import section_key, section_paths
from schemas import Issue
from schemas.review import PublicationRecord, State

_SHORT = 12


def digest_of_all(issue: Issue) -> str:
    """Return the SHA-256 (hexadecimal) of the published content: theme, sections, order."""
    lines = [issue.theme, *(f"{section_key(path)} {digest(issue, path)}" for path in section_paths(issue))]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def revision(issue: Issue) -> str:
    """Return the first twelve characters of `digest_of_all`."""
    return digest_of_all(issue)[:_SHORT]


def not_approved(issue: Issue) -> tuple[SectionStatus, ...]:
    """Return the sections that are not approved, in the order of the pages."""
    return tuple(one for one in section_statuses(issue, issue.review) if one.state is not State.APPROVED)


def marked_published(issue: Issue, digest: str, *, by: str, at: dt.datetime) -> Issue:
    """Return the issue with the record that the content of this digest was published.

    Traces of decided suggestions are removed: nobody merges with what was before the publication.
    """
    from editor.document.suggestions.review import without_traces  # 8 ms of an export, which marks nothing

    review = without_traces(issue.review).model_copy(
        update={"publication": PublicationRecord(by=by, at=at, digest=digest)}
    )
    return issue.model_copy(update={"review": review})


def is_as_published(issue: Issue) -> bool | None:
    """Whether the content is the published one; None if nothing was published."""
    publication = issue.review.publication
    return publication.digest == digest_of_all(issue) if publication is not None else None

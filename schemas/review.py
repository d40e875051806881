"""The review of an issue: comment threads, proposals, approvals and the record of its publication.

Stored in the issue file under its own key, so that content and review merge independently. Never published.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field

from schemas.part import Item, Part
from schemas.suggestion import Decision, Suggestion

Timestamp = Annotated[AwareDatetime, Field(description="Date and time with time zone, to the second.")]
AuthorName = Annotated[str, Field(description="The author's name, from their preferences.")]


def _is_unset(value: object) -> bool:
    return not value


class State(StrEnum):
    """The review state of a section or of the whole issue."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"


class Comment(Item):
    """One comment of a thread."""

    author: AuthorName
    at: Timestamp
    text: str


class Thread(Item):
    """A discussion of a field, or of a passage in it.

    `words` is the passage without markup and `start` its position in code points; the occurrence nearest to `start`
    counts. Without `words` the thread is about the whole field. `detached` is true once the passage was deleted.
    """

    path: str
    start: Annotated[int, Field(ge=0)] = 0
    words: str = ""
    detached: bool = False
    comments: tuple[Comment, ...] = ()
    resolved: bool = False


class Proposal(Item):
    """One editor's suggested changes: edits from the content to their version, each as JSON text."""

    author: AuthorName
    at: Timestamp
    edits: tuple[str, ...] = ()


class Approval(Item):
    """The state that a person gave to a section; `id` is the section's key.

    `digest` is the SHA-256 of the approved content. The approval is void for content with another digest.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
    state: State
    by: AuthorName
    at: Timestamp
    digest: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    withdrawn: Annotated[
        bool,
        Field(description="Whether an approval was taken back. The state is in review then.", exclude_if=_is_unset),
    ] = False


class PublicationRecord(Part):
    """The record that an issue was published. `digest` is the SHA-256 of the published content."""

    by: AuthorName
    at: Timestamp
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Review(Part):
    """All review data of an issue. Items merge by their ids."""

    threads: tuple[Thread, ...] = ()
    proposals: Annotated[
        tuple[Proposal, ...],
        Field(description="Only in files of version 1.", exclude_if=_is_unset),
    ] = ()
    suggestions: Annotated[tuple[Suggestion, ...], Field(exclude_if=_is_unset)] = ()
    decisions: Annotated[tuple[Decision, ...], Field(exclude_if=_is_unset)] = ()
    approvals: tuple[Approval, ...] = ()
    publication: PublicationRecord | None = None

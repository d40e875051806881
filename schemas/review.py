"""The review of an issue: threads, proposals, approvals and its publication.

It travels in the issue file and is never published.

It lives beside the content, under a key of its own, so that content and review merge independently.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field

from schemas.part import Item, Part

Timestamp = Annotated[AwareDatetime, Field(description="With its time zone, to the second.")]
AuthorName = Annotated[str, Field(description="The name from the preferences of whoever wrote it.")]


class State(StrEnum):
    """How far a section, or the whole issue, has come."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"


class Comment(Item):
    """One contribution to a thread."""

    author: AuthorName
    at: Timestamp
    text: str


class Thread(Item):
    """A discussion of a field, or of words in it.

    `start` and `words` say where in the text as it is read, in code points: the words nearest to `start` are meant.
    Without words it is about the field.
    `detached` is true once the words are gone from the text.
    """

    path: str
    start: Annotated[int, Field(ge=0)] = 0
    words: str = ""
    detached: bool = False
    comments: tuple[Comment, ...] = ()
    resolved: bool = False


class Proposal(Item):
    """What one editor proposes to change: edits that lead from the content to theirs, each as JSON text."""

    author: AuthorName
    at: Timestamp
    edits: tuple[str, ...] = ()


class Approval(Item):
    """The state that somebody gave to a section; `id` names the section.

    An approval is bound to the content by its digest: content with another digest is not what was approved.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
    state: State
    by: AuthorName
    at: Timestamp
    digest: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""


class PublicationRecord(Part):
    """That an issue was published, and what: `digest` is that of all its content, sections and their order."""

    by: AuthorName
    at: Timestamp
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Review(Part):
    """All marks of a review; items merge by their ids."""

    threads: tuple[Thread, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    approvals: tuple[Approval, ...] = ()
    publication: PublicationRecord | None = None

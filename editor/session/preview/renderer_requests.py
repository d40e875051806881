"""What was requested from the process of the renderer."""

from __future__ import annotations

from dataclasses import dataclass

from editor.document.editing.change import Change
from editor.document.paths import FieldPath
from schemas import Issue


@dataclass(frozen=True, slots=True)
class ShownIssue:
    """What the pages are to show. `content` is the issue without its review: only that is sent.

    `change` led from the issue shown before to this one; None if that is not known.
    """

    issue: Issue
    content: Issue
    edited: FieldPath
    revision: int
    change: Change | None


@dataclass(frozen=True, slots=True)
class SentIssue:
    """What the process was sent as one revision, and the names of the sections that it was to leave out."""

    issue: Issue
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PdfRequest:
    """A file that was requested; `tries` counts the processes that began with it."""

    number: int
    issue: Issue
    proof: bool
    tries: int = 1

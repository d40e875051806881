"""Requests to the renderer process."""

from __future__ import annotations

from dataclasses import dataclass

from editor.document.editing.change import Change
from editor.document.paths import FieldPath
from schemas import Issue


@dataclass(frozen=True, slots=True)
class ShownIssue:
    """An issue to show. `content` is the issue without its review, which is all that is sent.

    `change` leads from the issue shown before to this one; None if it is not known.
    """

    issue: Issue
    content: Issue
    edited: FieldPath
    revision: int
    change: Change | None


@dataclass(frozen=True, slots=True)
class SentIssue:
    """The issue of a revision that was sent, and the names of the sections to skip."""

    issue: Issue
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PdfRequest:
    """A requested PDF. `tries` counts the processes that started with it."""

    number: int
    issue: Issue
    proof: bool
    attach_issue: bool = False
    line_numbers: bool = False
    tries: int = 1

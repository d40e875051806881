"""The content of an issue without its review."""

from __future__ import annotations

from schemas import Issue
from schemas.review import Review

_NONE = Review()


def content_of(issue: Issue) -> Issue:
    """The issue without its review."""
    return issue if issue.review == _NONE else issue.model_copy(update={"review": _NONE})

"""The review state of a section, and of a whole issue, in words."""

from __future__ import annotations

from editor.document.review.approvals import SectionStatus, issue_state
from editor.document.review.publishing import is_as_published
from editor.document.text.datetime_labels import datetime_label
from schemas import Issue
from schemas.review import State

_STATES = {State.DRAFT: "Draft", State.IN_REVIEW: "In review", State.APPROVED: "Approved"}


def issue_state_label(issue: Issue) -> str:
    """Return the state of an issue, on the start page and in its window. Published takes precedence over approved."""
    published = is_as_published(issue)
    if published is None:
        return _STATES[issue_state(issue, issue.review)]
    return "Published" if published else "Published, changed since"


def status_label(status: SectionStatus) -> str:
    """`draft`, `in review since March 12, 2025, 09:30`, `changed since approval by A`, `approved by A on …`."""
    at = datetime_label(status.at) if status.at is not None else ""
    if status.changed:
        return f"changed since approval by {status.by}"
    match status.state:
        case State.APPROVED:
            return f"approved by {status.by} on {at}"
        case State.IN_REVIEW if status.withdrawn:
            return f"approval withdrawn by {status.by} on {at}"
        case State.IN_REVIEW:
            return f"in review since {at}"
        case _:
            return f"sent back by {status.by} on {at}" if at else "draft"

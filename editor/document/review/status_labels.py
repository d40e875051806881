"""The review state of a section in words."""

from __future__ import annotations

from editor.document.review.approvals import SectionStatus
from editor.document.text.datetime_labels import datetime_label
from schemas.review import State


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

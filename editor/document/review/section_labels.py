"""The labels of a section in a review: its name and its status."""

from __future__ import annotations

from editor.document.approval_sections import Section
from editor.document.path_labels import place_of
from editor.document.paths import FieldPath
from editor.document.review.approvals import SectionStatus
from editor.document.text.datetime_labels import datetime_label
from schemas import Issue
from schemas.review import State

_LONGEST = 60


def section_name(issue: Issue, section: Section, *, in_short: bool = False) -> str:
    """`Entry 2: Its title`, `Policy news`; a long title is cut, and left out in short."""
    match section.path:
        case ():
            return "Masthead"
        case ("top5", entry_id):
            for number, entry in enumerate(issue.top5, 1):
                if entry.id == entry_id and in_short:
                    return f"Entry {number}"
                if entry.id == entry_id:
                    title = " ".join(entry.title.split())
                    short = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
                    return f"Entry {number}: {short}" if short else f"Entry {number}"
            return "Entry"
        case _:
            return place_of(issue, FieldPath(section.path)).rpartition(" › ")[2]


def status_label(status: SectionStatus) -> str:
    """`draft`, `in review since March 12, 2025, 09:30`, `changed since approval by A`, `approved by A on …`."""
    at = datetime_label(status.at) if status.at is not None else ""
    if status.changed:
        return f"changed since approval by {status.by}"
    match status.state:
        case State.APPROVED:
            return f"approved by {status.by} on {at}"
        case State.IN_REVIEW:
            return f"in review since {at}"
        case _:
            return f"sent back by {status.by} on {at}" if at else "draft"

"""Why an issue cannot be published: errors, or missing approvals. A proof is always possible."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from editor.document.findings import Level, errors
from editor.document.path_labels import section_label
from editor.document.review.approvals import SectionStatus
from editor.document.review.publishing import not_approved
from editor.document.review.status_labels import status_label
from editor.document.text.phrasing import counted, listed
from editor.files.errors import FileError
from editor.session.issue.session import Session
from editor.session.review.approval_gate import approvals_missing

_SELECT = "Select an error in the list to go to its field. A proof has a watermark and may contain errors."


class Reason(StrEnum):
    """What keeps an issue from being published."""

    ERRORS = "errors"
    HIDDEN_ERRORS = "hidden errors"
    """Errors of the text without suggestions only: the window shows others, or none."""
    APPROVALS = "approvals"
    UNKNOWN = "unknown"
    """Whether approvals are needed could not be found out."""


@dataclass(frozen=True)
class Refusal:
    """A reason with its message. `why` follows "Not published:"."""

    reason: Reason
    why: str
    help: str
    level: Level = Level.WARNING


def refusal(session: Session, newsroom: Path) -> Refusal | None:
    """Return why the issue cannot be published, or None if it can."""
    if found := errors(session.content_findings):
        if errors(session.findings):
            return Refusal(Reason.ERRORS, "the issue has errors", _SELECT)
        messages = listed([finding.message for finding in found])
        return Refusal(Reason.HIDDEN_ERRORS, "the issue has errors", f"Without the suggestions: {messages}")
    try:
        missing = approvals_missing(session, newsroom)
    except FileError as error:
        return Refusal(Reason.UNKNOWN, error.message, error.help, Level.ERROR)
    return _unapproved(session, missing) if missing else None


def still_holds(reason: Reason, session: Session) -> bool:
    """Return whether a reason may still apply. Cheap, since it is asked after each change."""
    match reason:
        case Reason.ERRORS | Reason.HIDDEN_ERRORS:
            return bool(errors(session.content_findings))
        case Reason.APPROVALS:
            return bool(not_approved(session.whole))
        case Reason.UNKNOWN:
            return True


def _unapproved(session: Session, missing: tuple[SectionStatus, ...]) -> Refusal:
    names = [(section_label(session.whole, one.path), one) for one in missing]
    labels = [f"{name} ({status_label(one)})" if one.changed else name for name, one in names]
    verb = "is" if len(missing) == 1 else "are"
    return Refusal(Reason.APPROVALS, f"{counted(len(missing), 'section')} {verb} not approved", f"{listed(labels, 6)}.")

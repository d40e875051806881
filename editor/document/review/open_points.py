"""All that is still open in an issue, in one list: what keeps it from publication, what is talked about, what waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from editor.document.findings import Finding, Level
from editor.document.moments import moment
from editor.document.paths import FieldPath, NoSuchField
from editor.document.phrasing import capitalised, counted
from editor.document.places import place_of
from editor.document.review.proposals import Suggestion
from editor.document.review.publishing import not_approved
from editor.document.review.reading_order import reading_place
from editor.document.review.telling import told
from editor.document.review.threads import is_attached, path_of
from editor.document.review.wording import section_name, standing_in_words
from schemas import Issue
from schemas.review import Proposal, Thread

_LONGEST = 300  # characters of a line


class Kind(StrEnum):
    """What an open point is, in the order of the list."""

    ERROR = "error"
    WARNING = "warning"
    COMMENT = "comment"
    SUGGESTION = "suggestion"
    APPROVAL = "approval"


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One point. `path` is where to go, `place` the same in words, `key` what its mark or section is called."""

    kind: Kind
    path: FieldPath
    place: str
    text: str
    detail: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A suggestion that waits for an answer: whose, in which issue, what, and the key of its mark."""

    proposal: Proposal
    proposed: Issue
    suggestion: Suggestion
    key: str = ""


def open_points(issue: Issue, findings: Iterable[Finding], waiting: Iterable[Waiting]) -> tuple[OpenPoint, ...]:
    """Every point, kind by kind, each kind in reading order."""
    points = [_finding(issue, one) for one in findings]
    points += _in_order(issue, (_thread(issue, one) for one in issue.review.threads if not one.resolved))
    points += _in_order(issue, (_suggestion(issue, one) for one in waiting))
    points += (
        OpenPoint(
            Kind.APPROVAL,
            one.section.path,
            section_name(issue, one.section),
            _sentence(standing_in_words(one)),
            key=one.section.key,
        )
        for one in not_approved(issue)
    )
    kinds = list(Kind)
    return tuple(sorted(points, key=lambda one: kinds.index(one.kind)))


def _in_order(issue: Issue, points: Iterable[OpenPoint]) -> list[OpenPoint]:
    return sorted(points, key=lambda one: reading_place(issue, one.path))


def _finding(issue: Issue, finding: Finding) -> OpenPoint:
    kind = Kind.ERROR if finding.level is Level.ERROR else Kind.WARNING
    return OpenPoint(kind, finding.path, place_of(issue, finding.path), finding.message, finding.help)


def _thread(issue: Issue, thread: Thread) -> OpenPoint:
    path = path_of(thread)
    first = thread.comments[0] if thread.comments else None
    said = [f"On “{_line(thread.words)}”."] if thread.words else []
    if not is_attached(issue, thread):
        said.append("What it was about is gone.")
    if first is not None:
        replies = counted(len(thread.comments) - 1, "reply", "replies")
        said.append(f"{first.author}, {moment(first.at)}" + (f"; {replies}." if len(thread.comments) > 1 else "."))
    text = _line(first.text) if first is not None else "An empty comment"
    return OpenPoint(Kind.COMMENT, path, place_of(issue, path), text, " ".join(said), thread.id)


def _suggestion(issue: Issue, one: Waiting) -> OpenPoint:
    path = one.suggestion.path
    try:
        text = _line(told(issue, one.proposed, one.suggestion).spoken)
    except NoSuchField:  # it does not fit what is there any more
        text = "A change of what is gone"
    places = (place_of(issue, path), place_of(one.proposed, path))
    place = max(places, key=lambda place: (place.count(" › "), len(place)))
    by = f"{one.proposal.author}, {moment(one.proposal.at)}."
    return OpenPoint(Kind.SUGGESTION, path, place, capitalised(text), by, one.key)


def _sentence(text: str) -> str:
    return f"{capitalised(text)}."


def _line(text: str) -> str:
    flat = " ".join(text[: 2 * _LONGEST].split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"

"""The open points of an issue in one list: findings, comments, suggestions and missing approvals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from editor.document.findings import Finding, Level
from editor.document.path_labels import path_label, section_title
from editor.document.paths import ROOT, FieldPath
from editor.document.reading_order import reading_position
from editor.document.review.publishing import not_approved
from editor.document.review.status_labels import status_label
from editor.document.review.threads import is_attached, path_of
from editor.document.suggestions.cards import Card
from editor.document.suggestions.describe import description_of
from editor.document.suggestions.locate import Location, location_of, ranges_in_content
from editor.document.suggestions.record_paths import path_of as path_of_record
from editor.document.text.datetime_labels import datetime_label
from editor.document.text.phrasing import capitalised, counted
from schemas import Issue
from schemas.review import Thread

_LONGEST = 300  # characters of a line


class PointKind(StrEnum):
    """The kinds of open points, in the order of the list."""

    ERROR = "error"
    WARNING = "warning"
    COMMENT = "comment"
    SUGGESTION = "suggestion"
    APPROVAL = "approval"


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One point at `path`. `place` is the path in words, `key` the key of its annotation or section."""

    kind: PointKind
    path: FieldPath
    place: str
    text: str
    detail: str = ""
    key: str = ""


def open_points(issue: Issue, findings: Iterable[Finding], waiting: Iterable[Card]) -> tuple[OpenPoint, ...]:
    """Return all open points by kind, each kind in reading order."""
    points = [_finding(issue, one) for one in findings]
    points += _in_order(issue, (_thread(issue, one) for one in issue.review.threads if not one.resolved))
    points += (_suggestion(issue, one) for one in sorted(waiting, key=lambda one: _position(issue, one)))
    points += (
        OpenPoint(
            PointKind.APPROVAL,
            one.path,
            section_title(issue, one.path),
            _sentence(status_label(one)),
            key=one.key,
        )
        for one in not_approved(issue)
    )
    kinds = list(PointKind)
    return tuple(sorted(points, key=lambda one: kinds.index(one.kind)))


def _in_order(issue: Issue, points: Iterable[OpenPoint]) -> list[OpenPoint]:
    return sorted(points, key=lambda one: reading_position(issue, one.path))


def _finding(issue: Issue, finding: Finding) -> OpenPoint:
    kind = PointKind.ERROR if finding.level is Level.ERROR else PointKind.WARNING
    return OpenPoint(kind, finding.path, path_label(issue, finding.path), finding.message, finding.help)


def _thread(issue: Issue, thread: Thread) -> OpenPoint:
    path = path_of(thread)
    first = thread.comments[0] if thread.comments else None
    details = [f"On “{_line(thread.words)}”."] if thread.words else []
    if not is_attached(issue, thread):
        details.append("The commented text was deleted.")
    if first is not None:
        replies = counted(len(thread.comments) - 1, "reply", "replies")
        details.append(
            f"{first.author}, {datetime_label(first.at)}" + (f"; {replies}." if len(thread.comments) > 1 else ".")
        )
    text = _line(first.text) if first is not None else "Empty comment"
    return OpenPoint(PointKind.COMMENT, path, path_label(issue, path), text, " ".join(details), thread.id)


def _suggestion(issue: Issue, card: Card) -> OpenPoint:
    path = _read_at(issue, card).path
    text = _line(description_of(issue, card).accessible_text)
    by = f"{card.author}, {datetime_label(card.first.at)}."
    return OpenPoint(PointKind.SUGGESTION, path, path_label(issue, path), capitalised(text), by, card.key)


def _position(issue: Issue, card: Card) -> tuple[tuple[int, ...], int]:
    place = _read_at(issue, card)
    return reading_position(issue, place.path), place.start


def _read_at(issue: Issue, card: Card) -> Location:
    """Return where a suggestion is in the content; an insertion comes after what precedes it."""
    found = location_of(issue, issue, card.first, ranges_in_content(issue, card.first))
    return found if found is not None else Location(path_of_record(card.first) or ROOT)


def _sentence(text: str) -> str:
    return f"{capitalised(text)}."


def _line(text: str) -> str:
    flat = " ".join(text[: 2 * _LONGEST].split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"

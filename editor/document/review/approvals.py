"""The review state of each section and of the issue. A section changed after its approval is in review again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from editor.document.paths import FieldPath
from editor.document.review.section_digest import digest
from editor.document.sections import section_key, section_paths
from schemas import Issue
from schemas.review import Approval, Review, State

_ORDER = (State.DRAFT, State.IN_REVIEW, State.APPROVED)


@dataclass(frozen=True, slots=True)
class SectionStatus:
    """The state of the section at `path`. `changed` is true if it was approved and has changed since.

    `key` is the section's id in the review. `withdrawn` is true if its approval was taken back.
    """

    key: str
    path: FieldPath
    state: State
    by: str = ""
    at: dt.datetime | None = None
    changed: bool = False
    withdrawn: bool = False


def section_statuses(issue: Issue, review: Review) -> tuple[SectionStatus, ...]:
    """Return the status of every section, in the order of the pages."""
    given = {approval.id: approval for approval in review.approvals}
    return tuple(_section_status(issue, path, given) for path in section_paths(issue))


def issue_state(issue: Issue, review: Review) -> State:
    """Return the state of the issue: the earliest state of any section."""
    return min((status.state for status in section_statuses(issue, review)), key=_ORDER.index)


def with_state(issue: Issue, review: Review, keys: frozenset[str], state: State, *, by: str, at: dt.datetime) -> Review:
    """Return the review with a new state of these sections. An approval applies to their current content only."""
    given = {approval.id: approval for approval in review.approvals}
    for path in section_paths(issue):
        key = section_key(path)
        if key in keys:
            bound = digest(issue, path) if state is State.APPROVED else ""
            given[key] = Approval(id=key, state=state, by=by, at=at, digest=bound)
    return review.model_copy(update={"approvals": tuple(given.values())})


def with_withdrawn(review: Review, key: str, *, by: str, at: dt.datetime) -> Review:
    """Return the review in which the approval of a section is taken back: it is in review again."""
    given = {approval.id: approval for approval in review.approvals}
    given[key] = Approval(id=key, state=State.IN_REVIEW, by=by, at=at, withdrawn=True)
    return review.model_copy(update={"approvals": tuple(given.values())})


def _section_status(issue: Issue, path: FieldPath, approvals: Mapping[str, Approval]) -> SectionStatus:
    key = section_key(path)
    given = approvals.get(key)
    if given is None:
        return SectionStatus(key, path, State.DRAFT)
    changed = given.state is State.APPROVED and given.digest != digest(issue, path)
    state = State.IN_REVIEW if changed else given.state
    return SectionStatus(key, path, state, given.by, given.at, changed, given.withdrawn)

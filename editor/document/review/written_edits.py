"""The edits of a proposal as the review holds them: one JSON text for each."""

from __future__ import annotations

import datetime as dt
import json
from functools import lru_cache

from editor.document.editing.edit_json import BadEdit, as_json, from_json
from editor.document.editing.edits import CompoundEdit, Edit, InsertItem, MoveItem, RemoveItem, SetValue, Splice
from editor.document.paths import FieldPath
from schemas import Issue
from schemas.review import Proposal

_REVIEW = ("review",)


@lru_cache(maxsize=2048)
def edit_of(text: str) -> Edit:
    """Raises BadEdit; a proposal has no business in the review itself."""
    try:
        edit = from_json(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise BadEdit(f"This is no edit: {error}") from error
    if any(place[:1] == _REVIEW for place in places_of(edit)):
        raise BadEdit("A proposal cannot change the review.")
    return edit


# While one of an editor's suggestions is typed, all others stay as they are.
@lru_cache(maxsize=2048)
def text_of(edit: Edit) -> str:
    """The edit as JSON text."""
    return json.dumps(as_json(edit), ensure_ascii=False, separators=(",", ":"))


def places_of(edit: Edit) -> tuple[FieldPath, ...]:
    """The fields and items that an edit is about."""
    match edit:
        case InsertItem(path, _, item):
            return (path / item.id,)
        case SetValue(path, _) | RemoveItem(path) | MoveItem(path, _) | Splice(path):
            return (path,)
        case CompoundEdit(edits):
            return tuple(place for one in edits for place in places_of(one))


def concerns(edit: Edit, path: FieldPath) -> bool:
    """Whether an edit is about what a path names, about something in it, or about what it is in."""
    return any(path[: len(place)] == place or place[: len(path)] == path for place in places_of(edit))


def with_edits(issue: Issue, proposal: Proposal, texts: tuple[str, ...], at: dt.datetime | None = None) -> Issue:
    """The issue in which a proposal has these edits; without any, it goes."""
    if texts == proposal.edits:
        return issue
    new = proposal.model_copy(update={"edits": texts, "at": at or proposal.at})
    others = ((new if one.id == proposal.id else one) for one in issue.review.proposals)
    return with_proposals(issue, tuple(one for one in others if one.edits))


def with_proposals(issue: Issue, proposals: tuple[Proposal, ...]) -> Issue:
    """The issue with these proposals."""
    return issue.model_copy(update={"review": issue.review.model_copy(update={"proposals": proposals})})

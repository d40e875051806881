"""Proposals as a review holds them: edits on top of the content, kept true while the author goes on writing."""

from __future__ import annotations

import datetime as dt
import json
from functools import lru_cache

from editor.document.changes import changes
from editor.document.edit_json import BadEdit, as_json, from_json
from editor.document.edits import Edit, EditRefused, InsertItem, MoveItem, RemoveItem, SetValue, Several, applied
from editor.document.paths import FieldPath, NoSuchField
from editor.document.review.proposals import rebased
from schemas import Issue
from schemas.review import Proposal, Review

_REVIEW = ("review",)


def proposal_by(review: Review, author: str) -> Proposal | None:
    """What an editor proposes; None where that is nothing."""
    return next((proposal for proposal in review.proposals if proposal.author == author), None)


def proposed(issue: Issue, proposal: Proposal) -> Issue:
    """The content as the proposal would have it. Edits that do not fit the content are passed over."""
    return _proposed(issue, proposal)[0]


def with_proposed(issue: Issue, author: str, shown: Issue, at: dt.datetime) -> Issue:
    """The issue in which an editor proposes what `shown` has; its content stays. Nothing proposed, no proposal."""
    proposal = proposal_by(issue.review, author)
    if proposal is not None:
        return _put(issue, proposal, _texts(issue, shown) + _proposed(issue, proposal)[1], at)
    texts = _texts(issue, shown)
    return _with(issue, (*issue.review.proposals, Proposal(author=author, at=at, edits=texts))) if texts else issue


def with_changed(before: Issue, content: Issue, proposal: Proposal, shown: Issue) -> Issue:
    """`content` with one of its proposals leading to `shown`; it goes where nothing is left of it.

    Edits that did not fit `before` are kept.
    """
    return _put(content, proposal, _texts(content, shown) + _proposed(before, proposal)[1])


def kept_on_content(before: Issue, after: Issue) -> Issue:
    """`after` with the proposals brought on top of its content, but for those that the edit itself changed."""
    review = after.review
    if not review.proposals:
        return after
    untouched = {id(proposal) for proposal in before.review.proposals}
    touched = changes(before, after.model_copy(update={"review": before.review}))
    if not touched:
        return after
    for proposal in review.proposals:
        if id(proposal) in untouched and not _is_apart(proposal, touched):
            shown, unfit = _proposed(before, proposal)
            on_top = rebased(content_of(before), content_of(after), content_of(shown))
            after = _put(after, proposal, _texts(after, on_top) + unfit)
    return after


def content_of(issue: Issue) -> Issue:
    """The issue without its review."""
    return issue if issue.review == _NONE else issue.model_copy(update={"review": _NONE})


_NONE = Review()


def _proposed(issue: Issue, proposal: Proposal) -> tuple[Issue, tuple[str, ...]]:
    """The content with the proposal in it, and the edits that do not fit."""
    unfit: list[str] = []
    for text in proposal.edits:
        try:
            issue = applied(issue, _edit(text))
        except (BadEdit, EditRefused, NoSuchField):
            unfit.append(text)
    return issue, tuple(unfit)


def _put(issue: Issue, proposal: Proposal, texts: tuple[str, ...], at: dt.datetime | None = None) -> Issue:
    if texts == proposal.edits:
        return issue
    new = proposal.model_copy(update={"edits": texts, "at": at or proposal.at})
    others = ((new if one.id == proposal.id else one) for one in issue.review.proposals)
    return _with(issue, tuple(one for one in others if one.edits))


def _with(issue: Issue, proposals: tuple[Proposal, ...]) -> Issue:
    return issue.model_copy(update={"review": issue.review.model_copy(update={"proposals": proposals})})


def _texts(issue: Issue, shown: Issue) -> tuple[str, ...]:
    same_review = shown.model_copy(update={"review": issue.review})
    return tuple(_text(edit) for edit in changes(issue, same_review))


def _text(edit: Edit) -> str:
    return json.dumps(as_json(edit), ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=2048)
def _edit(text: str) -> Edit:
    """Raises BadEdit; a proposal has no business in the review itself."""
    try:
        edit = from_json(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise BadEdit(f"This is no edit: {error}") from error
    if any(place[:1] == _REVIEW for place in _places(edit)):
        raise BadEdit("A proposal cannot change the review.")
    return edit


def _is_apart(proposal: Proposal, touched: tuple[Edit, ...]) -> bool:
    """Whether the edits of the content leave every edit of the proposal as it is."""
    if not all(isinstance(edit, SetValue) for edit in touched):
        return False
    try:
        own = [place for text in proposal.edits for place in _places(_edit(text))]
    except BadEdit:
        return False
    return not any(
        one[: len(other)] == other or other[: len(one)] == one
        for edit in touched
        for one in _places(edit)
        for other in own
    )


def _places(edit: Edit) -> tuple[FieldPath, ...]:
    """The fields and items that an edit is about."""
    match edit:
        case InsertItem(path, _, item):
            return (path / item.id,)
        case SetValue(path, _) | RemoveItem(path) | MoveItem(path, _):
            return (path,)
        case Several(edits):
            return tuple(place for one in edits for place in _places(one))

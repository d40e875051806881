"""Proposals as a review holds them: edits on top of the content, kept true while the author goes on writing."""

from __future__ import annotations

import datetime as dt

from editor.document.editing.diff import changes
from editor.document.editing.edit_json import BadEdit
from editor.document.editing.edits import Edit, EditRefused, SetValue, applied
from editor.document.paths import NoSuchField
from editor.document.review.incremental import rebased_edits
from editor.document.review.suggestions import rebased
from editor.document.review.written_edits import concerns, edit_of, places_of, text_of, with_edits, with_proposals
from schemas import Issue
from schemas.review import Proposal, Review


def proposal_by(review: Review, author: str) -> Proposal | None:
    """What an editor proposes; None where that is nothing."""
    return next((proposal for proposal in review.proposals if proposal.author == author), None)


def proposed(issue: Issue, proposal: Proposal) -> Issue:
    """The content as the proposal would have it. Edits that do not fit the content are passed over."""
    return proposed_and_rest(issue, proposal)[0]


def proposed_and_rest(issue: Issue, proposal: Proposal) -> tuple[Issue, tuple[str, ...]]:
    """The content as the proposal would have it, and the edits that do not fit the content."""
    unfit: list[str] = []
    for text in proposal.edits:
        try:
            issue = applied(issue, edit_of(text))
        except (BadEdit, EditRefused, NoSuchField):
            unfit.append(text)
    return issue, tuple(unfit)


def with_proposed(
    issue: Issue, author: str, shown: Issue, at: dt.datetime, rest: tuple[str, ...] | None = None
) -> Issue:
    """The issue in which an editor proposes what `shown` has; its content stays. Nothing proposed, no proposal.

    `rest` are the edits of the proposal that do not fit the content, where they are known already.
    """
    proposal = proposal_by(issue.review, author)
    if proposal is not None:
        unfit = proposed_and_rest(issue, proposal)[1] if rest is None else rest
        return with_edits(issue, proposal, _texts(issue, shown) + unfit, at)
    texts = _texts(issue, shown)
    new = Proposal(author=author, at=at, edits=texts)
    return with_proposals(issue, (*issue.review.proposals, new)) if texts else issue


def with_changed(before: Issue, content: Issue, proposal: Proposal, shown: Issue) -> Issue:
    """`content` with one of its proposals leading to `shown`; it goes where nothing is left of it.

    Edits that did not fit `before` are kept.
    """
    return with_edits(content, proposal, _texts(content, shown) + proposed_and_rest(before, proposal)[1])


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
        if id(proposal) in untouched and not is_apart(proposal, touched):
            texts = rebased_edits(before, proposal, touched)
            if texts is not None:
                after = with_edits(after, proposal, texts)
                continue
            shown, unfit = proposed_and_rest(before, proposal)
            on_top = rebased(content_of(before), content_of(after), content_of(shown))
            after = with_edits(after, proposal, _texts(after, on_top) + unfit)
    return after


def content_of(issue: Issue) -> Issue:
    """The issue without its review."""
    return issue if issue.review == _NONE else issue.model_copy(update={"review": _NONE})


_NONE = Review()


def _texts(issue: Issue, shown: Issue) -> tuple[str, ...]:
    same_review = shown.model_copy(update={"review": issue.review})
    return tuple(text_of(edit) for edit in changes(issue, same_review))


def is_apart(proposal: Proposal, touched: tuple[Edit, ...]) -> bool:
    """Whether the edits of the content leave every edit of the proposal as it is."""
    if not all(isinstance(edit, SetValue) for edit in touched):
        return False
    try:
        own = [edit_of(text) for text in proposal.edits]
    except BadEdit:
        return False
    return not any(concerns(one, place) for edit in touched for place in places_of(edit) for one in own)

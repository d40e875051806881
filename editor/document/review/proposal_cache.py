"""Proposals applied to an issue that changes again and again: kept, and renewed only as far as something changed."""

from __future__ import annotations

from typing import NamedTuple

from editor.document.editing.diff import changes
from editor.document.editing.edits import EditRefused, SetValue, applied
from editor.document.paths import NoSuchField
from editor.document.review.incremental import retyped_edits
from editor.document.review.proposals import content_of, is_apart, proposed_and_rest
from editor.document.review.suggestions import Suggestion, suggestions
from schemas import Issue
from schemas.review import Proposal


class AppliedProposal(NamedTuple):
    """`content` is the issue without its review, `shown` the same with the proposal in it.

    `found` are its suggestions, `rest` those of its edits that do not fit the content.
    """

    proposal: Proposal
    content: Issue
    shown: Issue
    found: tuple[Suggestion, ...]
    rest: tuple[str, ...]


class ProposalCache:
    """What is proposed for one issue, one state after the other."""

    def __init__(self) -> None:
        self._read: dict[str, AppliedProposal] = {}

    def read(
        self, whole: Issue, proposal: Proposal, known: tuple[Issue, tuple[str, ...]] | None = None
    ) -> AppliedProposal:
        """A proposal as it is for this issue; `known` are the proposed issue and the rest, where somebody knows."""
        content = content_of(whole)
        before = self._read.get(proposal.id)
        if known is not None:
            shown, rest = content_of(known[0]), known[1]
        else:
            followed = _followed(before, content, proposal) if before is not None else None
            if before is not None and followed is not None:
                shown, rest = followed, before.rest
            else:
                shown, rest = proposed_and_rest(content, proposal)
        if before is None or before.shown is not shown or before.content is not content:
            found = suggestions(content, shown)
        else:
            found = before.found
        read = self._read[proposal.id] = AppliedProposal(proposal, content, shown, found, rest)
        return read

    def keep(self, proposals: tuple[Proposal, ...]) -> None:
        """Forget all others."""
        known = {proposal.id for proposal in proposals}
        self._read = {name: read for name, read in self._read.items() if name in known}


def _followed(before: AppliedProposal, content: Issue, proposal: Proposal) -> Issue | None:
    """What is proposed now, made from what was before; None where that cannot be told without a full look."""
    typed = retyped_edits(before.proposal.edits, proposal.edits)
    touched = changes(before.content, content)
    if typed is None or not is_apart(proposal, touched):
        own = {edit.path for edit in typed or ()}
        if typed is None or not all(isinstance(edit, SetValue) and edit.path in own for edit in touched):
            return None
        touched = ()
    shown = before.shown
    try:
        for edit in (*touched, *typed):
            shown = applied(shown, edit)
    except (EditRefused, NoSuchField):  # one that does not fit
        return None
    return shown

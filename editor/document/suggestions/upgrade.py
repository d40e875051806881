"""Proposals as files of version 1 held them, lists of edits of one person, read as suggestions.

Ids are made of what a suggestion says, so that two copies that were upgraded apart merge without doubles.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from editor.document.editing.diff import changes
from editor.document.editing.edit_json import BadEdit, as_json, from_json
from editor.document.editing.edits import Edit, EditRefused, InsertItem, SetValue, applied
from editor.document.paths import NoSuchField
from editor.document.suggestions.derive import derived, touched_units
from editor.document.suggestions.signature import Signature
from editor.document.suggestions.story import derived_id
from schemas import Issue
from schemas.review import Proposal
from schemas.suggestion import AddItem, ReplaceWords, ShiftItem, SuggestionRecord

_ANCHORS = {"id", "at", "counter", "start", "before", "after", "outdated", "replies", "group"}


def with_upgraded_proposals(issue: Issue) -> Issue:
    """The issue with its proposals as suggestions; the same object where it has none."""
    proposals = issue.review.proposals
    if not proposals:
        return issue
    records = [record for proposal in proposals for record in _upgraded(issue, proposal)]
    review = issue.review.model_copy(update={"proposals": (), "suggestions": (*issue.review.suggestions, *records)})
    return issue.model_copy(update={"review": review})


def _upgraded(issue: Issue, proposal: Proposal) -> Iterator[SuggestionRecord]:
    shown = issue
    unfit: list[Edit] = []
    for text in proposal.edits:
        try:
            edit = from_json(json.loads(text))
        except (BadEdit, ValueError, RecursionError):
            continue  # it could not be read before either
        try:
            shown = applied(shown, edit)
        except (EditRefused, NoSuchField):
            unfit.append(edit)
    same = shown.model_copy(update={"review": issue.review, "theme": issue.theme})
    sign = Signature(proposal.author, proposal.at, 1)
    records = derived(issue, same, touched_units(issue, changes(issue, same)), (), sign)
    yield from _named([*records, *(one for edit in unfit for one in _outdated(edit, sign))])


def _outdated(edit: Edit, sign: Signature) -> Iterator[SuggestionRecord]:
    """What was proposed for a place that is gone: its words can still be read."""
    match edit:
        case SetValue(path, str(text)) if text:
            yield ReplaceWords(path=str(path), new=text, outdated=True, **sign.new)
        case InsertItem(path, _, _):
            record = as_json(edit)
            yield AddItem(path=str(path), item=record["item"], outdated=True, **sign.new)


def _named(records: Iterable[SuggestionRecord]) -> Iterator[SuggestionRecord]:
    taken: set[str] = set()
    for number, record in enumerate(records):
        said = json.dumps(record.model_dump(mode="json", exclude=_ANCHORS), sort_keys=True)
        name = derived_id("proposal", said)
        while name in taken:
            name = derived_id("again", name)
        taken.add(name)
        # Items are moved one after the other; all else has no order.
        counter = 1 + number if isinstance(record, ShiftItem | AddItem) else 1
        yield record.model_copy(update={"id": name, "counter": counter})

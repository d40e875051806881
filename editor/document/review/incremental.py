"""A keystroke in a text that is proposed already: one edit of the proposal changes, however many it has.

Each function gives what a full look would, or None where it takes one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from editor.document.compare.three_way import merged_text
from editor.document.editing.edit_json import BadEdit
from editor.document.editing.edits import Edit, InsertItem, SetValue
from editor.document.field_specs import is_inline
from editor.document.paths import FieldPath, NoSuchField, value_at
from editor.document.review.written_edits import concerns, edit_of, text_of, with_edits
from schemas import Issue
from schemas.review import Proposal


def with_retyped(
    issue: Issue, proposal: Proposal, shown: Issue, edits: Sequence[Edit], at: dt.datetime
) -> Issue | None:
    """The issue in which `edits` lead from what was proposed to `shown`."""
    if len(edits) != 1 or not isinstance(edits[0], SetValue):
        return None
    path, value = edits[0].path, edits[0].value
    try:
        match _concerned(proposal, path):
            case [(index, SetValue(place, _))] if place == path and value_at(issue, path) != value:
                new: Edit = SetValue(path, value)
            case [(index, InsertItem(place, number, item))]:
                new = InsertItem(place, number, value_at(shown, place / item.id))
            case _:
                return None
    except (BadEdit, NoSuchField):
        return None
    return with_edits(issue, proposal, _exchanged(proposal.edits, index, new), at)


def rebased_edits(before: Issue, proposal: Proposal, touched: Sequence[Edit]) -> tuple[str, ...] | None:
    """The edits of a proposal after its author wrote on in texts; where both changed the same words, it stands."""
    texts = proposal.edits
    dropped: set[int] = set()
    try:
        for edit in touched:
            if not isinstance(edit, SetValue):
                return None
            path, now = edit.path, edit.value
            match _concerned(proposal, path):
                case []:
                    continue
                case [(index, SetValue(place, value))] if place == path:
                    old = value_at(before, path)
                case _:
                    return None
            if is_inline(before, path) and isinstance(value, str) and isinstance(now, str):
                value = merged_text(old, value, now)
            if value == now:
                dropped.add(index)
            texts = _exchanged(texts, index, SetValue(path, value))
    except (BadEdit, NoSuchField):
        return None
    return tuple(text for index, text in enumerate(texts) if index not in dropped)


def retyped_edits(before: Sequence[str], now: Sequence[str]) -> tuple[SetValue, ...] | None:
    """What differs between two states of a proposal, where that is the values of fields."""
    if len(before) != len(now):
        return None
    found: list[SetValue] = []
    try:
        for old_text, new_text in zip(before, now, strict=True):
            if old_text is not new_text and old_text != new_text:
                old, new = edit_of(old_text), edit_of(new_text)
                if not (isinstance(old, SetValue) and isinstance(new, SetValue) and old.path == new.path):
                    return None
                found.append(new)
    except BadEdit:
        return None
    return tuple(found)


def _concerned(proposal: Proposal, path: FieldPath) -> list[tuple[int, Edit]]:
    known = ((index, edit_of(text)) for index, text in enumerate(proposal.edits))
    return [(index, edit) for index, edit in known if concerns(edit, path)]


def _exchanged(texts: tuple[str, ...], index: int, edit: Edit) -> tuple[str, ...]:
    return (*texts[:index], text_of(edit), *texts[index + 1 :])

"""The suggestions of an issue brought onto its content after an edit."""

from __future__ import annotations

from editor.document.suggestions.rebase import rebased
from schemas import Issue


def with_rebased_suggestions(before: Issue, after: Issue) -> Issue:
    """`after` with the suggestions that the edit itself left alone kept true to its content."""
    records = after.review.suggestions
    if not records:
        return after
    untouched = {id(record) for record in before.review.suggestions}
    kept = tuple(record for record in records if id(record) in untouched)
    moved = rebased(kept, before, after)
    if all(one is two for one, two in zip(kept, moved, strict=True)):
        return after
    found = {one.id: one for one in moved}
    new = tuple(found.get(record.id, record) if id(record) in untouched else record for record in records)
    return after.model_copy(update={"review": after.review.model_copy(update={"suggestions": new})})

"""The suggestions of an issue brought onto its content after an edit."""

from __future__ import annotations

from collections.abc import Sequence

from editor.document.editing.edits import Edit
from editor.document.suggestions.index import Records
from editor.document.suggestions.rebase import rebased
from schemas import Issue


def with_rebased_suggestions(before: Issue, after: Issue, edits: Sequence[Edit] | None = None) -> Issue:
    """`after` with the suggestions that the edit itself left alone kept true to its content.

    `edits` are the smallest ones that led from one content to the other, where they are known.
    """
    records = after.review.suggestions
    if not records or _has_same_content(before, after):
        return after
    if records is before.review.suggestions:
        moved = rebased(records, before, after, edits=edits)
        return after if moved is records else _with_records(after, moved)
    untouched = {id(record) for record in before.review.suggestions}
    kept = tuple([record for record in records if id(record) in untouched])
    moved = rebased(kept, before, after, edits=edits)
    if all(one is two for one, two in zip(kept, moved, strict=True)):
        return after
    found = {one.id: one for one in moved}
    new = tuple(found.get(record.id, record) if id(record) in untouched else record for record in records)
    return _with_records(after, new)


def _has_same_content(before: Issue, after: Issue) -> bool:
    return all(getattr(before, name) is getattr(after, name) for name in Issue.model_fields if name != "review")


def _with_records(issue: Issue, records: Records) -> Issue:
    return issue.model_copy(update={"review": issue.review.model_copy(update={"suggestions": records})})

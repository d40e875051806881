"""What people changed in a copy becomes their suggestions, whatever happened to the issue meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from editor.document.compare.hunks import length_of, word_hunks
from editor.document.editing.edits import EditRefused, RemoveItem, SetValue, applied
from editor.document.merging.merge import merged
from editor.document.paths import FieldPath, NoSuchField, path_exists, value_at, value_or_none
from editor.document.suggestions.apply import with_suggestions
from editor.document.suggestions.content import content_of
from editor.document.suggestions.record_paths import path_of, story_of
from editor.document.suggestions.review import as_suggested, next_counter, suggested_version
from editor.document.suggestions.signature import Signature
from editor.document.suggestions.story import story_at
from editor.document.text.inline import Run
from schemas import Issue, Item, Part
from schemas.suggestion import AddItem, DropItem, ShiftItem, SuggestionRecord

Records = tuple[SuggestionRecord, ...]


@dataclass(frozen=True, slots=True)
class Suggested:
    """An issue with somebody's suggestions. `conflicts` are places that both the issue and the copy changed."""

    issue: Issue
    conflicts: tuple[FieldPath, ...]


def with_changes(issue: Issue, before: Issue, after: Issue, author: str, at: dt.datetime) -> Suggested:
    """The issue in which a person suggests what leads from `before` to `after`, two states of a copy of it.

    Where the issue has other words now, the suggestion is to have those of the copy, or none where they were removed.
    """
    if content_of(before) == content_of(after):
        return Suggested(issue, ())
    seen = as_suggested(issue, author).issue
    result = merged(content_of(before), content_of(seen), content_of(after))
    version = result.issue
    conflicts: list[FieldPath] = []
    for conflict in result.conflicts:
        conflicts.append(conflict.path)
        if path_exists(version, conflict.path):
            is_removed = conflict.theirs is None and isinstance(value_at(version, conflict.path), Item)
            edit = RemoveItem(conflict.path) if is_removed else SetValue(conflict.path, conflict.theirs)
            try:
                version = applied(version, edit)
            except (EditRefused, NoSuchField):
                continue
    signature = Signature(author, at, next_counter(issue.review))
    return Suggested(suggested_version(issue, version, signature), tuple(conflicts))


def lost(records: Iterable[SuggestionRecord], without: Issue, found: Issue) -> Records:
    """The suggestions that a copy does not show any more. `without` is the content, `found` what they became in it."""
    kept = tuple(records)
    gone: list[SuggestionRecord] = []
    if content_of(with_suggestions(without, kept).issue) == content_of(found):
        return ()
    for record in kept:
        others = [one for one in kept if one is not record and one not in gone]
        with_it = with_suggestions(without, (*others, record)).issue
        without_it = with_suggestions(without, others).issue
        if _distance(record, without, without_it, found) < _distance(record, without, with_it, found):
            gone.append(record)
    return tuple(gone)


def accepted_in(records: Iterable[SuggestionRecord], base: Issue, found: Issue) -> Records:
    """The suggestions that are plain text in a copy: somebody accepted them there."""
    done: list[SuggestionRecord] = []
    for record in records:
        before = with_suggestions(base, done).issue
        after = with_suggestions(base, (*done, record)).issue
        if _distance(record, base, after, found) < _distance(record, base, before, found):
            done.append(record)
    return tuple(done)


def _distance(record: SuggestionRecord, content: Issue, one: Issue, other: Issue) -> int:
    """How much two issues differ in what a suggestion is about, in letters."""
    story = story_of(content, record)
    if story is not None and path_exists(one, story) and path_exists(other, story):
        first, second = story_at(one, story).runs, story_at(other, story).runs
    else:
        path = path_of(record)
        if path is None:
            return 0
        if isinstance(record, DropItem | ShiftItem) or (story is not None and not isinstance(record, AddItem)):
            path = path.parent
        first, second = (_text(value_or_none(issue, path)) for issue in (one, other))
    return sum(hunk.end - hunk.start + length_of(hunk.runs) + 1 for hunk in word_hunks(first, second))


def _text(value: object) -> tuple[Run, ...]:
    text = "\n".join(_texts(value))
    return (Run(text),) if text else ()


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, Part):
        for name in type(value).model_fields:
            if not (isinstance(value, Item) and name == "id"):
                yield from _texts(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif value is not None:
        yield str(value)


def retimed(
    issue: Issue, known: Sequence[SuggestionRecord], time_of: Callable[[SuggestionRecord], dt.datetime]
) -> Issue:
    """The issue with the times of new suggestions as the copy has them."""
    ids = {one.id: one for one in known}
    records = tuple(
        one if ids.get(one.id) == one else one.model_copy(update={"at": time_of(one)})
        for one in issue.review.suggestions
    )
    return issue.model_copy(update={"review": issue.review.model_copy(update={"suggestions": records})})

"""Suggestions from two states of an issue: the author's content, and the same as another person would have it.

Records that the person has already keep their ids where they stay or grow; the others are new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from editor.document.editing.edits import CompoundEdit, Edit, MoveItem, RemoveItem, SetValue
from editor.document.field_specs import spec_at
from editor.document.paths import FieldPath, path_exists, value_at, value_or_none
from editor.document.suggestions.apply import as_json_value, path_of, story_of
from editor.document.suggestions.derive_items import item_records
from editor.document.suggestions.derive_words import story_records
from editor.document.suggestions.signature import Signature
from editor.document.suggestions.story import Story, StoryLine, story_at, story_path
from editor.document.text.inline import parse
from schemas import Issue, Kind, Part
from schemas.suggestion import AddItem, DropItem, FormatWords, ReplaceWords, SetField, ShiftItem, SuggestionRecord

Records = tuple[SuggestionRecord, ...]

_CARRIED = 8
"""Letters. Words so long that were deleted in one place and inserted in another were moved."""
_STORY, _LINE, _LIST, _VALUE = "story", "line", "list", "value"
_Unit = tuple[str, FieldPath]


def derived(
    issue: Issue,
    shown: Issue,
    touched: Sequence[Edit],
    own: Sequence[SuggestionRecord],
    sign: Signature,
    *,
    moved: frozenset[FieldPath] = frozenset(),
    is_one_action: bool = True,
) -> Records:
    """The person's records after edits of what they see.

    `issue` is the content, `shown` the content as the person has it after the edits `touched`, and `own` are their
    records before. With `is_one_action`, new records are one group. `moved` are the items that the person moved.
    """
    records = list(own)
    for found in dict.fromkeys(unit for edit in touched for unit in _units(issue, edit)):
        unit, before = _with_records(issue, shown, found, records)
        after = _unit_records(issue, shown, unit, before, sign, moved)
        replaced = {record.id for record in before}
        records = [record for record in records if record.id not in replaced] + list(after)
    return tuple(_grouped(own, records) if is_one_action else records)


def _units(issue: Issue, edit: Edit) -> Iterator[_Unit]:
    """The fields that are looked at as a whole after an edit."""
    match edit:
        case CompoundEdit(edits):
            for one in edits:
                yield from _units(issue, one)
        case RemoveItem(path) | MoveItem(path, _):
            yield _unit(issue, path.parent)
        case SetValue(path, Part() as part) if story_path(issue, path) is None and path_exists(issue, path):
            yield from _units_in(issue, path, part)
        case SetValue(path, str()) if _is_line(issue, path):
            yield _LINE, path
        case SetValue(path, _):
            yield _unit(issue, path)
        case _:
            yield _unit(issue, edit.path)


def _is_line(issue: Issue, path: FieldPath) -> bool:
    """Whether a path names the text of a line of the content."""
    story = story_path(issue, path)
    return story is not None and story != path and path_exists(issue, path)


def _units_in(issue: Issue, path: FieldPath, part: Part) -> Iterator[_Unit]:
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, Part):
            yield from _units_in(issue, path / name, value)
        elif name not in ("id", "type"):
            yield _unit(issue, path / name)


def _unit(issue: Issue, path: FieldPath) -> _Unit:
    story = story_path(issue, path)
    if story is not None and path_exists(issue, story):
        return _STORY, story
    for depth in range(1, len(path) + 1):
        prefix = FieldPath(path[:depth])
        if not path_exists(issue, prefix) and isinstance(value_or_none(issue, prefix.parent), tuple):
            return _LIST, prefix.parent  # in an item that the person suggests to add
    spec = spec_at(issue, path)
    return (_LIST if spec is not None and spec.kind is Kind.ITEMS else _VALUE), path


def _with_records(
    issue: Issue, shown: Issue, unit: _Unit, records: Sequence[SuggestionRecord]
) -> tuple[_Unit, list[SuggestionRecord]]:
    """A field and its records. A line is looked at alone where no record splits, joins or moves lines of its field."""
    kind, path = unit
    prefix = str(path if kind != _LINE else story_path(issue, path))
    records = [record for record in records if record.path.startswith(prefix)]
    if kind != _LINE:
        return unit, [record for record in records if _belongs(issue, record, unit)]
    story = story_path(issue, path)
    assert story is not None
    of_story = [record for record in records if _belongs(issue, record, (_STORY, story))]
    is_alone = path_exists(shown, path) and all(
        isinstance(record, FormatWords) or (isinstance(record, ReplaceWords) and not record.lines)
        for record in of_story
    )
    if not is_alone:
        return (_STORY, story), of_story
    return unit, [record for record in of_story if record.path == str(path)]


def _belongs(issue: Issue, record: SuggestionRecord, unit: _Unit) -> bool:
    kind, path = unit
    own = path_of(record)
    if record.outdated or own is None:
        return False
    if kind == _STORY:
        return story_of(issue, record) == path
    if kind == _VALUE:
        return isinstance(record, SetField) and own == path
    if isinstance(record, AddItem):
        return own == path
    return isinstance(record, DropItem | ShiftItem) and own.parent == path


def _unit_records(
    issue: Issue,
    shown: Issue,
    unit: _Unit,
    before: Sequence[SuggestionRecord],
    sign: Signature,
    moved: frozenset[FieldPath],
) -> Sequence[SuggestionRecord]:
    kind, path = unit
    if not path_exists(shown, path):  # in an item that the person suggests to remove
        return before
    if kind == _LINE:
        lines = [_line(one, path) for one in (issue, shown)]
        return story_records(lines[0], lines[1], before, sign)
    if kind == _STORY:
        return story_records(story_at(issue, path), story_at(shown, path), before, sign, moved)
    old, new = value_at(issue, path), value_at(shown, path)
    if kind == _LIST:
        return item_records(path, old, new, before, sign, moved)
    return () if old == new else (_value_record(path, old, new, before, sign),)


def _line(issue: Issue, path: FieldPath) -> Story:
    runs = parse(str(value_at(issue, path)))
    return Story(path, (StoryLine("", "", runs),), inline=True, rich=False)


def _value_record(
    path: FieldPath, old: Any, new: Any, before: Iterable[SuggestionRecord], sign: Signature
) -> SuggestionRecord:
    values = {"old": as_json_value(old), "new": as_json_value(new)}
    known = next((record for record in before if isinstance(record, SetField)), None)
    if known is None:
        return SetField(path=str(path), **values, **sign.new)
    if known.old == values["old"] and known.new == values["new"]:
        return known
    return known.model_copy(update={**values, **sign.changed})


def _grouped(before: Sequence[SuggestionRecord], records: list[SuggestionRecord]) -> Records:
    """New records of one action share a group; so do words that were cut and are pasted somewhere else."""
    known = {record.id for record in before}
    new = [record for record in records if record.id not in known]
    if not new:
        return tuple(records)
    members = {record.id for record in new}
    if len(new) == 1:
        partner = _partner(new[0], [record for record in records if record.id in known])
        if partner is None:
            return tuple(records)
        members.add(partner.id)
    group = min(members)
    return tuple(
        record.model_copy(update={"group": group}) if record.id in members and not record.group else record
        for record in records
    )


def _partner(new: SuggestionRecord, others: Iterable[SuggestionRecord]) -> SuggestionRecord | None:
    """The deletion of the words that a new record inserts."""
    if not isinstance(new, ReplaceWords) or new.old or len(new.new.strip()) < _CARRIED:
        return None
    words = new.new.strip()
    return next(
        (
            one
            for one in others
            if isinstance(one, ReplaceWords) and not one.new and not one.group and one.old.strip() == words
        ),
        None,
    )

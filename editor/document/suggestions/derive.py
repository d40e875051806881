"""Suggestions from two states of an issue: the author's content, and the same as another person would have it.

Records that the person has already keep their ids where they stay or grow; the others are new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import lru_cache
from typing import Any, NamedTuple

from editor.document.editing.edits import CompoundEdit, Edit, MoveItem, RemoveItem, SetValue
from editor.document.field_specs import spec_at
from editor.document.paths import FieldPath, path_exists, value_at, value_or_none
from editor.document.suggestions.derive_items import item_records
from editor.document.suggestions.derive_words import story_records
from editor.document.suggestions.item_edits import as_json_value
from editor.document.suggestions.record_paths import path_of, story_of
from editor.document.suggestions.signature import Signature
from editor.document.suggestions.story import RICH_FIELDS, Story, StoryLine, story_at, story_path
from editor.document.text.inline import parse
from schemas import Issue, Kind, Part
from schemas.suggestion import AddItem, DropItem, FormatWords, ReplaceWords, SetField, ShiftItem, SuggestionRecord

Records = tuple[SuggestionRecord, ...]


class UnitKind(Enum):
    """What is looked at as a whole: the text of a rich field, one line of it, a list of items, another value."""

    STORY = "story"
    LINE = "line"
    LIST = "list"
    VALUE = "value"


class Unit(NamedTuple):
    """A field, or a line of one. All records for it have paths that begin with `prefix`."""

    kind: UnitKind
    path: FieldPath
    prefix: str


def touched_units(issue: Issue, touched: Iterable[Edit]) -> tuple[Unit, ...]:
    """The fields that edits of what is shown of an issue concern."""
    units = dict.fromkeys(unit for edit in touched for unit in _units(issue, edit))
    # Where lines came or went, a line may be another one than that of its name: it is looked at with its field.
    stories = {unit.prefix for unit in units if unit.kind is UnitKind.STORY}
    return tuple(unit for unit in units if unit.kind is not UnitKind.LINE or unit.prefix not in stories)


def derived(
    issue: Issue,
    shown: Issue,
    units: Iterable[Unit],
    own: Sequence[SuggestionRecord],
    sign: Signature,
    *,
    moved: frozenset[FieldPath] = frozenset(),
) -> Records:
    """A person's records for some fields after edits of what they see.

    `issue` is the content, `shown` the content as the person has it after the edits, and `own` are their records
    before, those for the fields at least. `moved` are the items that the person moved.
    """
    records = list(own)
    for found in units:
        unit, before = _with_records(issue, shown, found, records)
        after = _unit_records(issue, shown, unit, before, sign, moved)
        replaced = {record.id for record in before}
        records = [record for record in records if record.id not in replaced] + list(after)
    return tuple(records)


def _units(issue: Issue, edit: Edit) -> Iterator[Unit]:
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
            yield Unit(UnitKind.LINE, path, str(story_path(issue, path)))
        case SetValue(path, _):
            yield _unit(issue, path)
        case _:
            yield _unit(issue, edit.path)


def _is_line(issue: Issue, path: FieldPath) -> bool:
    """Whether a path names the text of a line of the content."""
    story = story_path(issue, path)
    return story is not None and story != path and path_exists(issue, path)


def _units_in(issue: Issue, path: FieldPath, part: Part) -> Iterator[Unit]:
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, Part):
            yield from _units_in(issue, path / name, value)
        elif name not in ("id", "type"):
            yield _unit(issue, path / name)


def _unit(issue: Issue, path: FieldPath) -> Unit:
    story = story_path(issue, path)
    if story is not None and path_exists(issue, story):
        return _whole(UnitKind.STORY, story)
    for depth in range(1, len(path) + 1):
        prefix = FieldPath(path[:depth])
        if not path_exists(issue, prefix) and isinstance(value_or_none(issue, prefix.parent), tuple):
            return _whole(UnitKind.LIST, prefix.parent)  # in an item that the person suggests to add
    spec = spec_at(issue, path)
    return _whole(UnitKind.LIST if spec is not None and spec.kind is Kind.ITEMS else UnitKind.VALUE, path)


def _whole(kind: UnitKind, path: FieldPath) -> Unit:
    return Unit(kind, path, str(path))


def _with_records(
    issue: Issue, shown: Issue, unit: Unit, records: Sequence[SuggestionRecord]
) -> tuple[Unit, list[SuggestionRecord]]:
    """A field and its records. A line is looked at alone where no record splits, joins or moves lines of its field."""
    kind, path, prefix = unit
    records = [record for record in records if record.path.startswith(prefix)]
    if kind is not UnitKind.LINE:
        return unit, [record for record in records if _belongs(issue, record, unit)]
    story = story_path(issue, path)
    assert story is not None
    whole = _whole(UnitKind.STORY, story)
    of_story = [record for record in records if _belongs(issue, record, whole)]
    is_alone = path_exists(shown, path) and all(
        isinstance(record, FormatWords) or (isinstance(record, ReplaceWords) and not record.lines)
        for record in of_story
    )
    if not is_alone:
        return whole, of_story
    return unit, [record for record in of_story if record.path == str(path)]


def _belongs(issue: Issue, record: SuggestionRecord, unit: Unit) -> bool:
    kind, path, prefix = unit
    if record.outdated:
        return False
    if kind is UnitKind.STORY and isinstance(record, ReplaceWords | FormatWords):
        # Of a thousand, without taking each path apart.
        return record.path == prefix or (path[-1] in RICH_FIELDS and record.path.startswith(f"{prefix}/"))
    own = path_of(record)
    if own is None:
        return False
    if kind is UnitKind.STORY:
        return story_of(issue, record) == path
    if kind is UnitKind.VALUE:
        return isinstance(record, SetField) and own == path
    if isinstance(record, AddItem):
        return own == path
    return isinstance(record, DropItem | ShiftItem) and own.parent == path


def _unit_records(
    issue: Issue,
    shown: Issue,
    unit: Unit,
    before: Sequence[SuggestionRecord],
    sign: Signature,
    moved: frozenset[FieldPath],
) -> Sequence[SuggestionRecord]:
    kind, path, _ = unit
    if not path_exists(shown, path):  # in an item that the person suggests to remove
        return before
    if kind is UnitKind.LINE:
        lines = [_line(one, path) for one in (issue, shown)]
        return story_records(lines[0], lines[1], before, sign)
    if kind is UnitKind.STORY:
        return story_records(story_at(issue, path), story_at(shown, path), before, sign, moved)
    old, new = value_at(issue, path), value_at(shown, path)
    if kind is UnitKind.LIST:
        return item_records(path, old, new, before, sign, moved)
    return () if old == new else (_value_record(path, old, new, before, sign),)


def _line(issue: Issue, path: FieldPath) -> Story:
    return _line_of(path, str(value_at(issue, path)))


@lru_cache(maxsize=128)  # while somebody types, the content stays the same
def _line_of(path: FieldPath, text: str) -> Story:
    return Story(path, (StoryLine("", "", parse(text)),), inline=True, rich=False)


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

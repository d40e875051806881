"""Suggestions kept true while the content changes beneath them.

A suggestion keeps what its author did. Words that somebody else typed are never part of it: they stay outside, and
within words that are to be deleted they are kept. Where what it wanted to change is gone, it is outdated.
"""

from __future__ import annotations

from collections.abc import Mapping as Mappings
from collections.abc import Sequence

from editor.document.compare.hunks import (
    Runs,
    length_of,
    read_markup,
    rebased_text,
    trimmed,
    write_markup,
)
from editor.document.editing.diff import changes
from editor.document.editing.edits import Edit, SetValue
from editor.document.paths import FieldPath, NoSuchField
from editor.document.suggestions.apply import Placed, StoryChange, Words, placed
from editor.document.suggestions.derive_words import AROUND, placing
from editor.document.suggestions.find import found_again
from editor.document.suggestions.index import Records, index_of, with_replaced
from editor.document.suggestions.item_edits import as_json_value
from editor.document.suggestions.mapping import Mapping
from editor.document.suggestions.record_paths import path_of, story_of
from editor.document.suggestions.removed_lines import removal_moved
from editor.document.suggestions.story import Story, story_at, story_path
from editor.document.text.inline import sliced, text_of
from schemas import Issue
from schemas.suggestion import FormatWords, LineName, ReplaceWords, SetField, ShiftItem, SuggestionRecord, TurnLine


def rebased(
    records: Records,
    before: Issue,
    after: Issue,
    known: Sequence[StoryChange] = (),
    edits: Sequence[Edit] | None = None,
) -> Records:
    """The records on the content `after`, which was `before`; the same objects where nothing changes for them.

    `known` are fields whose changes are known to the letter, `edits` the smallest ones that led from one to the other,
    where they are known.
    """
    if not records:
        return records
    exact = {change.before.path: change for change in known}
    if edits is None:
        edits = changes(before.model_copy(update={"review": after.review}), after)
    touched = _touched(before, after, exact, edits)
    # Of a thousand records, an edit concerns a few.
    index = index_of(records)
    changed: dict[int, SuggestionRecord] = {}
    for value in touched.values:
        for number in index.by_value.get(value, ()):
            changed[number] = _rebased(records[number], before, touched)
    for path, mapping in touched.stories.items():
        prefix = str(path)
        for number in index.under(prefix):
            record = records[number]
            if number not in changed and record.path.startswith(prefix) and not is_kept(record, mapping):
                changed[number] = _rebased(record, before, touched)
    changed = {number: record for number, record in changed.items() if record is not records[number]}
    return with_replaced(records, changed) if changed else records


class _Touched:
    """The fields that changed."""

    def __init__(self, stories: Mappings[FieldPath, Mapping], values: Mappings[str, Edit]) -> None:
        self.stories = stories
        self.values = values
        self.by_text = {text: mapping for mapping in stories.values() for text in mapping.before.numbers}


def _touched(before: Issue, after: Issue, exact: Mappings[FieldPath, StoryChange], edits: Sequence[Edit]) -> _Touched:
    stories: dict[FieldPath, Mapping] = {}
    values: dict[str, Edit] = {}
    for edit in edits:
        path = edit.path  # type: ignore[union-attr]
        if isinstance(edit, SetValue):
            values[str(path)] = edit
        story = story_path(after, path)
        if story is None or story in stories:
            continue
        try:
            old, new = story_at(before, story), story_at(after, story)
        except NoSuchField:
            continue
        change = exact.get(story)
        stories[story] = Mapping(old, new, through=(change.middle, change.hunks) if change is not None else None)
    return _Touched(stories, values)


def _rebased(record: SuggestionRecord, before: Issue, touched: _Touched) -> SuggestionRecord:
    if isinstance(record, SetField):
        return _value_rebased(record, touched)
    if isinstance(record, ReplaceWords | FormatWords) and (known := touched.by_text.get(record.path)) is not None:
        return words_rebased(record, known)
    path = path_of(record)
    story = story_of(before, record)
    mapping = touched.stories.get(story) if story is not None else None
    if mapping is None or path is None:
        return record
    if isinstance(record, ReplaceWords | FormatWords):
        return words_rebased(record, mapping)
    if isinstance(record, TurnLine | ShiftItem):
        return line_rebased(record, path, mapping)
    return record


# --- Words ------------------------------------------------------------------------------------------------


def words_rebased(record: Words, mapping: Mapping) -> Words:
    """A record of words after its field changed."""
    before, after = mapping.before, mapping.after
    if is_kept(record, mapping):
        return record
    place = None if record.outdated else placed(before, record)
    if place is None:
        return found_again(record, after)
    if (moved := _moved_along(record, place, mapping)) is not None:
        return moved
    if not before.lines and after.lines and isinstance(record, ReplaceWords):
        return _behind(record, after)
    start, end = mapping.start(place.start), mapping.end(place.end)
    if place.start == place.end:
        return _insertion_rebased(record, place.start, mapping)
    old = sliced(before.runs, place.start, place.end)
    now = sliced(after.runs, start.position, max(start.position, end.position))
    if now != old and isinstance(record, ReplaceWords):
        along = removal_moved(record, place, before, after)
        if along is not None:
            return along
    if start.position >= end.position:
        return _outdated(record)
    replaces = isinstance(record, ReplaceWords) and bool(record.new)
    if replaces and (start.replaced or end.replaced):
        return _outdated(record)
    if isinstance(record, FormatWords):
        if "\n" in text_of(now):
            return _outdated(record)
        return _at(record, after, start.position, end.position, {})
    if now == old:
        return _at(record, after, start.position, end.position, _names(record, mapping, place.start, place.end))
    return _merged(record, mapping, (place.start, place.end), (start.position, end.position))


def is_kept(record: SuggestionRecord, mapping: Mapping) -> bool:
    """Whether a record of words is in a line of its own that stayed as it was."""
    is_one_line = isinstance(record, FormatWords) or (isinstance(record, ReplaceWords) and not record.lines)
    return is_one_line and not record.outdated and mapping.keeps(record.path)


def _moved_along(record: Words, place: Placed, mapping: Mapping) -> Words | None:
    """A record of words that is so far from what changed in its line that it only moves; None for any other."""
    shift = mapping.shift(place.start - AROUND, place.end + AROUND)
    words = mapping.before.words
    if (
        shift is None
        or (isinstance(record, ReplaceWords) and record.lines)
        or record.before != words[max(0, place.start - AROUND) : place.start]
        or record.after != words[place.end : place.end + AROUND]
    ):
        return None
    return record.model_copy(update={"start": record.start + shift}) if shift else record


def _merged(record: ReplaceWords, mapping: Mapping, was: tuple[int, int], at: tuple[int, int]) -> Words:
    after = mapping.after
    old = sliced(mapping.before.runs, *was)
    now = sliced(after.runs, *at)
    words = mapping.before.words
    beside = words[was[0] - 1 : was[0]] if was[0] else "", words[was[1] : was[1] + 1]
    new = rebased_text(old, read_markup(record.new, inline=after.inline), now, beside)
    if new is None or new == now or not _keeps_lines(record, now, new):
        return _outdated(record)
    fields: dict[str, object] = {"new": write_markup(new, inline=after.inline)}
    fields.update(_names(record, mapping, *was))
    hunk = trimmed(now, new)
    if hunk is not None and not record.lines:
        # What somebody else typed at the edges is not part of it.
        fields["new"] = write_markup(hunk.runs, inline=after.inline)
        at = (at[0] + hunk.start, at[0] + hunk.end)
    return _at(record, after, *at, fields)


def _keeps_lines(record: ReplaceWords, now: Runs, new: Runs) -> bool:
    """Whether the lines that a record names are still those that result."""
    feeds = text_of(new).count("\n")
    if not record.lines:
        return feeds == 0 and "\n" not in text_of(now)
    return feeds == len(record.lines) - 1


def _insertion_rebased(record: Words, position: int, mapping: Mapping) -> Words:
    assert isinstance(record, ReplaceWords)
    start = mapping.start(position)
    if start.within:
        return _outdated(record)
    new = text_of(read_markup(record.new, inline=mapping.after.inline))
    if any(text_of(hunk.runs) == new for hunk in mapping.inserted_at(position)):
        return _outdated(record)  # somebody has inserted the same
    at = start.position
    if record.lines:
        beside = _beside_line(mapping, position, new)
        at = at if beside is None else beside
    return _at(record, mapping.after, at, at, _names(record, mapping, position, position))


def _beside_line(mapping: Mapping, position: int, new: str) -> int | None:
    """Where whole lines go that were added right behind or before a line; None for others.

    What was typed at that end of the line meanwhile belongs to the line.
    """
    before, after = mapping.before, mapping.after
    line = before.line_at(position)
    size = length_of(before.lines[line].runs)
    if new.startswith("\n") and position == before.starts[line] + size:
        there = after.line_at(mapping.end(position).position)
        return after.starts[there] + length_of(after.lines[there].runs)
    if new.startswith("\n"):
        return mapping.end(position).position
    if new.endswith("\n") and position == before.starts[line]:
        return after.starts[after.line_at(mapping.start(position).position)]
    return None


def _behind(record: ReplaceWords, after: Story) -> Words:
    """Words for a field that was empty come behind what somebody else wrote in it."""
    if not after.rich:
        return record
    last = after.lines[-1]
    names = (LineName(id=last.id, bullets=last.bullets), *(record.lines or (LineName(id=f"{record.id}-1"),)))
    size = sum(len(run.text) for run in after.runs)
    return _at(record, after, size, size, {"new": f"\n{record.new}", "lines": names})


def _names(record: ReplaceWords, mapping: Mapping, start: int, end: int) -> dict[str, object]:
    """The lines of a record after the lines that it begins and ends in were given other names."""
    if not record.lines:
        return {}
    before, after = mapping.before, mapping.after
    renamed: dict[tuple[str, str], LineName] = {}
    for position, place in ((start, mapping.start(start)), (end, mapping.end(end))):
        old, new = before.lines[before.line_at(position)], after.lines[after.line_at(place.position)]
        renamed.setdefault((old.bullets, old.id), LineName(id=new.id, bullets=new.bullets))
    names = tuple(renamed.get((name.bullets, name.id), name) for name in record.lines)
    return {"lines": names} if names != record.lines else {}


def _at(record: Words, story: Story, start: int, end: int, fields: dict[str, object]) -> Words:
    values = {**placing(story, start, end), **fields, "outdated": False}
    changed = {name: value for name, value in values.items() if getattr(record, name) != value}
    return record.model_copy(update=changed) if changed else record


def _outdated(record: Words) -> Words:
    return record.model_copy(update={"outdated": True})


# --- Lines and values -------------------------------------------------------------------------------------


def line_rebased(record: TurnLine | ShiftItem, path: FieldPath, mapping: Mapping) -> TurnLine | ShiftItem:
    """A record of a line, where the line has another path now."""
    number = mapping.before.line_number(path)
    if number is None:
        return record
    line = mapping.before.lines[number]
    there = mapping.after.line_number(path)
    if there is None:
        same = [index for index, one in enumerate(mapping.after.lines) if one.id == line.id]
        if len(same) != 1:
            return record
        subpath = mapping.after.lines[same[0]].subpath.under(mapping.after.path)
        return record.model_copy(update={"path": str(subpath / "text" if isinstance(record, TurnLine) else subpath)})
    return record


def _value_rebased(record: SetField, touched: _Touched) -> SuggestionRecord:
    edit = touched.values[record.path]
    assert isinstance(edit, SetValue)
    now = as_json_value(edit.value)
    if now in (record.old, record.new) or not all(isinstance(one, list) for one in (record.old, record.new, now)):
        return record
    new = merged_names(record.old, record.new, now)
    return record.model_copy(update={"old": now, "new": new})


def merged_names(old: Sequence[str], new: Sequence[str], now: Sequence[str]) -> list[str]:
    """A list of names that one side made `new` and the other `now`: what either removed is gone, the rest is there."""
    kept = [name for name in now if name in new or name not in old]
    for index, name in enumerate(new):
        if name not in old and name not in kept:
            above = next((one for one in reversed(new[:index]) if one in kept), None)
            kept.insert(kept.index(above) + 1 if above is not None else 0, name)
    return kept

"""Fields of paragraphs and bullets that two people changed, put together word by word.

What the other side did is taken as suggestions, which are brought onto one's own text. So splits, joins and moved
lines merge with words that were changed in them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from editor.document.compare.hunks import read_markup, typed_hunks
from editor.document.paths import FieldPath
from editor.document.suggestions.apply import changed_story, placed
from editor.document.suggestions.derive_words import story_records
from editor.document.suggestions.mapping import Mapping
from editor.document.suggestions.rebase import line_rebased, words_rebased
from editor.document.suggestions.signature import Signature
from editor.document.suggestions.story import story_of_blocks, value_of
from editor.document.text.inline import sliced
from schemas import Block
from schemas.suggestion import FormatWords, ReplaceWords, ShiftItem, SuggestionRecord, TurnLine

_UNSIGNED = Signature("", dt.datetime(2000, 1, 1, tzinfo=dt.UTC), 1)
Blocks = tuple[Block, ...]


def merged_blocks(path: FieldPath, base: Blocks, ours: Blocks, theirs: Blocks) -> Blocks | None:
    """Both sides' changes of a field of blocks; None where they changed the same words or the same line."""
    was, own, other = (story_of_blocks(path, blocks) for blocks in (base, ours, theirs))
    mapping = Mapping(was, own)
    records: list[SuggestionRecord] = []
    others = story_records(was, other, (), _UNSIGNED)
    if any(isinstance(record, ShiftItem) for record in others):
        places = {one.path: one.after for one in story_records(was, own, (), _UNSIGNED) if isinstance(one, ShiftItem)}
        if any(isinstance(one, ShiftItem) and places.get(one.path, one.after) != one.after for one in others):
            return None
    for record in others:
        moved = _moved(record, mapping)
        if moved is None:
            return None
        records += moved
    records.sort(key=lambda record: (record.counter, record.id))
    change, fitting = changed_story(own, records)
    if len(fitting) < len(records):
        return None
    value = value_of(change.after.lines, change.after, ours)
    assert isinstance(value, tuple)
    return value


def _moved(record: SuggestionRecord, mapping: Mapping) -> Sequence[SuggestionRecord] | None:
    """The other side's change on one's own text: none where it was made there too; None where it cannot be made."""
    if isinstance(record, ReplaceWords | FormatWords):
        if _is_made(record, mapping):
            return ()
        moved = words_rebased(record, mapping)
        if moved.outdated:
            return None
        # Where somebody has written within the words, both have changed them.
        return (moved,) if moved.old == record.old or _deletes_the_rest(record, moved) else None
    if isinstance(record, TurnLine | ShiftItem):
        line = line_rebased(record, FieldPath.parse(record.path), mapping)
        number = mapping.after.line_number(FieldPath.parse(line.path))
        if number is None:
            return None
        is_made = isinstance(record, TurnLine) and bool(mapping.after.lines[number].bullets) == record.bullet
        return () if is_made else (line,)
    return None


def _deletes_the_rest(record: SuggestionRecord, moved: SuggestionRecord) -> bool:
    """Whether one side deletes words of which the other deleted some, as the end of a line that it joined."""
    if not (isinstance(record, ReplaceWords) and isinstance(moved, ReplaceWords)) or record.new or moved.new:
        return False
    was, now = (read_markup(one.old, inline=True) for one in (record, moved))
    return not any(hunk.runs for hunk in typed_hunks(was, now))


def _is_made(record: ReplaceWords | FormatWords, mapping: Mapping) -> bool:
    """Whether one's own text says already what the record would make of it."""
    place = placed(mapping.before, record)
    if place is None:
        return False
    new = place.runs
    if place.start == place.end:
        return mapping.is_made(place.hunk)
    start, end = mapping.start(place.start), mapping.end(place.end)
    if isinstance(record, ReplaceWords) and not read_markup(record.new, inline=True):
        # Lines that were moved past each other have not deleted what is between them.
        lines = {mapping.after.line_at(place.position) for place in (start, end)}
        return start.position >= end.position and len(lines) == 1
    return sliced(mapping.after.runs, start.position, max(start.position, end.position)) == new

"""Fields of paragraphs and bullets that two people changed, put together word by word.

What the other side did is taken as suggestions, which are brought onto one's own text. So splits, joins and moved
lines merge with words that were changed in them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from editor.document.compare.hunks import read_markup
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
    for record in story_records(was, other, (), _UNSIGNED):
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
        # Where somebody has written within the words, both have changed them.
        return (moved,) if not moved.outdated and moved.old == record.old else None
    if isinstance(record, TurnLine | ShiftItem):
        line = line_rebased(record, FieldPath.parse(record.path), mapping)
        number = mapping.after.line_number(FieldPath.parse(line.path))
        if number is None:
            return None
        is_made = isinstance(record, TurnLine) and bool(mapping.after.lines[number].bullets) == record.bullet
        return () if is_made else (line,)
    return None


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
        return start.position >= end.position
    return sliced(mapping.after.runs, start.position, max(start.position, end.position)) == new

"""A suggestion in words: what would be done, to which words, and what is around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from editor.document.compare.hunks import read_markup
from editor.document.compare.value_diff import readable_runs, value_diff
from editor.document.compare.word_diff import ChangeKind, DiffPart
from editor.document.editing.edit_json import BadEdit
from editor.document.path_labels import path_label
from editor.document.paths import ROOT, FieldPath, NoSuchField, position, value_at, value_or_none
from editor.document.suggestions.apply import placed
from editor.document.suggestions.cards import Card
from editor.document.suggestions.describe_words import beginning, item_words, stays, words_description
from editor.document.suggestions.description import Description, Pieces
from editor.document.suggestions.item_edits import read_item, read_value
from editor.document.suggestions.record_paths import path_of, story_of
from editor.document.suggestions.states import is_outdated
from editor.document.suggestions.story import story_at
from editor.document.text.inline import Run
from editor.document.text.phrasing import counted
from schemas import Bullets, Entry, Issue, Item, Part, spec_of
from schemas.suggestion import (
    AddItem,
    DropItem,
    FormatWords,
    ReplaceWords,
    SetField,
    ShiftItem,
    SuggestionRecord,
    TurnLine,
)

_SHOWN = 3
"""How many changes of one action a card shows."""
OUTDATED = "Outdated: the text it was about has changed."


def description_of(issue: Issue, card: Card) -> Description:
    """What a card would do to the content."""
    described = _group(issue, card) if len(card.records) > 1 else record_description(issue, card.first)
    if all(is_outdated(issue, record) for record in card.records):
        return replace(described, note=OUTDATED)
    return described


def record_description(issue: Issue, record: SuggestionRecord) -> Description:
    """What one record would do; where its place is gone, what its words say."""
    try:
        match record:
            case ReplaceWords() | FormatWords():
                return words_description(issue, record)
            case TurnLine():
                return _turn(issue, record)
            case SetField():
                path = FieldPath.parse(record.path)
                return Description("changes", value_diff(read_value(path, record.old), read_value(path, record.new)))
            case AddItem():
                return _addition(issue, record)
            case DropItem():
                path = FieldPath.parse(record.path)
                item = read_item(path.parent, record.item)
                return Description(f"removes {_a(issue, path.parent, item)}", _item(ChangeKind.DELETED, item))
            case ShiftItem():
                return _move(issue, record)
    except (NoSuchField, BadEdit, ValueError):
        pass
    return Description("suggested a change")


def described_path(issue: Issue, card: Card) -> FieldPath:
    """The path of what a card is about: of a line that goes or is joined, that of the line itself.

    Its record points to the end of the line before, where the paragraph ends that goes.
    """
    record = card.first
    path = path_of(record) or ROOT
    if not isinstance(record, ReplaceWords) or not record.old.startswith("\n") or record.new.startswith("\n"):
        return path
    try:
        field = story_of(issue, record)
        story = story_at(issue, field) if field is not None else None
    except NoSuchField:
        return path
    place = placed(story, record) if story is not None else None
    return path if story is None or place is None else story.place_of(place.start + 1)[0]


# --- Groups -----------------------------------------------------------------------------------------------


def _group(issue: Issue, card: Card) -> Description:
    records = card.records
    if all(isinstance(one, TurnLine) for one in records):
        kinds = {one.bullet for one in records if isinstance(one, TurnLine)}
        if len(kinds) == 1:
            done = (
                f"makes {counted(len(records), 'paragraph')} bullets"
                if True in kinds
                else f"makes {counted(len(records), 'bullet')} paragraphs"
            )
            return Description(done, record_description(issue, records[0]).pieces)
    words = [one for one in records if isinstance(one, ReplaceWords)]
    if len(words) == len(records):
        if len({(one.old, one.new) for one in words}) == 1:
            single = record_description(issue, words[0])
            return Description(f"{single.verb} in {len(words)} places", _only_changes(single.pieces))
        moved = _carried(issue, words)
        if moved is not None:
            return moved
    pieces: list[DiffPart] = []
    more = len(records) - _SHOWN
    for one in _in_reading_order(records)[:_SHOWN]:
        own = _only_changes(record_description(issue, one).pieces)
        if own and pieces:
            pieces.append(DiffPart(ChangeKind.SAME, (Run(" … "),)))
        pieces += own
    return Description(f"makes {len(records)} changes", tuple(pieces), f"And {more} more" if more > 0 else "")


def _in_reading_order(records: Sequence[SuggestionRecord]) -> list[SuggestionRecord]:
    """The records of one text from its beginning; texts in the order in which they were changed."""
    paths = list(dict.fromkeys(one.path for one in records))
    return sorted(records, key=lambda one: (paths.index(one.path), getattr(one, "start", 0)))


def _carried(issue: Issue, words: Sequence[ReplaceWords]) -> Description | None:
    """Words that were cut in one place and inserted in another."""
    gone = [one for one in words if not one.new]
    come = [one for one in words if not one.old]
    if len(gone) != 1 or len(come) != 1 or gone[0].old.strip() != come[0].new.strip():
        return None
    runs = read_markup(come[0].new.strip(), inline=True)
    path = path_of(come[0])
    place = path_label(issue, path) if path is not None else ""
    return Description("moves words", (DiffPart(ChangeKind.SAME, runs),), f"To {place}" if place else "")


def _only_changes(pieces: Iterable[DiffPart]) -> Pieces:
    return tuple(piece for piece in pieces if piece.change is not ChangeKind.SAME)


# --- Lines, items and values ------------------------------------------------------------------------------


def _turn(issue: Issue, record: TurnLine) -> Description:
    path = path_of(record)
    text = value_or_none(issue, path) if path is not None else None
    runs = read_markup(text, inline=True) if isinstance(text, str) else ()
    done = "makes this paragraph a bullet" if record.bullet else "makes this bullet a paragraph"
    return Description(done, tuple(stays(item_words(runs))))


def _addition(issue: Issue, record: AddItem) -> Description:
    path = FieldPath.parse(record.path)
    item = read_item(path, record.item)
    note = ""
    items = value_or_none(issue, path) or ()
    if len(items) > 0:
        ids = [one.id for one in items]
        if record.after in ids:
            note = f"After {_number(issue, path, items, record.after)}"
        elif not record.after:
            note = "At the top"
    return Description(f"adds {_a(issue, path, item)}", _item(ChangeKind.INSERTED, item), note)


def _move(issue: Issue, record: ShiftItem) -> Description:
    path = FieldPath.parse(record.path)
    story = story_of(issue, record)
    if story is not None:
        lines = story_at(issue, story)
        number = lines.line_number(path)
        if number is None:
            raise NoSuchField(record.path)
        line = lines.lines[number]
        noun = "bullet" if line.bullets else "paragraph"
        above = next((one for one in lines.lines if str(one.subpath) == record.after), None)
        where = f"after “{beginning(above.runs)}”" if above is not None else "to the top"
        return Description(f"moves this {noun} {where}", tuple(stays(item_words(line.runs))))
    items = value_at(issue, path.parent)
    item = value_at(issue, path)
    if not isinstance(items, tuple) or not isinstance(item, Item):
        raise NoSuchField(record.path)
    ids = [one.id for one in items]
    now = position(items, item.id)
    noun = _number(issue, path.parent, items, item.id)
    # Up, one says before what; down, after what.
    before, after = record.before in ids, record.after in ids
    if before and (not after or ids.index(record.before) <= now):
        where = f"before {_number(issue, path.parent, items, record.before)}"
    elif after:
        where = f"after {_number(issue, path.parent, items, record.after)}"
    else:
        where = "to another place"
    return Description(f"moves {noun} {where}", _item(ChangeKind.SAME, item))


def _number(issue: Issue, path: FieldPath, items: Sequence[Item], item_id: str) -> str:
    """`entry 4`, `news item 2`."""
    number = next(index for index, one in enumerate(items, 1) if one.id == item_id)
    return f"{_noun(issue, path, items[number - 1])} {number}"


def _noun(issue: Issue, path: FieldPath, item: Item) -> str:
    holder = value_at(issue, path.parent) if path.parent != ROOT else issue
    return (spec_of(type(holder), path[-1]).item if isinstance(holder, Part) else "") or type(item).__name__.lower()


def _a(issue: Issue, path: FieldPath, item: Item) -> str:
    """An item of the list at `path`, as it is called in a sentence: "a bullet", "an entry"."""
    if isinstance(item, Bullets):
        return "a bullet list"
    noun = _noun(issue, path, item)
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _item(change: ChangeKind, item: Any) -> Pieces:
    """The beginning of an item; of an entry, its title."""
    runs = item_words(readable_runs(item.title if isinstance(item, Entry) else item))
    return (DiffPart(change, runs),) if runs else ()

"""A suggestion in words: what would be done, to which words, and what is around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from editor.document.compare.hunks import Runs, lines_in, read_markup
from editor.document.compare.phrases import by_phrases
from editor.document.compare.styling import style_change
from editor.document.compare.value_diff import readable_runs, value_diff
from editor.document.compare.word_diff import ChangeKind, DiffPart, diff_runs
from editor.document.editing.edit_json import BadEdit
from editor.document.path_labels import path_label
from editor.document.paths import ROOT, FieldPath, NoSuchField, position, value_at, value_or_none
from editor.document.suggestions.apply import (
    Placed,
    path_of,
    placed,
    read_item,
    read_value,
    restyled,
    story_of,
)
from editor.document.suggestions.cards import Card
from editor.document.suggestions.states import is_outdated
from editor.document.suggestions.story import Story, story_at
from editor.document.text.inline import Run, joined, sliced, text_of
from editor.document.text.phrasing import capitalised, counted
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

_AROUND = 36
"""Characters of what stays, before and after a change."""
_LONGEST = 240
"""Characters of a whole item; the item itself is in the form."""
_SHORT = 40
OUTDATED = "Outdated: the text it was about has changed."
_SAID = {ChangeKind.DELETED: "delete", ChangeKind.INSERTED: "insert"}
Pieces = tuple[DiffPart, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """`verb` follows the person's name: "replaces", "adds a bullet". `note` says what the words do not show."""

    verb: str
    pieces: Pieces = ()
    note: str = ""

    @property
    def accessible_text(self) -> str:
        """The same for those who do not see strokes and colours."""
        changed = [piece for piece in self.pieces if piece.change is not ChangeKind.SAME]
        if self.verb in ("replaces", "changes"):
            words = [f"{_SAID[piece.change]} “{piece.text}”" for piece in changed]
        else:
            words = [f"“{piece.text}”" for piece in changed or self.pieces]
        note = self.note if self.note.endswith(".") else f"{self.note[:1].lower()}{self.note[1:]}"
        said = ", ".join([*words, note] if note else words)
        return f"{self.verb}: {said}" if said else self.verb


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
                return _words(issue, record)
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
    for one in records[:3]:
        own = _only_changes(record_description(issue, one).pieces)
        if own and pieces:
            pieces.append(DiffPart(ChangeKind.SAME, (Run(" … "),)))
        pieces += own
    return Description(f"makes {len(records)} changes", tuple(pieces))


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


# --- Words ------------------------------------------------------------------------------------------------


def _words(issue: Issue, record: ReplaceWords | FormatWords) -> Description:
    path = story_of(issue, record)
    story = _story(issue, path)
    place = placed(story, record) if story is not None and not record.outdated else None
    if story is None or place is None:
        inline = story.inline if story is not None else True
        old = read_markup(record.old, inline=inline)
        new = read_markup(record.new, inline=inline) if isinstance(record, ReplaceWords) else restyled(old, record)
        return _described_diff(by_phrases(diff_runs(old, new)))
    old = sliced(story.runs, place.start, place.end)
    if isinstance(record, ReplaceWords) and record.lines:
        return _lines(story, place, old)
    pieces = by_phrases(diff_runs(old, place.runs)) if isinstance(record, ReplaceWords) else _pair(old, place.runs)
    described = _described_diff(pieces)
    line = story.line_at(place.start)
    offset = story.starts[line]
    before = sliced(story.lines[line].runs, 0, place.start - offset)
    after = sliced(story.lines[line].runs, place.end - offset)
    return replace(described, pieces=(*_stays(_end(before)), *described.pieces, *_stays(_start(after))))


def _story(issue: Issue, path: FieldPath | None) -> Story | None:
    try:
        return story_at(issue, path) if path is not None else None
    except NoSuchField:
        return None


def _pair(old: Runs, new: Runs) -> Pieces:
    return (DiffPart(ChangeKind.DELETED, old), DiffPart(ChangeKind.INSERTED, new))


def _described_diff(pieces: Sequence[DiffPart]) -> Description:
    """The verb, the pieces as they are shown, and what words alone do not show: formats, links, blanks."""
    note = style_change(pieces, 0)
    if note:
        return Description("formats", (pieces[1],), capitalised(note))
    old = tuple(run for piece in pieces if piece.change is ChangeKind.DELETED for run in piece.runs)
    new = tuple(run for piece in pieces if piece.change is ChangeKind.INSERTED for run in piece.runs)
    verb = "replaces" if old and new else "inserts" if new else "deletes"
    if not text_of((*old, *new)).strip():
        return Description(verb, tuple(pieces), "A space" if len(text_of((*old, *new))) == 1 else "Spaces")
    return Description(verb, tuple(pieces), capitalised(", ".join(_links(old, new))))


def _links(old: Runs, new: Runs) -> Iterator[str]:
    were = dict.fromkeys(run.link for run in old if run.link is not None)
    are = dict.fromkeys(run.link for run in new if run.link is not None)
    came, went = [link for link in are if link not in were], [link for link in were if link not in are]
    if came and went:
        yield f"link to {_listed(came)} instead of {_listed(went)}"
    elif came:
        yield f"link to {_listed(came)}"
    elif went and new:  # where the words go, nobody expects their links to stay
        yield f"no link to {_listed(went)}"


def _listed(links: Iterable[str]) -> str:
    *others, last = (link or "no address" for link in links)
    return f"{', '.join(others)} and {last}" if others else last


def _lines(story: Story, place: Placed, old: Runs) -> Description:
    """Lines that are split, joined, added or removed."""
    gone, come = lines_in(old), lines_in(place.runs)
    first, last = story.line_at(place.start), story.line_at(place.end)
    noun = "bullet" if story.lines and story.lines[first].bullets else "paragraph"
    if not text_of(old).strip() and not text_of(place.runs).strip():
        if len(come) == 2 and len(gone) == 1:
            after = sliced(story.lines[first].runs, place.end - story.starts[first])
            before = sliced(story.lines[first].runs, 0, place.start - story.starts[first])
            if not text_of(after).strip() or not text_of(before).strip():
                return Description(f"adds an empty {noun}")
            return Description(f"splits the {noun} before “{_beginning(after)}”", _around(before, after))
        if len(gone) == 2 and len(come) == 1:
            return Description(
                f"joins the {noun} “{_beginning(story.lines[last].runs)}” to the previous one",
                _around(story.lines[first].runs, story.lines[last].runs),
            )
    at_ends = _is_edge(story, place.start, start=True) and _is_edge(story, place.end, start=False)
    whole = [line for line in (gone if not text_of(place.runs).strip() else come) if text_of(line).strip()]
    words = _item_words(with_spaces(whole))
    record = place.record
    if not text_of(old).strip() and at_ends and isinstance(record, ReplaceWords):
        known = {line.subpath for line in story.lines}
        new = [
            name
            for name in record.lines
            if ((name.bullets, "items", name.id) if name.bullets else (name.id,)) not in known
        ]
        noun = "bullet" if new and all(name.bullets for name in new) else "paragraph"
        return Description(f"adds {_counted(len(whole), noun)}", (DiffPart(ChangeKind.INSERTED, words),))
    if not text_of(place.runs).strip() and at_ends:
        noun = "bullet" if story.lines[last].bullets else "paragraph"
        return Description(f"removes {_counted(len(whole), noun)}", (DiffPart(ChangeKind.DELETED, words),))
    pieces = by_phrases(diff_runs(_spaced(old), _spaced(place.runs)))
    described = _described_diff(pieces)
    count = max(len(gone), len(come))
    return replace(described, note=f"Across {count} {noun}s" if count > 1 else described.note)


def _is_edge(story: Story, at: int, *, start: bool) -> bool:
    """Whether a position is at the beginning or the end of a line."""
    if not story.lines:
        return True
    line = story.line_at(at)
    size = sum(len(run.text) for run in story.lines[line].runs)
    return at - story.starts[line] in (0, size)


def with_spaces(lines: Iterable[Runs]) -> Runs:
    """Lines one after the other, as one text."""
    runs: list[Run] = []
    for line in lines:
        if runs:
            runs.append(Run(" ¶ "))
        runs += line
    return joined(runs)


def _spaced(runs: Runs) -> Runs:
    return with_spaces(lines_in(runs))


def _counted(number: int, noun: str) -> str:
    return f"a {noun}" if number <= 1 else counted(number, noun)


def _around(before: Runs, after: Runs) -> Pieces:
    return (*_stays(_end(before)), DiffPart(ChangeKind.INSERTED, (Run(" ¶ "),)), *_stays(_start(after)))


def _beginning(runs: Runs) -> str:
    text = text_of(runs).strip()
    if len(text) <= _SHORT:
        return text
    at = text.rfind(" ", 0, _SHORT)
    return f"{text[: at if at > 0 else _SHORT].rstrip()}…"


def _stays(runs: Runs) -> Iterator[DiffPart]:
    if runs:
        yield DiffPart(ChangeKind.SAME, runs)


def _end(runs: Runs) -> Runs:
    """The last words before a change."""
    text = text_of(runs)
    if len(text) <= _AROUND:
        return runs
    cut = len(text) - _AROUND
    at = text.find(" ", cut)
    return (Run("…"), *sliced(runs, at + 1 if 0 <= at < len(text) - 1 else cut))


def _start(runs: Runs) -> Runs:
    """The first words after a change."""
    text = text_of(runs)
    if len(text) <= _AROUND:
        return runs
    at = text.rfind(" ", 0, _AROUND)
    return (*sliced(runs, 0, at if at > 0 else _AROUND), Run("…"))


# --- Lines, items and values ------------------------------------------------------------------------------


def _turn(issue: Issue, record: TurnLine) -> Description:
    path = path_of(record)
    text = value_or_none(issue, path) if path is not None else None
    runs = read_markup(text, inline=True) if isinstance(text, str) else ()
    done = "makes this paragraph a bullet" if record.bullet else "makes this bullet a paragraph"
    return Description(done, tuple(_stays(_item_words(runs))))


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
        where = f"after “{_beginning(above.runs)}”" if above is not None else "to the top"
        return Description(f"moves this {noun} {where}", tuple(_stays(_item_words(line.runs))))
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
    runs = _item_words(readable_runs(item.title if isinstance(item, Entry) else item))
    return (DiffPart(change, runs),) if runs else ()


def _item_words(runs: Runs) -> Runs:
    text = text_of(runs)
    if len(text) <= _LONGEST:
        return runs
    at = text.rfind(" ", 0, _LONGEST)
    return (*sliced(runs, 0, at if at > 0 else _LONGEST), Run("…"))

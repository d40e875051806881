"""Where a suggestion is in what is shown: in the author's text, or in the text of the person who suggests it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from editor.document.compare.hunks import length_of, lines_in
from editor.document.compare.phrases import by_phrases
from editor.document.compare.word_diff import ChangeKind, DiffPart, diff_runs
from editor.document.paths import FieldPath, NoSuchField, path_exists, value_at, value_or_none
from editor.document.suggestions.apply import Placed, changed_story, in_order, placed
from editor.document.suggestions.mapping import Mapping as Positions
from editor.document.suggestions.record_paths import path_of, story_of
from editor.document.suggestions.story import Story, story_at
from editor.document.text.inline import plain, sliced
from schemas import Bullet, Bullets, Issue, Item, NewsItem, Paragraph, specs_of
from schemas.suggestion import AddItem, DropItem, FormatWords, ReplaceWords, SuggestionRecord


@dataclass(frozen=True, slots=True)
class Location:
    """Where a card belongs: code points of the text as it is read, from 0."""

    path: FieldPath
    start: int = 0


@dataclass(frozen=True, slots=True)
class ChangedRange:
    """Words that go or come. A length of 0 is the place between two letters where something would: `words`."""

    path: FieldPath
    start: int
    length: int
    change: ChangeKind
    words: str = ""


Ranges = tuple[ChangedRange, ...]


def ranges_in_content(issue: Issue, record: SuggestionRecord) -> Ranges:
    """The words of the author's text that a suggestion is about."""
    if record.outdated:
        return ()
    if isinstance(record, ReplaceWords | FormatWords):
        story = _story(issue, record)
        place = placed(story, record) if story is not None else None
        return tuple(_in_content(story, place)) if story is not None and place is not None else ()
    path = path_of(record)
    if isinstance(record, DropItem) and path is not None:
        item = value_or_none(issue, path)
        return tuple(_texts(item, path, ChangeKind.DELETED)) if isinstance(item, Item) else ()
    return ()


def own_positions(issue: Issue, story: FieldPath, own: Sequence[SuggestionRecord]) -> Positions | None:
    """Where positions of a field of the content are in the text of a person with these suggestions. None without it."""
    try:
        content = story_at(issue, story)
    except NoSuchField:
        return None
    records = [one for one in own if not one.outdated and story_of(issue, one) == story]
    change, _ = changed_story(content, sorted(records, key=lambda one: (one.counter, one.id)))
    return Positions(change.before, change.after, through=(change.middle, change.hunks))


def moved_ranges(ranges: Iterable[ChangedRange], positions: Positions) -> Ranges:
    """Words of the content where they are in a person's own text. Those that the person deletes are left out."""
    found: list[ChangedRange] = []
    for one in ranges:
        at = positions.before.position_of(one.path, one.start)
        if at is None:
            continue
        start = positions.start(at).position
        end = positions.end(at + one.length).position if one.length else start
        path, offset = positions.after.place_of(start)
        line = positions.after.lines[positions.after.line_at(start)] if positions.after.lines else None
        length = min(end - start, length_of(line.runs) - offset if line is not None else 0)
        if length > 0 or not one.length:
            found.append(replace(one, path=path, start=offset, length=max(0, length)))
    return tuple(found)


def ranges_in_own_text(issue: Issue, shown: Issue, records: Sequence[SuggestionRecord]) -> Mapping[str, Ranges]:
    """The words of a person's own text that their suggestions are about, by the ids of the records."""
    found: dict[str, Ranges] = {}
    by_story: dict[FieldPath, list[SuggestionRecord]] = {}
    for record in records:
        story = story_of(issue, record)
        if story is not None and not record.outdated:
            by_story.setdefault(story, []).append(record)
        elif isinstance(record, AddItem) and (path := path_of(record)) is not None:
            at = path / str(record.item.get("id"))
            item = value_or_none(shown, at)
            found[record.id] = tuple(_texts(item, at, ChangeKind.INSERTED)) if isinstance(item, Item) else ()
    for path, own in by_story.items():
        try:
            content = story_at(issue, path)
        except NoSuchField:
            continue
        found.update(own_story_ranges(content, own))
    return found


def own_story_ranges(content: Story, records: Sequence[SuggestionRecord]) -> dict[str, Ranges]:
    """The words of one field of a person's own text."""
    change, fitting = changed_story(content, sorted(records, key=lambda one: (one.counter, one.id)))
    places = [placed(content, one) for one in fitting if isinstance(one, ReplaceWords | FormatWords)]
    then = Positions(change.middle, change.after)
    found: dict[str, Ranges] = {}
    shift = 0
    for place in sorted((one for one in places if one is not None), key=in_order):
        old = sliced(content.runs, place.start, place.end)
        at = place.start + shift
        own: list[ChangedRange] = []
        for piece in _pieces(place, old):
            size = length_of(piece.runs)
            if piece.change is not ChangeKind.DELETED:
                start = then.start(at).position
                if piece.change is ChangeKind.INSERTED:
                    own += _by_lines(change.after, start, piece, ChangeKind.INSERTED)
                at += size
            elif not isinstance(place.record, FormatWords):
                path, offset = change.after.place_of(then.start(at).position)
                own.append(ChangedRange(path, offset, 0, ChangeKind.DELETED, piece.text))
        found[place.record.id] = tuple(own)
        shift += length_of(place.runs) - (place.end - place.start)
    return found


def location_of(issue: Issue, shown: Issue, record: SuggestionRecord, ranges: Ranges) -> Location | None:
    """Where a card belongs in what is shown; None where its place is gone. `ranges` are its words there."""
    if ranges:
        return Location(ranges[0].path, ranges[0].start)
    path = path_of(record)
    if path is None:
        return None
    if isinstance(record, AddItem):
        own = path / str(record.item.get("id"))
        if path_exists(shown, own):
            return _at_text(shown, own)
        for name, last in ((record.after, True), (record.before, False)):
            if name and path_exists(shown, path / name):
                return _at_text(shown, path / name, last=last)
        return Location(path) if path_exists(shown, path) else None
    if path_exists(shown, path):
        return _at_text(shown, path)
    above = FieldPath(path[:-1])
    while above and not path_exists(shown, above):
        above = above.parent
    return Location(above) if above and path_exists(issue, path) else None


def _story(issue: Issue, record: SuggestionRecord) -> Story | None:
    path = story_of(issue, record)
    try:
        return story_at(issue, path) if path is not None else None
    except NoSuchField:
        return None


def _pieces(place: Placed, old: tuple[object, ...]) -> Sequence[DiffPart]:
    pieces = diff_runs(old, place.runs)  # type: ignore[arg-type]
    return pieces if isinstance(place.record, FormatWords) else list(_without_same_space(by_phrases(pieces)))


def _without_same_space(pieces: Sequence[DiffPart]) -> Iterator[DiffPart]:
    """The pieces without the space that words and those in their place both end with: nothing is done to it."""
    kinds = (ChangeKind.DELETED, ChangeKind.INSERTED)
    number = 0
    while number < len(pieces):
        pair = pieces[number : number + 2]
        if tuple(one.change for one in pair) == kinds and all(
            len(one.text) > 1 and one.text[-1] == " " for one in pair
        ):
            for one in pair:
                yield DiffPart(one.change, sliced(one.runs, 0, len(one.text) - 1))
            yield DiffPart(ChangeKind.SAME, sliced(pair[0].runs, len(pair[0].text) - 1))
            number += 2
        else:
            yield pieces[number]
            number += 1


def _in_content(story: Story, place: Placed) -> Iterator[ChangedRange]:
    old = sliced(story.runs, place.start, place.end)
    if isinstance(place.record, FormatWords):
        path, offset = story.place_of(place.start)
        yield ChangedRange(path, offset, place.end - place.start, ChangeKind.INSERTED)
        return
    at = place.start
    for piece in _pieces(place, old):
        if piece.change is ChangeKind.INSERTED:
            path, offset = story.place_of(at)
            yield ChangedRange(path, offset, 0, ChangeKind.INSERTED, piece.text)
            continue
        if piece.change is ChangeKind.DELETED:
            yield from _by_lines(story, at, piece, ChangeKind.DELETED)
        at += length_of(piece.runs)


def _by_lines(story: Story, at: int, piece: DiffPart, change: ChangeKind) -> Iterator[ChangedRange]:
    for number, line in enumerate(lines_in(piece.runs)):
        at += 1 if number else 0
        size = length_of(line)
        if size:
            path, offset = story.place_of(at)
            yield ChangedRange(path, offset, size, change)
        at += size


def _texts(item: Item, path: FieldPath, change: ChangeKind) -> Iterator[ChangedRange]:
    """The texts of an item that is short enough to be marked as a whole."""
    match item:
        case Paragraph() | Bullet():
            yield ChangedRange(path / "text", 0, len(plain(item.text)), change)
        case Bullets():
            for bullet in item.items:
                yield ChangedRange(path / "items" / bullet.id / "text", 0, len(plain(bullet.text)), change)
        case NewsItem():
            for name in specs_of(type(item)):
                value = getattr(item, name)
                if isinstance(value, str) and value:
                    yield ChangedRange(path / name, 0, len(plain(value)) if name == "text" else len(value), change)


def _at_text(shown: Issue, path: FieldPath, *, last: bool = False) -> Location:
    """The text of a block, where a path names a block; of a list its first bullet's, or its last one's."""
    value = value_at(shown, path)
    if isinstance(value, Bullets) and value.items:
        path = path / "items" / value.items[-1 if last else 0].id / "text"
    elif isinstance(value, Paragraph | Bullet):
        path = path / "text"
    value = value_at(shown, path)
    return Location(path, len(plain(value)) if last and isinstance(value, str) else 0)


def field_of(issue: Issue, path: FieldPath) -> FieldPath:
    """The field of the form that a path leads into: of `top5/e1/comment/p1/text`, `top5/e1/comment`."""
    value: object = issue
    depth = 0
    while depth < len(path):
        if isinstance(value, tuple):
            value = next((one for one in value if isinstance(one, Item) and one.id == path[depth]), None)
        else:
            value = getattr(value, path[depth], None)
        if isinstance(value, tuple) and (not value or isinstance(value[0], Paragraph | Bullets)):
            return FieldPath(path[: depth + 1])
        depth += 1
        if value is None:
            break
    return FieldPath(path[:depth])

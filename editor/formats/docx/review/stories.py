"""The text of a field with the suggestions of all reviewers as tracked changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from editor.document.compare.hunks import Runs, length_of, word_hunks
from editor.document.paths import FieldPath
from editor.document.suggestions.apply import Placed, changed_story, placed
from editor.document.suggestions.order import staying
from editor.document.suggestions.story import Story, StoryLine
from editor.document.text.inline import Run, sliced, text_of
from editor.formats.docx.review.pieces import (
    Piece,
    Tag,
    Tracked,
    TrackedLine,
    changed,
    in_order,
    signed,
    unchanged,
)
from editor.formats.docx.review.views import reads_as_suggested
from schemas.suggestion import FormatWords, ReplaceWords, ShiftItem, SuggestionRecord, TurnLine

_FEED = "\n"


@dataclass(frozen=True, slots=True)
class TrackedStory:
    """A field with tracked changes, the text that accepting all makes of it, and the suggestions that it shows."""

    lines: tuple[TrackedLine, ...]
    after: Story
    shown: tuple[SuggestionRecord, ...]


def tracked_story(story: Story, records: Sequence[SuggestionRecord]) -> TrackedStory:
    """The field with its suggestions.

    Where somebody moves a line, or the changes of several people to the same lines cannot be told apart in Word, only
    one person's suggestions are shown; line by line, where lines that part and join would be read as others.
    """
    mover = next((one.author for one in records if isinstance(one, ShiftItem)), None)
    if mover is not None:
        return _line_by_line(story, [one for one in records if one.author == mover])
    found = _stream(story, records)
    if not found.shown or reads_as_suggested(story, found.lines, found.shown):
        return found
    first = found.shown[0].author
    own = [one for one in records if one.author == first]
    for some in ([one for one in records if one.author == first or not _changes_lines(one)], own):
        found = _stream(story, some)
        if reads_as_suggested(story, found.lines, found.shown):
            return found
    return _line_by_line(story, own) if story.rich else found


def _changes_lines(record: SuggestionRecord) -> bool:
    return not isinstance(record, FormatWords) and (
        not isinstance(record, ReplaceWords) or _FEED in f"{record.old}{record.new}"
    )


def _stream(story: Story, records: Sequence[SuggestionRecord]) -> TrackedStory:
    change, fitting = changed_story(story, records)
    places = [
        place
        for one in fitting
        if isinstance(one, ReplaceWords | FormatWords) and (place := placed(story, one)) is not None
    ]
    places.sort(key=lambda one: (one.start, one.end, one.record.counter, one.record.id))
    turns = [one for one in fitting if isinstance(one, TurnLine)]
    lines = tuple(_Stream(story, change.middle, change.after, places, turns).lines())
    return TrackedStory(lines, change.after, tuple(fitting))


def _tracked(tag: Tag, record: SuggestionRecord) -> Tracked:
    return Tracked(tag, signed(record), record.id)


# --- Words and line feeds ---------------------------------------------------------------------------------


@dataclass
class _Stream:
    """Writes a field letter by letter: what stays, what goes and what comes, and each line feed with its change."""

    story: Story
    middle: Story
    after: Story
    places: Sequence[Placed]
    turns: Sequence[TurnLine]

    def lines(self) -> Iterator[TrackedLine]:
        """The paragraphs, each with the mark that ends it."""
        pieces: list[Piece] = []
        old = new = 0  # the lines before and after the changes that the next paragraph belongs to
        joined: Tracked | None = None
        for piece in self._pieces():
            if piece.run.text != _FEED:
                pieces.append(piece)
                continue
            yield self._line(pieces, piece.change, old, new, joined)
            pieces = []
            joined = piece.change if piece.change is not None and piece.change.goes else None
            if piece.change is None or piece.change.goes:
                old += 1
            if piece.change is None or not piece.change.goes:
                new += 1

    def _line(
        self, pieces: Sequence[Piece], mark: Tracked | None, old: int, new: int, joined: Tracked | None
    ) -> TrackedLine:
        before = self.story.lines[old] if old < len(self.story.lines) else None
        after = self.after.lines[new] if new < len(self.after.lines) else before
        paths: list[FieldPath] = []
        if mark is not None and mark.goes:
            after = before
        if mark is not None and not mark.goes:
            before = after
        if after is not None and after is not before:
            paths.append(self._path(after))
        if before is not None and self._path(before) not in paths:
            paths.append(self._path(before))
        bullet = bool(after.bullets) if after is not None else False
        was_bullet = bool(before.bullets) if before is not None else bullet
        turned = None
        if bullet is not was_bullet:
            turned = joined or self._turned(before, after, pieces)
            bullet = bullet if turned is not None else was_bullet
        return TrackedLine(tuple(paths), tuple(pieces), bullet, mark, turned)

    def _turned(self, line: StoryLine | None, after: StoryLine | None, pieces: Sequence[Piece]) -> Tracked | None:
        path = self._path(line) if line is not None else None
        for record in self.turns:
            if path is not None and record.path in (str(path), str(path.parent)):
                return _tracked(Tag.INSERTED, record)
        for place in self.places:
            # Who parted a paragraph and made its end a bullet, whoever wrote in it.
            names = place.record.lines if isinstance(place.record, ReplaceWords) else ()
            if after is not None and any((one.id, one.bullets) == (after.id, after.bullets) for one in names):
                return _tracked(Tag.INSERTED, place.record)
        change = next((piece.change for piece in pieces if piece.change is not None), None)
        other = next((_tracked(Tag.INSERTED, one) for one in (*self.turns, *(p.record for p in self.places))), None)
        return change or other

    def _path(self, line: StoryLine) -> FieldPath:
        return line.subpath.under(self.story.path) / "text" if self.story.rich else self.story.path

    def _pieces(self) -> Iterator[Piece]:
        """All text, each line feed as a piece of its own, one behind each line of the field."""
        text = (*self.story.runs, Run(_FEED)) if self.story.lines else ()
        size = length_of(text)
        position = 0
        for number, place in enumerate(self.places):
            yield from self._kept(text, position, place.start)
            upcoming = self.places[number + 1].start if number + 1 < len(self.places) else size
            rest, position = self._place(place, upcoming if place.end < size else -1)
            yield from rest
        yield from self._kept(text, position, size)

    def _kept(self, text: Runs, start: int, end: int) -> Iterator[Piece]:
        yield from _by_feeds(unchanged(sliced(text, start, end), start) if end > start else ())

    def _place(self, place: Placed, upcoming: int) -> tuple[list[Piece], int]:
        """The pieces of one suggestion, and the position in the field behind it."""
        old, new = sliced(self.story.runs, place.start, place.end), place.runs
        record, end = place.record, place.end
        gone, come = _tracked(Tag.DELETED, record), _tracked(Tag.INSERTED, record)
        if isinstance(record, FormatWords) and record.link is None:
            return _restyled(old, new, place.start, come), end
        start = place.start
        kept: list[Piece] = []
        head_gone, head_come = text_of(old).startswith(_FEED), text_of(new).startswith(_FEED)
        at_line_end = upcoming > end and text_of(sliced((*self.story.runs, Run(_FEED)), end, end + 1)) == _FEED
        if head_gone and head_come:
            kept = [Piece(Run(_FEED), start)]
            old, new, start = sliced(old, 1), sliced(new, 1), start + 1
        elif at_line_end and head_gone and not new:
            # A line goes with its own mark, not with that of the line before it.
            kept = [Piece(Run(_FEED), start)]
            old, start, end = (*sliced(old, 1), Run(_FEED)), start + 1, end + 1
        elif at_line_end and head_come and not old:
            kept = [Piece(Run(_FEED), start)]
            new, end = (*sliced(new, 1), Run(_FEED)), end + 1
        elif not self.story.lines:
            new = (*new, Run(_FEED))
        outgoing = tuple(_by_feeds(changed(old, gone, start)))
        return [*kept, *in_order(outgoing, tuple(_by_feeds(changed(new, come))))], end


def _restyled(old: Runs, new: Runs, start: int, change: Tracked) -> list[Piece]:
    """Words that stay in another style."""
    found: list[Piece] = []
    edges = sorted({0, *_edges(old), *_edges(new)})
    for at, end in pairwise(edges):
        (was,), (now,) = sliced(old, at, end), sliced(new, at, end)
        is_feed = was.text == _FEED
        found.append(Piece(now, start + at) if is_feed else Piece(now, start + at, None, was, change))
    return list(_by_feeds(found))


def _edges(runs: Runs) -> Iterator[int]:
    at = 0
    for run in runs:
        for number, line in enumerate(run.text.split(_FEED)):
            if number:
                yield at
                at += 1
                yield at
            at += len(line)
        yield at


def _by_feeds(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, with line feeds as pieces of their own."""
    for piece in pieces:
        if _FEED not in piece.run.text or piece.run.text == _FEED:
            yield piece
            continue
        at = 0
        for number, words in enumerate(piece.run.text.split(_FEED)):
            if number:
                yield replace(piece, run=Run(_FEED), start=None if piece.start is None else piece.start + at)
                at += 1
            if words:
                run = replace(piece.run, text=words)
                yield replace(piece, run=run, start=None if piece.start is None else piece.start + at)
                at += len(words)


# --- Line by line -----------------------------------------------------------------------------------------


def _line_by_line(story: Story, records: Sequence[SuggestionRecord]) -> TrackedStory:
    """A field with the suggestions of one person, in which each line has a mark of its own."""
    change, fitting = changed_story(story, records)
    return TrackedStory(tuple(_moved_lines(story, change.after, fitting)), change.after, tuple(fitting))


def _moved_lines(story: Story, after: Story, records: Sequence[SuggestionRecord]) -> Iterator[TrackedLine]:
    """All lines, with changed words inside of those that stay."""
    by = next((one for one in records if isinstance(one, ShiftItem)), records[0] if records else None)
    was = {line.subpath: number for number, line in enumerate(story.lines)}
    there = {line.subpath: line for line in after.lines}
    shifted = {one.path for one in records if isinstance(one, ShiftItem)}
    keys = ["/".join(line.subpath) for line in story.lines if line.subpath in there]
    moved = {"/".join(line.subpath) for line in story.lines if str(line.subpath.under(story.path)) in shifted}
    order = ["/".join(line.subpath) for line in after.lines if line.subpath in was]
    stays = staying(keys, order, moved)
    position = 0
    for line in after.lines:
        name = "/".join(line.subpath)
        if name in stays:
            stop = was[line.subpath]
            yield from (_gone(story, number, there, by) for number in range(position, stop))
            position = stop + 1
            yield _edited(story, stop, line, by)
        else:
            source = was.get(line.subpath)
            is_same = source is not None and story.lines[source].runs == line.runs
            yield _come(story, line, Tag.MOVED_TO if is_same else Tag.INSERTED, by)
    yield from (_gone(story, number, there, by) for number in range(position, len(story.lines)))


def _gone(story: Story, number: int, there: dict[FieldPath, StoryLine], by: SuggestionRecord | None) -> TrackedLine:
    line = story.lines[number]
    target = there.get(line.subpath)
    assert by is not None
    change = _tracked(Tag.MOVED_FROM if target is not None and target.runs == line.runs else Tag.DELETED, by)
    pieces = changed(line.runs, change, story.starts[number])
    return TrackedLine((story.text_path(number),), pieces, bool(line.bullets), change)


def _come(story: Story, line: StoryLine, tag: Tag, by: SuggestionRecord | None) -> TrackedLine:
    assert by is not None
    change = _tracked(tag, by)
    path = line.subpath.under(story.path) / "text"
    return TrackedLine((path,), changed(line.runs, change), bool(line.bullets), change)


def _edited(story: Story, number: int, line: StoryLine, by: SuggestionRecord | None) -> TrackedLine:
    """A line that stays, with the words in it that are replaced."""
    old = story.lines[number]
    start = story.starts[number]
    pieces: list[Piece] = []
    at = 0
    for hunk in word_hunks(old.runs, line.runs, by_phrase=True) if by is not None else ():
        assert by is not None
        pieces += unchanged(sliced(old.runs, at, hunk.start), start + at)
        gone = changed(sliced(old.runs, hunk.start, hunk.end), _tracked(Tag.DELETED, by), start + hunk.start)
        pieces += in_order(gone, changed(hunk.runs, _tracked(Tag.INSERTED, by)))
        at = hunk.end
    pieces += unchanged(sliced(old.runs, at), start + at)
    is_turned = bool(old.bullets) is not bool(line.bullets) and by is not None
    turned = _tracked(Tag.INSERTED, by) if is_turned and by is not None else None
    return TrackedLine((story.text_path(number),), tuple(pieces), bool(line.bullets), None, turned)

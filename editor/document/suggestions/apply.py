"""The content with suggestions in it: what a person's text says, and what accepting makes of the author's."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from editor.document.compare.hunks import Hunk, Runs, length_of, lines_in, read_markup
from editor.document.editing.edits import EditRefused, SetValue, applied
from editor.document.paths import FieldPath, NoSuchField, value_at
from editor.document.suggestions.item_edits import item_edit, item_rank
from editor.document.suggestions.order import place
from editor.document.suggestions.record_paths import path_of, story_of
from editor.document.suggestions.story import Story, StoryLine, story_at, tidied, value_of
from editor.document.text.inline import Run, sliced, text_of
from schemas import Issue
from schemas.suggestion import (
    FormatWords,
    LineName,
    ReplaceWords,
    ShiftItem,
    SuggestionRecord,
    TurnLine,
)

Words = ReplaceWords | FormatWords


@dataclass(frozen=True, slots=True)
class Placed:
    """Words of a suggestion where they are in the text of their field."""

    record: Words
    start: int
    end: int
    runs: Runs

    @property
    def hunk(self) -> Hunk:
        """What it does to the text."""
        return Hunk(self.start, self.end, self.runs)


@dataclass(frozen=True, slots=True)
class StoryChange:
    """A field before and after suggestions: `hunks` led to `middle`, then lines were turned or moved."""

    before: Story
    middle: Story
    after: Story
    hunks: tuple[Hunk, ...]


@dataclass(frozen=True, slots=True)
class Applied:
    """The issue with suggestions applied; `left` are those that could not be, as they overlap or do not fit."""

    issue: Issue
    done: tuple[SuggestionRecord, ...]
    left: tuple[SuggestionRecord, ...]
    stories: tuple[StoryChange, ...]


def placed(story: Story, record: Words) -> Placed | None:
    """A record's words where it says that they are; None where they are not there."""
    number = story.numbers.get(record.path)
    if number is not None:
        start: int | None = story.starts[number] + record.start
    else:
        path = path_of(record)
        start = story.position_of(path, record.start) if path is not None else None
    if start is None:
        return None
    words = story.words
    old = text_of(read_markup(record.old, inline=story.inline)) if record.old else ""
    end = start + len(old)
    if end > len(words) or words[start:end] != old:
        return None
    if not old and not _is_between(words, start, record):
        return None
    line = story.line_at(start)
    ends = story.starts[line + 1] - 1 if line + 1 < len(story.starts) else len(words)
    if story.lines and start > ends:
        return None
    if isinstance(record, ReplaceWords):
        return Placed(record, start, end, read_markup(record.new, inline=story.inline))
    found = sliced(story.runs, start, end)
    return Placed(record, start, end, restyled(found, record)) if found else None


def _is_between(words: str, at: int, record: Words) -> bool:
    """Whether a letter beside a place is as a record knows it. The ends of a line and of the text are alike."""
    before, after = words[at - 1 : at] if at else "", words[at : at + 1]
    return any(
        one.replace("\n", "") == two.replace("\n", "")
        for one, two in ((before, record.before[-1:]), (after, record.after[:1]))
    )


def restyled(runs: Runs, record: FormatWords) -> Runs:
    """Words with the format of a record."""
    made: list[Run] = []
    for run in runs:
        link = run.link if record.link is None else record.link or None
        strong = run.strong if record.strong is None else record.strong
        emphasis = run.emphasis if record.emphasis is None else record.emphasis
        made.append(run if run.text == "\n" else Run(run.text, strong, emphasis, link))
    return tuple(made)


def with_suggestions(issue: Issue, records: Iterable[SuggestionRecord]) -> Applied:
    """The issue with all of these suggestions that fit; of two that overlap, the one with the lower counter."""
    content = issue
    ordered = sorted(records, key=lambda record: (record.counter, record.id))
    done: list[SuggestionRecord] = []
    left: list[SuggestionRecord] = []
    changed: list[StoryChange] = []
    by_story: dict[FieldPath, list[SuggestionRecord]] = {}
    others: list[SuggestionRecord] = []
    for record in ordered:
        story = story_of(issue, record)
        if record.outdated:
            left.append(record)
        elif story is not None:
            by_story.setdefault(story, []).append(record)
        else:
            others.append(record)
    for path, own in by_story.items():
        try:
            change, fitting = changed_story(story_at(issue, path), own)
        except NoSuchField:
            left += own
            continue
        issue = _with_story(issue, change)
        changed.append(change)
        done += fitting
        there = {record.id for record in fitting}
        left += (record for record in own if record.id not in there)
    for record in sorted(others, key=item_rank):
        edit = item_edit(issue, content, record)
        if edit is None:
            left.append(record)
            continue
        try:
            issue = applied(issue, edit)
        except (EditRefused, NoSuchField):
            left.append(record)
        else:
            done.append(record)
    return Applied(issue, tuple(done), tuple(left), tuple(changed))


def changed_story(story: Story, records: Sequence[SuggestionRecord]) -> tuple[StoryChange, list[SuggestionRecord]]:
    """A field with suggestions in it, and which of them fit."""
    fitting: list[SuggestionRecord] = []
    taken: list[Placed] = []
    for record in records:
        if isinstance(record, ReplaceWords | FormatWords):
            found = placed(story, record)
            if found is None:
                continue
            # No two of them overlap: only the nearest on both sides have to be looked at.
            index = bisect_right(taken, in_order(found), key=in_order)
            if not any(overlap(found, other) for other in taken[max(0, index - 1) : index + 1]):
                taken.insert(index, found)
                fitting.append(record)
    lines = _rebuilt(story, taken)
    middle = replace(story, lines=tuple(lines))
    for record in records:
        if isinstance(record, TurnLine):
            turned = _turned(story, lines, record)
        elif isinstance(record, ShiftItem):
            turned = _shifted(story, lines, record)
        else:
            continue
        if turned is not None:
            lines = turned
            fitting.append(record)
    after = replace(story, lines=tidied(lines) if story.rich else tuple(lines))
    return StoryChange(story, middle, after, tuple(one.hunk for one in taken)), fitting


def in_order(place: Placed) -> tuple[int, int, int, str]:
    """The key by which the places of suggestions in one text are sorted."""
    return place.start, place.end, place.record.counter, place.record.id


def overlap(one: Placed, two: Placed) -> bool:
    """Whether two suggestions change the same letters."""
    return one.start < two.end and two.start < one.end


def _with_story(issue: Issue, change: StoryChange) -> Issue:
    path = change.before.path
    before = value_at(issue, path)
    value = value_of(change.after.lines, change.after, before)
    return issue if value == before else applied(issue, SetValue(path, value))


# --- Lines ------------------------------------------------------------------------------------------------


def _rebuilt(story: Story, taken: Sequence[Placed]) -> list[StoryLine]:
    """The lines after words were replaced."""
    if not taken:
        return list(story.lines)
    building = _Building(story)
    position = 0
    for one in taken:
        building.copy(position, one.start)
        names = one.record.lines if isinstance(one.record, ReplaceWords) else ()
        building.insert(one, names)
        position = one.end
    building.copy(position, length_of(story.runs))
    return building.lines()


class _Building:
    """Copies a field letter by letter, with other words in some places."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._made: list[StoryLine] = []
        first = story.lines[0] if story.lines else StoryLine("", "", ())
        self._line = replace(first, runs=())
        self._runs: list[Run] = []

    def copy(self, start: int, end: int) -> None:
        """Take over letters of the field."""
        number = self._story.line_at(start)
        for index, runs in enumerate(lines_in(sliced(self._story.runs, start, end))):
            if index:
                self._begin(self._story.lines[number + index])
            self._runs += runs

    def insert(self, one: Placed, names: Sequence[LineName]) -> None:
        """Put a suggestion's words here."""
        first = self._story.line_at(one.start)
        last = self._story.line_at(one.end)
        pieces = lines_in(one.runs)
        known = {line.subpath for line in self._story.lines[first : last + 1]}
        for index, piece in enumerate(pieces):
            name = names[index] if len(names) == len(pieces) else None
            line = self._named(name, known) if name is not None else None
            if index:
                self._begin(line or replace(self._line, id=f"{self._line.id}-{index}", runs=()))
            elif line is not None and (not self._story.lines or line.subpath != self._story.lines[first].subpath):
                self._line = replace(line, source="")
            self._runs += piece

    def lines(self) -> list[StoryLine]:
        """All lines."""
        self._end()
        return self._made

    def _named(self, name: LineName, known: set[FieldPath]) -> StoryLine:
        line = StoryLine(name.id, name.bullets, ())
        lists = [one.bullets for one in self._story.lines if one.bullets]
        if line.subpath not in known and line.bullets and line.bullets not in lists and self._line.bullets:
            line = replace(line, bullets=self._line.bullets)
        return line

    def _begin(self, line: StoryLine) -> None:
        self._end()
        self._line, self._runs = line, []

    def _end(self) -> None:
        whole = length_of(self._runs)
        kept = tuple(run for run in self._runs if run.text)
        runs = sliced(kept, 0, whole)
        self._made.append(replace(self._line, runs=runs))


def _number_of(story: Story, lines: Sequence[StoryLine], path: FieldPath) -> int | None:
    subpath = path[len(story.path) :]
    subpath = subpath[:-1] if subpath[-1:] == ("text",) else subpath
    return next((number for number, line in enumerate(lines) if line.subpath == subpath), None)


def _turned(story: Story, lines: list[StoryLine], record: TurnLine) -> list[StoryLine] | None:
    path = path_of(record)
    number = _number_of(story, lines, path) if path is not None else None
    if number is None or bool(lines[number].bullets) == record.bullet:
        return None
    bullets = ""
    if record.bullet:
        beside = [lines[index].bullets for index in (number - 1, number + 1) if 0 <= index < len(lines)]
        named = [one for one in beside if one == record.bullets] or [one for one in beside if one]
        bullets = named[0] if named else record.bullets or f"{lines[number].id}-list"
    return [*lines[:number], replace(lines[number], bullets=bullets), *lines[number + 1 :]]


def _shifted(story: Story, lines: list[StoryLine], record: ShiftItem) -> list[StoryLine] | None:
    path = path_of(record)
    number = _number_of(story, lines, path) if path is not None else None
    if number is None:
        return None
    rest = [*lines[:number], *lines[number + 1 :]]
    ids = ["/".join(line.subpath) for line in rest]
    index = place(ids, record.after, record.before)
    if index is None or index == number:
        return None
    return [*rest[:index], lines[number], *rest[index:]]

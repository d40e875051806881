"""Suggestions for the text of a field: words replaced or formatted, lines split, joined, turned and moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby, pairwise

from editor.document.compare.hunks import (
    Hunk,
    Runs,
    length_of,
    lines_in,
    with_line_feeds,
    word_hunks,
    write_markup,
)
from editor.document.compare.word_diff import words_in
from editor.document.paths import FieldPath
from editor.document.suggestions.apply import Placed, changed_story, placed
from editor.document.suggestions.order import staying
from editor.document.suggestions.signature import Signature
from editor.document.suggestions.story import Story, StoryLine
from editor.document.text.inline import Run, sliced, text_of
from schemas.suggestion import FormatWords, LineName, ReplaceWords, ShiftItem, SuggestionRecord, TurnLine

_MOST_WORDS = 0.6
"""The share of a line's words that it has in common with the lines that it was split from or joined to."""
_AROUND_IT = frozenset({"before", "after"})
AROUND = 32
"""Letters before and after the words of a record that it keeps, to find its place again."""


def story_records(
    content: Story,
    shown: Story,
    before: Sequence[SuggestionRecord],
    sign: Signature,
    moved: frozenset[FieldPath] = frozenset(),
) -> list[SuggestionRecord]:
    """The records that make `shown` of the text `content`; `before` are those that there are already."""
    if not content.rich:
        hunks = word_hunks(content.runs, shown.runs, by_phrase=True)
        return _words(content, [_Found(hunk, ()) for hunk in hunks], before, sign)
    records: list[SuggestionRecord] = []
    for cut in _Cut:
        records = _rich_records(content, shown, before, sign, moved, cut)
        change, fitting = changed_story(content, sorted(records, key=lambda one: (one.counter, one.id)))
        if len(fitting) == len(records) and _look(change.after) == _look(shown):
            break
    return records


class _Cut(Enum):
    """How finely changed lines are taken apart."""

    BY_WORDS = "by words"
    BY_LINES = "by lines"
    WHOLE = "whole"


def _look(story: Story) -> list[tuple[bool, Runs]]:
    return [(bool(line.bullets), line.runs) for line in story.lines]


def _rich_records(
    content: Story,
    shown: Story,
    before: Sequence[SuggestionRecord],
    sign: Signature,
    moved: frozenset[FieldPath],
    cut: _Cut,
) -> list[SuggestionRecord]:
    if cut is _Cut.WHOLE:
        whole = Hunk(0, length_of(content.runs), shown.runs)
        return _words(content, [_Found(whole, tuple(map(_name, shown.lines)))], before, sign)
    pairs = _paired(content.lines, shown.lines)
    back = {new: old for old, new in pairs.items()}
    stays = _staying(content, shown, pairs, before, moved)
    in_place = [number for number in range(len(shown.lines)) if number not in back or back[number] in stays]
    order = _with_moved_back(shown, in_place, pairs, stays)
    # As what a line is, and where, is said by other records, here each has the name that it has in the content.
    named = [
        replace(content.lines[back[number]], runs=shown.lines[number].runs) if number in back else shown.lines[number]
        for number in order
    ]
    found = _regions(content, named, [back.get(number) for number in order], cut)
    records = _words(content, found, before, sign)
    records += _turns(content, shown, pairs, before, sign)
    return [*records, *_shifts(content, shown, pairs, stays, before, sign)]


@dataclass(frozen=True, slots=True)
class _Found:
    """A hunk of the content, and the lines that result where it splits or joins lines."""

    hunk: Hunk
    lines: tuple[LineName, ...]


def _paired(content: Sequence[StoryLine], shown: Sequence[StoryLine]) -> dict[int, int]:
    """Which line of the content is which line that is shown: by their paths, or else by ids that are there once."""
    there = {line.subpath: number for number, line in enumerate(shown)}
    pairs = {number: there[line.subpath] for number, line in enumerate(content) if line.subpath in there}
    taken = set(pairs.values())
    free = [number for number in range(len(shown)) if number not in taken]
    for number, line in enumerate(content):
        if number not in pairs:
            same = [other for other in free if shown[other].id == line.id]
            if len(same) == 1:
                pairs[number] = same[0]
                free.remove(same[0])
    return pairs


def _staying(
    content: Story,
    shown: Story,
    pairs: dict[int, int],
    before: Sequence[SuggestionRecord],
    moved: frozenset[FieldPath],
) -> set[int]:
    """The lines of the content that kept their place among each other."""
    hinted = {path.parent if path[-1] == "text" else path for path in moved}
    hinted |= {FieldPath.parse(record.path) for record in before if isinstance(record, ShiftItem)}
    named = {number: str(line.subpath.under(content.path)) for number, line in enumerate(content.lines)}
    by_place = sorted(pairs, key=pairs.__getitem__)
    kept = staying(
        [named[number] for number in sorted(pairs)],
        [named[number] for number in by_place],
        {str(one) for one in hinted},
    )
    return {number for number in pairs if named[number] in kept}


def _with_moved_back(shown: Story, in_place: list[int], pairs: dict[int, int], stays: set[int]) -> list[int]:
    """The lines that are shown, each moved one back where the content has it."""
    order = list(in_place)
    for number in sorted(pairs):
        if number in stays:
            continue
        earlier = [pairs[one] for one in sorted(pairs) if one < number and pairs[one] in order]
        index = order.index(earlier[-1]) + 1 if earlier else 0
        order.insert(index, pairs[number])
    return order


# --- Hunks ------------------------------------------------------------------------------------------------


def _regions(content: Story, shown: Sequence[StoryLine], sources: Sequence[int | None], cut: _Cut) -> list[_Found]:
    """The hunks between lines that are the same in both."""
    found: list[_Found] = []
    start, first = 0, 0
    ends = [
        (source, number)
        for number, source in enumerate(sources)
        if source is not None and content.lines[source].runs == shown[number].runs
    ]
    for stop, last in [*ends, (len(content.lines), len(shown))]:
        if stop >= start:
            found += _region(content, range(start, stop), shown, range(first, last), sources, cut)
            start, first = stop + 1, last + 1
    return found


def _region(
    content: Story,
    old: range,
    shown: Sequence[StoryLine],
    new: range,
    sources: Sequence[int | None],
    cut: _Cut,
) -> Iterator[_Found]:
    if not old and not new:
        return
    if not old or not new:
        yield _whole_lines(content, old, [shown[number] for number in new])
        return
    if cut is _Cut.BY_WORDS:
        inner_old, inner_new = _without_strangers(content, old, shown, new, sources)
        if (inner_old, inner_new) != (old, new):
            added = [shown[number] for number in range(new.start, inner_new.start)]
            yield from _changed_lines(content, range(old.start, inner_old.start), added)
            yield from _region(content, inner_old, shown, inner_new, sources, cut)
            added = [shown[number] for number in range(inner_new.stop, new.stop)]
            yield from _changed_lines(content, range(inner_old.stop, old.stop), added)
            return
    lines = [shown[number] for number in new]
    base = with_line_feeds(content.lines[number].runs for number in old)
    wanted = with_line_feeds(line.runs for line in lines)
    offset = content.starts[old[0]]
    if cut is _Cut.BY_LINES:
        yield _Found(Hunk(offset, offset + length_of(base), wanted), tuple(map(_name, lines)))
        return
    shift = 0
    for hunk in _apart(base, word_hunks(base, wanted, by_phrase=True)):
        gone = text_of(sliced(base, hunk.start, hunk.end))
        come = text_of(hunk.runs)
        names: tuple[LineName, ...] = ()
        if "\n" in gone or "\n" in come:
            first = text_of(sliced(wanted, 0, hunk.start + shift)).count("\n")
            names = tuple(_name(line) for line in lines[first : first + come.count("\n") + 1])
        yield _Found(Hunk(hunk.start + offset, hunk.end + offset, hunk.runs), names)
        shift += len(come) - len(gone)


def _without_strangers(
    content: Story, old: range, shown: Sequence[StoryLine], new: range, sources: Sequence[int | None]
) -> tuple[range, range]:
    """The region without the lines at its ends that have nothing to do with the other side: they came or went."""
    before = Counter(_spoken(content.lines[number] for number in old))
    after = Counter(_spoken(shown[number] for number in new))
    gone = [number not in sources and not _shares(content.lines[number], after) for number in old]
    come = [sources[number] is None and not _shares(shown[number], before) for number in new]
    lead_old, lead_new = _leading(gone), _leading(come)
    rest_old = range(old.start + lead_old, old.stop - (_leading(gone[lead_old:][::-1])))
    rest_new = range(new.start + lead_new, new.stop - (_leading(come[lead_new:][::-1])))
    return rest_old, rest_new


def _leading(flags: Sequence[bool]) -> int:
    return next((number for number, flag in enumerate(flags) if not flag), len(flags))


def _spoken(lines: Iterable[StoryLine]) -> Iterator[str]:
    """The words of lines, without spaces and punctuation."""
    for line in lines:
        yield from (run.text for run in words_in(line.runs) if run.text[0].isalnum())


def _shares(line: StoryLine, other: Counter[str]) -> bool:
    """Whether most words of a line are on the other side too."""
    words = Counter(_spoken((line,)))
    return not words or (words & other).total() >= _MOST_WORDS * words.total()


def _changed_lines(content: Story, old: range, new: Sequence[StoryLine]) -> Iterator[_Found]:
    if new:
        yield _whole_lines(content, range(old.start, old.start), new)
    if old:
        yield _whole_lines(content, old, ())


def _apart(base: Runs, hunks: Iterable[Hunk]) -> Iterator[Hunk]:
    """A line that was changed at its end, and the lines that were added behind it, are two changes."""
    words = text_of(base)
    for hunk in hunks:
        first, *others = lines_in(hunk.runs)
        at_end = hunk.end == len(words) or words[hunk.end] == "\n"
        if others and first and at_end and hunk.start < hunk.end and "\n" not in words[hunk.start : hunk.end]:
            yield Hunk(hunk.start, hunk.end, first)
            yield Hunk(hunk.end, hunk.end, with_line_feeds(((), *others)))
        else:
            yield hunk


def _whole_lines(content: Story, old: range, new: Sequence[StoryLine]) -> _Found:
    """Lines that came or went as a whole."""
    texts = with_line_feeds(line.runs for line in new)
    names = tuple(map(_name, new))
    feed = (Run("\n"),)
    first = old.start
    size = length_of(content.runs)
    end = content.starts[old.stop] - 1 if old.stop < len(content.lines) else size
    if first > 0:
        above = content.lines[first - 1]
        start = content.starts[first] - 1 if first < len(content.lines) else size
        return _Found(Hunk(start, end, (*feed, *texts) if new else ()), (_name(above), *names))
    if old.stop < len(content.lines):
        below = content.lines[old.stop]
        start, stop = 0, content.starts[old.stop]
        return _Found(Hunk(start, stop, (*texts, *feed) if new else ()), (*names, _name(below)))
    return _Found(Hunk(0, size, texts), names)


def _name(line: StoryLine) -> LineName:
    return LineName(id=line.id, bullets=line.bullets)


# --- Records ----------------------------------------------------------------------------------------------


def _words(
    content: Story, found: Iterable[_Found], before: Sequence[SuggestionRecord], sign: Signature
) -> list[SuggestionRecord]:
    known = [
        place
        for record in before
        if isinstance(record, ReplaceWords | FormatWords) and (place := placed(content, record)) is not None
    ]
    records: list[SuggestionRecord] = []
    for one in found:
        old = sliced(content.runs, one.hunk.start, one.hunk.end)
        if not one.lines and text_of(old) == text_of(one.hunk.runs):
            made = [
                _record(content, hunk, (), known, sign, FormatWords, _format_change(content, hunk))
                for hunk in _by_format(old, one.hunk)
            ]
        else:
            new: dict[str, object] = {"new": write_markup(one.hunk.runs, inline=content.inline), "lines": one.lines}
            made = [_record(content, one.hunk, one.lines, known, sign, ReplaceWords, new)]
        records += made
    return records


def _record(
    content: Story,
    hunk: Hunk,
    lines: tuple[LineName, ...],
    known: list[Placed],
    sign: Signature,
    kind: type[ReplaceWords] | type[FormatWords],
    fields: dict[str, object],
) -> SuggestionRecord:
    """A record of these words; one that there is already, where it touches them."""
    values = {**placing(content, hunk.start, hunk.end), **fields}
    touching = [one for one in known if one.start <= hunk.end and hunk.start <= one.end]
    if not touching:
        return kind(**{**sign.new, **values})
    best = max(touching, key=lambda one: (min(one.end, hunk.end) - max(one.start, hunk.start), -one.record.counter))
    known.remove(best)
    record = best.record
    if isinstance(record, kind):
        # The words around a record are renewed where it moves; they alone are no change of it.
        same = all(getattr(record, name) == value for name, value in values.items() if name not in _AROUND_IT)
        return record if same else record.model_copy(update={**values, **sign.changed})
    kept = {"id": record.id, "author": record.author, "group": record.group, "replies": record.replies}
    return kind(**{**kept, **sign.changed, **values})


def placing(story: Story, start: int, end: int) -> dict[str, object]:
    """The fields of a record that say which words it is about."""
    path, offset = story.place_of(start)
    words = text_of(story.runs)
    return {
        "path": str(path),
        "start": offset,
        "old": write_markup(sliced(story.runs, start, end), inline=story.inline),
        "before": words[max(0, start - AROUND) : start],
        "after": words[end : end + AROUND],
    }


def _by_format(old: Runs, hunk: Hunk) -> Iterator[Hunk]:
    """The hunk in stretches of one change of format each."""
    edges = sorted({0, *_edges(old), *_edges(hunk.runs)})
    steps: list[tuple[dict[str, object], int, int]] = []
    for start, end in pairwise(edges):
        was, now = sliced(old, start, end)[0], sliced(hunk.runs, start, end)[0]
        steps.append((_delta(was, now), start, end))
    for delta, group in groupby(steps, lambda step: step[0]):
        own = list(group)
        if delta:
            start, end = own[0][1], own[-1][2]
            yield Hunk(hunk.start + start, hunk.start + end, sliced(hunk.runs, start, end))


def _edges(runs: Runs) -> Iterator[int]:
    at = 0
    for run in runs:
        at += len(run.text)
        yield at


def _delta(was: Run, now: Run) -> dict[str, object]:
    delta: dict[str, object] = {}
    if was.strong != now.strong:
        delta["strong"] = now.strong
    if was.emphasis != now.emphasis:
        delta["emphasis"] = now.emphasis
    if was.link != now.link:
        delta["link"] = now.link or ""
    return delta


def _format_change(content: Story, hunk: Hunk) -> dict[str, object]:
    was = sliced(content.runs, hunk.start, hunk.end)[0]
    nothing: dict[str, object] = {"strong": None, "emphasis": None, "link": None}
    return {**nothing, **_delta(was, hunk.runs[0])}


# --- Lines ------------------------------------------------------------------------------------------------


def _turns(
    content: Story, shown: Story, pairs: dict[int, int], before: Sequence[SuggestionRecord], sign: Signature
) -> Iterator[SuggestionRecord]:
    known = {record.path: record for record in before if isinstance(record, TurnLine)}
    for old, new in pairs.items():
        bullets = shown.lines[new].bullets
        if bool(content.lines[old].bullets) == bool(bullets):
            continue
        path = str(content.text_path(old))
        record = known.get(path)
        if record is None or record.bullet != bool(bullets):
            yield TurnLine(path=path, bullet=bool(bullets), bullets=bullets, **sign.new)
        else:
            yield record


def _shifts(
    content: Story,
    shown: Story,
    pairs: dict[int, int],
    stays: set[int],
    before: Sequence[SuggestionRecord],
    sign: Signature,
) -> Iterator[SuggestionRecord]:
    known = {record.path: record for record in before if isinstance(record, ShiftItem)}
    number = 0
    for old, new in sorted(pairs.items(), key=lambda pair: pair[1]):
        if old in stays:
            continue
        path = str(content.lines[old].subpath.under(content.path))
        where = {
            "after": str(shown.lines[new - 1].subpath) if new else "",
            "before": str(shown.lines[new + 1].subpath) if new + 1 < len(shown.lines) else "",
        }
        record = known.get(path)
        if record is not None and (record.after, record.before) == (where["after"], where["before"]):
            yield record
            continue
        changed = replace(sign, counter=sign.counter + number).changed
        number += 1
        if record is not None:
            yield record.model_copy(update={**where, **changed})
        else:
            yield ShiftItem(path=path, **{**sign.new, **changed, **where})

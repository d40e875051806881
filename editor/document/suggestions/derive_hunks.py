"""Where a text and the same as a person would have it differ: hunks, and the lines that result of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from editor.document.compare.hunks import (
    Hunk,
    Runs,
    length_of,
    lines_in,
    read_markup,
    with_line_feeds,
    word_hunks,
    write_markup,
)
from editor.document.compare.word_diff import words_in
from editor.document.suggestions.story import Story, StoryLine
from editor.document.text.inline import Run, joined, sliced, text_of
from schemas.suggestion import LineName

_MOST_WORDS = 0.6
"""The share of a line's words that it has in common with the lines that it was split from or joined to."""
_WORD_BEFORE = re.compile(r"\S+[^\S\n]*$")
_WORD_BEHIND = re.compile(r"[^\S\n]*\S+")


class Cut(Enum):
    """How finely changed lines are taken apart."""

    BY_WORDS = "by words"
    BY_LINES = "by lines"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class FoundHunk:
    """A hunk of the content, and the lines that result where it splits or joins lines."""

    hunk: Hunk
    lines: tuple[LineName, ...]


def regions(content: Story, shown: Sequence[StoryLine], sources: Sequence[int | None], cut: Cut) -> list[FoundHunk]:
    """The hunks between lines that are the same in both."""
    found: list[FoundHunk] = []
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
    cut: Cut,
) -> Iterator[FoundHunk]:
    if not old and not new:
        return
    if not old or not new:
        yield _whole_lines(content, old, [shown[number] for number in new])
        return
    if cut is Cut.BY_WORDS:
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
    if cut is Cut.BY_LINES:
        yield FoundHunk(Hunk(offset, offset + length_of(base), wanted), tuple(map(line_name, lines)))
        return
    shift = 0
    for hunk in _apart(base, word_hunks(base, wanted, by_phrase=True)):
        gone = text_of(sliced(base, hunk.start, hunk.end))
        come = text_of(hunk.runs)
        names: tuple[LineName, ...] = ()
        if "\n" in gone or "\n" in come:
            first = text_of(sliced(wanted, 0, hunk.start + shift)).count("\n")
            names = tuple(line_name(line) for line in lines[first : first + come.count("\n") + 1])
        yield FoundHunk(Hunk(hunk.start + offset, hunk.end + offset, hunk.runs), names)
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


def _changed_lines(content: Story, old: range, new: Sequence[StoryLine]) -> Iterator[FoundHunk]:
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


def _whole_lines(content: Story, old: range, new: Sequence[StoryLine]) -> FoundHunk:
    """Lines that came or went as a whole."""
    texts = with_line_feeds(line.runs for line in new)
    names = tuple(map(line_name, new))
    feed = (Run("\n"),)
    first = old.start
    size = length_of(content.runs)
    end = content.starts[old.stop] - 1 if old.stop < len(content.lines) else size
    if first > 0:
        above = content.lines[first - 1]
        start = content.starts[first] - 1 if first < len(content.lines) else size
        return FoundHunk(Hunk(start, end, (*feed, *texts) if new else ()), (line_name(above), *names))
    if old.stop < len(content.lines):
        below = content.lines[old.stop]
        start, stop = 0, content.starts[old.stop]
        return FoundHunk(Hunk(start, stop, (*texts, *feed) if new else ()), (*names, line_name(below)))
    return FoundHunk(Hunk(0, size, texts), names)


def line_name(line: StoryLine) -> LineName:
    """How a record names a line."""
    return LineName(id=line.id, bullets=line.bullets)


def writable(content: Story, found: Sequence[FoundHunk]) -> list[FoundHunk]:
    """The hunks as records can hold them.

    Markdown has no bold or linked space at the edge of words. Between two bold words it is bold: a hunk that begins or
    ends with it takes the word on that side along.
    """
    if not content.inline:
        return list(found)
    made: list[FoundHunk] = []
    for number, one in enumerate(found):
        lowest = made[-1].hunk.end if made else 0
        highest = found[number + 1].hunk.start if number + 1 < len(found) else length_of(content.runs)
        made.append(one if _reads_alike(one.hunk.runs) else _widened(content, one, lowest, highest))
    return made


def _widened(content: Story, one: FoundHunk, lowest: int, highest: int) -> FoundHunk:
    start, end = one.hunk.start, one.hunk.end
    above = _WORD_BEFORE.search(content.words, lowest, start)
    below = _WORD_BEHIND.match(content.words, end, highest)
    left, right = above.start() if above else start, below.end() if below else end
    for first, last in ((left, end), (start, right), (left, right)):
        runs = joined((*sliced(content.runs, first, start), *one.hunk.runs, *sliced(content.runs, end, last)))
        if _reads_alike(runs):
            return FoundHunk(Hunk(first, last, runs), one.lines)
    return one


def _reads_alike(runs: Runs) -> bool:
    return joined(read_markup(write_markup(runs, inline=True), inline=True)) == joined(runs)

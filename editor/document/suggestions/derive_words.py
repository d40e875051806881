"""Suggestions for the text of a field: words replaced or formatted, lines split, joined, turned and moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from editor.document.compare.hunks import Hunk, Runs, length_of, word_hunks, write_markup
from editor.document.paths import FieldPath
from editor.document.suggestions.apply import changed_story, placed
from editor.document.suggestions.derive_hunks import Cut, FoundHunk, line_name, regions, writable
from editor.document.suggestions.derive_lines import paired, shifts, staying_lines, turns, with_moved_back
from editor.document.suggestions.derive_near import near_change
from editor.document.suggestions.signature import Signature
from editor.document.suggestions.story import Story
from editor.document.text.inline import Run, sliced, text_of
from schemas.suggestion import FormatWords, ReplaceWords, SuggestionRecord

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
        return _line_records(content, shown, before, sign)
    records: list[SuggestionRecord] = []
    for cut in Cut:
        records = _rich_records(content, shown, before, sign, moved, cut)
        change, fitting = changed_story(content, sorted(records, key=lambda one: (one.counter, one.id)))
        if len(fitting) == len(records) and _look(change.after) == _look(shown):
            break
    return records


def _line_records(
    content: Story, shown: Story, before: Sequence[SuggestionRecord], sign: Signature
) -> list[SuggestionRecord]:
    near = near_change(content, shown.runs, before)
    if near is None:
        hunks = word_hunks(content.runs, shown.runs, by_phrase=True)
        return _words(content, [FoundHunk(hunk, ()) for hunk in hunks], before, sign)
    hunks = word_hunks(sliced(content.runs, near.start, near.end), near.shown, by_phrase=True)
    found = [FoundHunk(Hunk(one.start + near.start, one.end + near.start, one.runs), ()) for one in hunks]
    return [*near.left, *_words(content, found, near.records, sign), *near.right]


def _look(story: Story) -> list[tuple[bool, Runs]]:
    return [(bool(line.bullets), line.runs) for line in story.lines]


def _rich_records(
    content: Story,
    shown: Story,
    before: Sequence[SuggestionRecord],
    sign: Signature,
    moved: frozenset[FieldPath],
    cut: Cut,
) -> list[SuggestionRecord]:
    if cut is Cut.WHOLE:
        whole = Hunk(0, length_of(content.runs), shown.runs)
        return _words(content, [FoundHunk(whole, tuple(map(line_name, shown.lines)))], before, sign)
    pairs = paired(content.lines, shown.lines)
    back = {new: old for old, new in pairs.items()}
    stays = staying_lines(content, shown, pairs, before, moved)
    in_place = [number for number in range(len(shown.lines)) if number not in back or back[number] in stays]
    order = with_moved_back(shown, in_place, pairs, stays)
    # As what a line is, and where, is said by other records, here each has the name that it has in the content.
    named = [
        replace(content.lines[back[number]], runs=shown.lines[number].runs) if number in back else shown.lines[number]
        for number in order
    ]
    found = regions(content, named, [back.get(number) for number in order], cut)
    records = _words(content, found, before, sign)
    records += turns(content, shown, pairs, before, sign)
    return [*records, *shifts(content, shown, pairs, stays, before, sign)]


# --- Records ----------------------------------------------------------------------------------------------


def _words(
    content: Story, found: Sequence[FoundHunk], before: Sequence[SuggestionRecord], sign: Signature
) -> list[SuggestionRecord]:
    signing = _Signing(content, before, sign)
    records: list[SuggestionRecord] = []
    for one in writable(content, found):
        old = sliced(content.runs, one.hunk.start, one.hunk.end)
        if not one.lines and text_of(old) == text_of(one.hunk.runs):
            records += [
                signing.record(hunk, FormatWords, _format_change(content, hunk)) for hunk in _by_format(old, one.hunk)
            ]
        else:
            new: dict[str, object] = {"new": write_markup(one.hunk.runs, inline=content.inline), "lines": one.lines}
            records.append(signing.record(one.hunk, ReplaceWords, new))
    return signing.in_groups(records)


class _Signing:
    """Makes records of hunks: those that there are already, where they touch them, and new ones."""

    def __init__(self, content: Story, before: Sequence[SuggestionRecord], sign: Signature) -> None:
        self._content = content
        self._sign = sign
        self._known = [
            place
            for record in before
            if isinstance(record, ReplaceWords | FormatWords) and (place := placed(content, record)) is not None
        ]
        self._used: set[str] = set()
        self._parts: dict[str, str] = {}
        """New records that are parts of one that there was, by their ids, with its id."""

    def record(
        self, hunk: Hunk, kind: type[ReplaceWords] | type[FormatWords], fields: dict[str, object]
    ) -> SuggestionRecord:
        """A record of these words."""
        values = {**placing(self._content, hunk.start, hunk.end), **fields}
        touching = [one for one in self._known if one.start <= hunk.end and hunk.start <= one.end]
        free = [one for one in touching if one.record.id not in self._used]
        if not free:
            made = kind(**{**self._sign.new, **values})
            if touching:
                self._parts[made.id] = touching[0].record.id
            return made
        best = max(free, key=lambda one: (min(one.end, hunk.end) - max(one.start, hunk.start), -one.record.counter))
        record = best.record
        self._used.add(record.id)
        if isinstance(record, kind):
            # The words around a record are renewed where it moves; they alone are no change of it.
            same = all(getattr(record, name) == value for name, value in values.items() if name not in _AROUND_IT)
            return record if same else record.model_copy(update={**values, **self._sign.changed})
        kept = {"id": record.id, "author": record.author, "group": record.group, "replies": record.replies}
        return kind(**{**kept, **self._sign.changed, **values})

    def in_groups(self, records: list[SuggestionRecord]) -> list[SuggestionRecord]:
        """The records; those that one record came apart into are one group, and are decided together."""
        if not self._parts:
            return records
        groups = {one.id: one.group or one.id for one in records if one.id in self._parts.values()}
        return [
            one.model_copy(update={"group": groups[whole]})
            if (whole := self._parts.get(one.id, one.id)) in groups
            else one
            for one in records
        ]


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

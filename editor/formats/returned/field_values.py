"""The values of the fields of a paragraph that came back, told by what was changed in its text."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from editor.document.calendar import Calendar
from editor.document.compare.hunks import Hunk, length_of, word_hunks
from editor.document.text.inline import Run, joined, sliced, text_of
from editor.document.text.inline_writer import markdown
from editor.document.text.key_figures import key_figures
from editor.document.written_dates import DateReader
from editor.formats.returned.paragraphs import LINE_BREAK, FieldRange, Paragraph, Runs
from editor.formats.text_form.references import split_bodies
from schemas import Issue, Kind, Theme


def changed_fields(sent: Paragraph, found: Paragraph) -> tuple[dict[str, Runs], list[str]]:
    """The texts of the fields that were changed, and words that were put where no field is."""
    if sent.runs == found.runs:
        return {}, []
    fields = _ordered(sent, found)
    inner, texts = _in_bookmarks(_united(word_hunks(sent.runs, found.runs), sent), sent, found)
    hunks = [_slid(hunk, sent, fields) for hunk in inner]
    owners = [_owners(hunk, _on_line(hunk, sent, fields)) for hunk in hunks]
    for field in sent.fields:
        touching = [
            (hunk, field in owned)
            for hunk, owned in zip(hunks, owners, strict=True)
            if field in owned or (hunk.start < field.end and field.start < hunk.end)
        ]
        if touching:
            texts[field.path] = joined(_pieces(sent, field, touching))
    strange = [hunk for hunk, owned in zip(hunks, owners, strict=True) if not owned]
    lost = [(text_of(hunk.runs), text_of(sliced(sent.runs, hunk.start, hunk.end))) for hunk in strange]
    # Another format of words between the fields is nobody's edit: LibreOffice extends links to them.
    return texts, [new for new, old in lost if new.strip() and new != old]


def filled_fields(found: Paragraph, paths: Collection[str]) -> tuple[dict[str, Runs], Paragraph]:
    """The texts of those fields that are in their bookmarks, and the paragraph without them and their lines."""
    texts: dict[str, Runs] = {}
    for field in sorted(found.fields, key=lambda one: one.start, reverse=True):
        if field.path not in paths or field.start == field.end:
            continue
        texts[field.path] = tuple(sliced(found.runs, field.start, field.end))
        start = field.start - (found.text[: field.start].endswith(LINE_BREAK))
        found = _without(found, start, field.end)
    return texts, found


def _without(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    def moved(place: int) -> int:
        return place if place <= start else max(start, place - (end - start))

    fields = tuple(FieldRange(one.path, moved(one.start), moved(one.end)) for one in paragraph.fields)
    runs = joined((*sliced(paragraph.runs, 0, start), *sliced(paragraph.runs, end)))
    return replace(paragraph, runs=runs, fields=fields)


def _ordered(sent: Paragraph, found: Paragraph) -> list[FieldRange]:
    """The fields of a paragraph; of two empty ones at one place, the one whose bookmark has words now is first."""
    filled = {field.path for field in found.fields if field.start < field.end}
    return sorted(sent.fields, key=lambda field: (field.start, field.end, field.path not in filled))


def _united(hunks: Sequence[Hunk], sent: Paragraph) -> list[Hunk]:
    """The hunks, with what was put in at empty fields in one, though a space in it is taken for one that was there.

    `Article: ` became `Article:  Notice on trade`: one reading puts `  Notice` before the space, `on trade` behind it.
    """
    made: list[Hunk] = []
    for hunk in hunks:
        last = made[-1] if made else None
        if last is not None and _is_one_filling(last, hunk, sent):
            space = sliced(sent.runs, last.end, hunk.start)
            made[-1] = Hunk(last.start, hunk.end, joined((*last.runs, *space, *hunk.runs)))
        else:
            made.append(hunk)
    return made


def _is_one_filling(one: Hunk, other: Hunk, sent: Paragraph) -> bool:
    """Whether two insertions have only a space between them that is in no field, and an empty field beside it."""
    if one.start < one.end or other.start < other.end or sent.text[one.end : other.start].strip():
        return False
    near = [field for field in sent.fields if field.start <= other.start and one.end <= field.end]
    return any(field.start == field.end for field in near) and not any(
        field.start < other.start and one.end < field.end for field in near
    )


def _in_bookmarks(hunks: Sequence[Hunk], sent: Paragraph, found: Paragraph) -> tuple[Sequence[Hunk], dict[str, Runs]]:
    """The hunks, with insertions that can as well have been in the bookmark of a field; and what filled empty fields.

    `2: a` became `2:  x a`: one reading puts `  x` behind the colon, the other ` x ` into the text that follows. What
    fills several empty fields at once is no hunk.
    """
    inner: list[Hunk] = []
    filled: dict[str, Runs] = {}
    shift = 0
    hunks = [own for hunk in hunks if (own := _trimmed(hunk, sent)).runs or own.start < own.end]
    for number, hunk in enumerate(hunks):
        size = length_of(hunk.runs)
        least = hunks[number - 1].end if number else 0
        most = hunks[number + 1].start if number + 1 < len(hunks) else len(sent.text)
        own = hunk
        if hunk.start == hunk.end:
            for start in _slides(found.text, hunk.start + shift, size, least + shift, most + shift):
                if _is_in_bookmark(start - shift, start, start + size, sent, found):
                    own = Hunk(start - shift, start - shift, tuple(sliced(found.runs, start, start + size)))
                    break
            several = _filled_at_once(own.start, own.start + shift, size, sent, found)
            if several is not None:
                filled |= several
                shift += size
                continue
        inner.append(own)
        shift += size - (hunk.end - hunk.start)
    return inner, filled


def _filled_at_once(place: int, start: int, size: int, sent: Paragraph, found: Paragraph) -> dict[str, Runs] | None:
    """The texts of fields that were empty at a place and have words in their bookmarks now, if they are several.

    None where there are other words between them, which would be lost, or only one has words. None of them has words
    where only the brackets are there that stood around what was taken out.
    """
    # Spaces at the edges can as well be those that were there.
    empty = {
        field.path
        for field in sent.fields
        if field.start == field.end and not sent.text[min(place, field.start) : max(place, field.start)].strip()
    }
    text = found.text
    end = start + size
    first = len(text[:start].rstrip())
    last = len(text) - len(text[end:].lstrip())
    own = [one for one in found.fields if one.path in empty and first <= one.start < one.end <= last]
    between = "".join(text[one:two] for one, two in _gaps([(one.start, one.end) for one in own], start, end))
    if any(map(str.isalnum, between)) or len(own) == 1 or len(empty) <= 1:
        return None
    if not own and between.strip(" ()"):
        return None
    return {one.path: tuple(sliced(found.runs, one.start, one.end)) for one in own}


def _gaps(ranges: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is from `start` to `end` outside the ranges."""
    for first, last in sorted(ranges):
        if first > start:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end


def _trimmed(hunk: Hunk, sent: Paragraph) -> Hunk:
    """A hunk without what it replaces by the same between the fields: a space by two is one that was put in."""
    start, end, runs = hunk.start, hunk.end, hunk.runs

    def is_between(place: int) -> bool:
        return not any(field.start <= place < field.end for field in sent.fields)

    while start < end and runs and is_between(start) and sent.text[start] == text_of(runs)[0]:
        start, runs = start + 1, tuple(sliced(runs, 1))
    while start < end and runs and is_between(end - 1) and sent.text[end - 1] == text_of(runs)[-1]:
        end, runs = end - 1, tuple(sliced(runs, 0, length_of(runs) - 1))
    return Hunk(start, end, runs)


def _slides(text: str, start: int, size: int, least: int, most: int) -> list[int]:
    """Where words that were put into a text can as well have been put, nearest first."""
    left = right = start
    while left > least and text[left - 1] == text[left + size - 1]:
        left -= 1
    while right < most and text[right] == text[right + size]:
        right += 1
    return sorted(range(left, right + 1), key=lambda place: abs(place - start))


def _is_in_bookmark(place: int, start: int, end: int, sent: Paragraph, found: Paragraph) -> bool:
    """Whether a range of the text found is in the bookmark of a field that touches a place of the text sent."""
    paths = {field.path for field in sent.fields if field.start <= place <= field.end}
    return any(one.path in paths and one.start <= start and end <= one.end for one in found.fields)


def _slid(hunk: Hunk, sent: Paragraph, fields: Sequence[FieldRange]) -> Hunk:
    """An insertion at a field, where it can as well have been there: `a b` became `a x b` before or behind a space."""
    start, runs = hunk.start, hunk.runs
    if start < hunk.end or _owners(hunk, fields):
        return hunk
    while start > 0 and runs and sent.text[start - 1] == runs[-1].text[-1]:
        start -= 1
        runs = (*sliced(sent.runs, start, start + 1), *sliced(runs, 0, length_of(runs) - 1))
        slid = Hunk(start, start, runs)
        if _owners(slid, fields):
            return slid
    return hunk


def _on_line(hunk: Hunk, sent: Paragraph, fields: Sequence[FieldRange]) -> Sequence[FieldRange]:
    """The fields that new words can belong to: where they replace a line break, only those of the line they begin in.

    A name in the place of a name and a role is a name.
    """
    end = sent.text.find(LINE_BREAK, hunk.start, hunk.end)
    if end < 0 or not hunk.runs or LINE_BREAK in text_of(hunk.runs):
        return fields
    return [field for field in fields if field.start < end] or fields


def _owners(hunk: Hunk, fields: Sequence[FieldRange]) -> list[FieldRange]:
    """The fields that new words belong to: those that lose most, or else those that they touch.

    Between two fields, words belong to the one before. Several fields have the same text (a label and its link).
    """

    def lost(field: FieldRange) -> int:
        return max(0, min(field.end, hunk.end) - max(field.start, hunk.start))

    is_inserted = hunk.start == hunk.end
    near = [field for field in fields if lost(field) or (is_inserted and field.start <= hunk.start <= field.end)]
    if not near:
        return []

    is_link = any(run.link for run in hunk.runs)

    def is_wanted(field: FieldRange) -> bool:
        """Whether words with a link came where an address is missing."""
        return is_link and field.start == field.end and field.path.endswith("/link")

    best = max(near, key=lambda field: (lost(field), is_wanted(field), -field.start))
    if best.start == best.end:
        return [best]
    return [field for field in near if (field.start, field.end) == (best.start, best.end)]


def _pieces(sent: Paragraph, field: FieldRange, touching: Sequence[tuple[Hunk, bool]]) -> Iterator[Run]:
    position = field.start
    for hunk, is_own in touching:
        if hunk.start > position:
            yield from sliced(sent.runs, position, min(hunk.start, field.end))
        if is_own:
            yield from hunk.runs
        position = max(position, hunk.end)
    if position < field.end:
        yield from sliced(sent.runs, position, field.end)


class NotReadable(ValueError):
    """Words that are no value of their field."""


class ValueReader:
    """Reads the values of fields from their texts."""

    def __init__(self, issue: Issue, theme: Theme) -> None:
        self._dates = DateReader(theme.words)
        self._calendar = Calendar(issue.date, issue.reporting_period)

    def value(self, kind: Kind, path: str, runs: Runs, old: Any) -> Any:
        """The value. Raises NotReadable."""
        text = text_of(runs).replace(LINE_BREAK, " ").strip()
        match kind:
            case Kind.INLINE:
                return markdown([Run(" ", *_style(run)) if run.text == LINE_BREAK else run for run in runs]).strip()
            case Kind.DATE:
                return self._date(path, text, old)
            case Kind.LINK:
                return next((run.link for run in runs if run.link), "")
            case Kind.ISSUING_BODIES:
                return split_bodies(text)
            case Kind.LINES if path.endswith("/key_figures"):
                return key_figures(text)
            case Kind.LINES:
                return tuple(line.strip() for line in text_of(runs).split(LINE_BREAK) if line.strip())
            case _:
                return text

    def _date(self, path: str, text: str, old: date | None) -> date | None:
        text = text.strip(" :.")
        if not text:
            return None
        written = self._dates.whole(text.title() if text.isupper() else text)
        if written is None:
            raise NotReadable(text)
        if path.startswith(("noteworthy/", "reporting_period/")):
            day = self._calendar.news_day(written)
        else:
            day = self._calendar.document_day(written)
        if day is None:
            raise NotReadable(text)
        if old is not None and (day.month, day.day) == (old.month, old.day) and str(day.year) not in text:
            return old
        return day


def _style(run: Run) -> tuple[bool, bool, str | None]:
    return run.strong, run.emphasis, run.link

"""The news lists: `- *December 25:* text ([source](address))`, with or without bullets, emphasis and links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from editor.document.calendar import Calendar
from editor.document.text.inline import with_link_addresses
from editor.document.written_dates import DateReader, WrittenDate
from editor.formats.notes import NO_PLACE_FOR_READING_TIME, TAKEN_FOR_PAGE_NUMBER, Notes, quoted_line
from editor.formats.text_form.line_kinds import LineKind, Mark, Marker
from editor.formats.text_form.lines import Line, continues, joined
from editor.formats.text_form.references import group_at_end, split_news_source
from schemas import NewsItem, NewsSource

_MARKS = re.compile(r"[*_]{0,3}")
_AFTER_DATE = re.compile(r"(?P<inner>\s*[*_]{0,3})(?P<colon>\s*(?:[:：|]|[-–—]+(?=\s)))?(?P<outer>[*_]{0,3})\s*")
_MORE_DAYS = re.compile(
    r"\s?(?:[-–—/]|to|and|&)\s?(?:[^\W\d_]{3,12}\.?\s)?[0-9]{1,2}(?:,?\s[0-9]{4})?(?=\s*[*_]{0,3}\s*[:：])"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A text with a date before it. `more` is the rest of a range of days."""

    written: WrittenDate
    text: str
    more: str = ""


def dated(text: str, dates: DateReader) -> Dated | None:
    """The date that a text begins with: in emphasis, or with a colon or a dash behind it."""
    opening = _MARKS.match(text)
    marks = opening.group() if opening else ""
    found = dates.at(text, len(marks))
    if found is None:
        return None
    written, end = found
    range_ = _MORE_DAYS.match(text, end)
    more = range_.group() if range_ else ""
    after = _AFTER_DATE.match(text, end + len(more))
    if after is None:
        return None
    inner, outer = after["inner"].strip(), after["outer"] or ""
    # Emphasis that closes behind the colon belongs to the date; emphasis that opens there belongs to the text.
    closing = "" if inner else marks
    if marks and not (inner == marks or (closing and outer.startswith(closing))):
        return None
    if not marks and (inner or not after["colon"]):
        return None
    return Dated(written, outer[len(closing) :] + text[after.end() :].strip(), more.strip())


def shielded(text: str, dates: DateReader) -> str:
    """A text without a date, shielded where its beginning would be read as one."""
    return "\\" + text if dated(text.lstrip("\\"), dates) else text


def unshielded(text: str, dates: DateReader) -> str:
    """What `shielded` was given."""
    return text[1:] if text.startswith("\\") and dated(text.lstrip("\\"), dates) else text


@dataclass
class _Draft:
    written: Dated | None
    pieces: list[str]
    first: Line
    last: Line


@dataclass
class NewsReader:
    """Collects the items of one list."""

    marker: Marker
    calendar: Calendar
    notes: Notes
    width: int | None
    _drafts: list[_Draft] = field(default_factory=list)

    def read(self, marks: Sequence[Mark]) -> None:
        """Take in one run of lines."""
        for mark in marks:
            match mark.kind:
                case LineKind.RULE | LineKind.RUNNING_ELEMENT | LineKind.MISSING:
                    pass
                case LineKind.READING_TIME:
                    self.notes.inform(mark.line, NO_PLACE_FOR_READING_TIME.format(quoted_line(mark.text)))
                case LineKind.PAGE_NUMBER if mark.line.gap:
                    self.notes.inform(mark.line, TAKEN_FOR_PAGE_NUMBER.format(quoted_line(mark.text)))
                case LineKind.BULLET:
                    self._begin(mark, mark.text)
                case _:
                    self._put(mark)

    def _begin(self, mark: Mark, text: str) -> None:
        found = dated(text, self.marker.dates)
        if found is None:
            text = unshielded(text, self.marker.dates) if mark.line.shields else self._without_date_mark(text)
        kept = found.text if found else text
        self._drafts.append(_Draft(found, [kept] if kept else [], mark.line, mark.line))

    def _put(self, mark: Mark) -> None:
        last = self._drafts[-1] if self._drafts else None
        text = mark.text if mark.kind is LineKind.NUMBERED else mark.letters
        is_undated = not mark.line.shields and self.marker.missing.after_mark(text) is not None
        if is_undated or dated(text, self.marker.dates):
            self._begin(mark, text)
        elif mark.dateline and mark.dateline.issued and not mark.dateline.rest:
            self._drafts.append(_Draft(Dated(mark.dateline.issued, ""), [], mark.line, mark.line))
        elif last and (not last.pieces or self._goes_on(last, mark)):
            last.pieces.append(mark.letters)
            last.last = mark.line
        else:
            said = f"{quoted_line(mark.letters)} does not begin with a date: kept as an item without one."
            self.notes.say(mark.line, said)
            self._drafts.append(_Draft(None, [mark.letters], mark.line, mark.line))

    def _without_date_mark(self, text: str) -> str:
        """A text without what stands for its date in a proof."""
        after = self.marker.missing.after_mark(text)
        return text if after is None else after

    def _goes_on(self, last: _Draft, mark: Mark) -> bool:
        """What stands right below an item and has no date goes on with it."""
        return not mark.line.gap or continues(last.last, mark.line, self.width, bullet=last.first)

    def items(self) -> tuple[NewsItem, ...]:
        """All items, in the order of the source."""
        return tuple(self._item(f"n{number}", draft) for number, draft in enumerate(self._drafts, 1))

    def _item(self, item_id: str, draft: _Draft) -> NewsItem:
        day = None
        if draft.written is not None:
            written = draft.written.written
            day = self.calendar.news_day(written)
            if day is None:
                item = quoted_line(draft.first.text)
                said = f"Fill in the date of {item}: the day does not exist, or the year is unknown."
                self.notes.say(draft.first, said)
            elif draft.written.more:
                more = quoted_line(draft.written.more)
                self.notes.say(
                    draft.first, f"A news item has one date: {more} was left out of {quoted_line(draft.first.text)}."
                )
        text, source = self._parted(joined(draft.pieces), is_text_form=draft.first.shields)
        ending = group_at_end(text) if not source.label and text.endswith("))") else None
        if ending:
            self.notes.say(
                draft.last, f"{quoted_line(f'({ending[1]})')} is not a single source; it was kept in the text."
            )
        return NewsItem(id=item_id, date=day, text=with_link_addresses(text, {"#": ""}), source=source)

    def _parted(self, whole: str, *, is_text_form: bool) -> tuple[str, NewsSource]:
        """Text and source; each may be marked as missing in a proof."""
        if is_text_form:
            return split_news_source(whole)
        missing = self.marker.missing
        before = missing.before_mark(whole)
        group = group_at_end(whole)
        label = missing.before_mark(group[1]) if group else None
        if before is not None:
            text, source = before, NewsSource()
        elif group and label:  # its link is missing
            text, source = group[0], NewsSource(label=label)
        else:
            text, source = split_news_source(whole)
        if missing.field(source.label):
            source = NewsSource(link=source.link)
        return "" if missing.field(text) else text, source

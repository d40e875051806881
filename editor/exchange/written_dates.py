"""Dates at the beginning of a text, and the year of a day that was written without one.

`editor.document.date_text` reads what is a date as a whole, in English; here the theme's months are known too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import MAXYEAR, date

from editor.document.date_text import MONTHS, read_day
from schemas import ReportingPeriod
from schemas.theme import Words

_SHORTEST = 3
"""Letters of a month that stand for all of it: Dec, Sept."""

_YEAR = r"(?P<year>[0-9]{4})(?![0-9])"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"
_WEEKDAY = r"(?:[A-Za-z]{3,6}day,\s+)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_WEEKDAY}{_MONTH}\s*{_DAY}\b(?:,?\s+{_YEAR})?",
        rf"{_WEEKDAY}(?:the\s+)?{_DAY}\.?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?(?!\w)",
        r"(?P<year>[0-9]{4})[-‐‑–/.](?P<number>[0-9]{1,2})[-‐‑–/.](?P<day>[0-9]{1,2})(?!\w)",
        r"(?:(?P<year>[0-9]{4})\s?年\s?)?(?P<number>[0-9]{1,2})\s?月\s?(?P<day>[0-9]{1,2})\s?日",
        r"(?P<day>[0-9]{1,2})\.\s?(?P<number>[0-9]{1,2})\.(?:\s?(?P<year>[0-9]{4})(?!\w))?",
    )
)
_BETWEEN = re.compile(r"\s*,?\s*(?:[-‐‑‒–—―−~]+|\b(?:to|until|till|through|and)\b)\s*", re.IGNORECASE)
_FROM = re.compile(r"\s*(?:from\s+)?", re.IGNORECASE)
_BARE_DAY = re.compile(rf"{_DAY}(?:,?\s+{_YEAR})?(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A day as a source has it; `year` is None where it gives none. The day need not exist."""

    year: int | None
    month: int
    day: int

    def in_year(self, year: int) -> date | None:
        """The day in that year, or None where there is no such day."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def until(self, last: date | None) -> date | None:
        """The date itself, or the latest such day that is not after `last`."""
        if self.year is not None:
            return self.in_year(self.year)
        if last is None:
            return None
        # Eight years, because February 29 may be as far away (1896 to 1904).
        years = range(last.year, max(last.year - 9, 0), -1)
        return next((day for year in years if (day := self.in_year(year)) and day <= last), None)

    def near(self, period: ReportingPeriod, issued: date | None) -> date | None:
        """The date itself, or the day in the year that puts it in the period or next to it.

        Without a period, it is the latest such day that is not after the issue.
        """
        first, last = period.start or period.end, period.end or period.start
        if self.year is not None or first is None or last is None:
            return self.until(issued)
        years = range(max(first.year - 5, 1), min(last.year + 5, MAXYEAR) + 1)
        days = [day for year in years if (day := self.in_year(year))]
        return min(days, key=lambda day: (_distance(day, first, last), -day.year), default=None)


def _distance(day: date, first: date, last: date) -> int:
    return max((first - day).days, (day - last).days, 0)


class DateReader:
    """Reads dates with the month names of a theme, and with the English ones."""

    def __init__(self, words: Words) -> None:
        self._months: dict[str, int] = {}
        for names in (words.months, MONTHS):
            for number, name in enumerate(names, 1):
                folded = name.casefold()
                for length in range(len(folded), min(_SHORTEST, len(folded)) - 1, -1):
                    self._months.setdefault(folded[:length], number)

    def at(self, text: str, start: int = 0) -> tuple[WrittenDate, int] | None:
        """The date that begins at `start`, and where it ends."""
        for form in _FORMS:
            found = form.match(text, start)
            if found is None:
                continue
            parts = found.groupdict()
            month = self._months.get((parts.get("month") or "").casefold()) or int(parts.get("number") or 0)
            if month:
                year = int(parts["year"]) if parts["year"] else None
                return WrittenDate(year, month, int(parts["day"])), found.end()
        return None

    def whole(self, text: str) -> WrittenDate | None:
        """The date that a text consists of."""
        text = text.strip()
        found = self.at(text)
        if found and not text[found[1] :].strip(" ."):
            return found[0]
        day = read_day(text)
        return WrittenDate(day.year, day.month, day.day) if day else None

    def period(self, text: str) -> tuple[WrittenDate | None, WrittenDate | None] | None:
        """`December 5 - February 20`, `December 5-20`, `5 to 20 December 2024`; an end may be missing (`May 3 -`)."""
        text = text.strip()
        at = _end(_FROM.match(text))
        first = self.at(text, at)
        bare = _BARE_DAY.match(text, at) if first is None else None
        between = _BETWEEN.match(text, first[1] if first else _end(bare) if bare else at)
        if between is None:
            return None
        if between.end() == len(text):
            return (first[0], None) if first else None
        second = self.at(text, between.end())
        last, end = second if second else (None, 0)
        if last is None and first and (only := _BARE_DAY.match(text, between.end())):
            year = int(only["year"]) if only["year"] else first[0].year
            last, end = WrittenDate(year, first[0].month, int(only["day"])), only.end()
        if last is None or text[end:].strip(" .)"):
            return None
        if bare:
            return WrittenDate(last.year, last.month, int(bare["day"])), last
        return (first[0] if first else None), last


def _end(found: re.Match[str] | None) -> int:
    return found.end() if found else 0

"""Parse dates as people write them, for forms and imports.

Forms that are read: `30 Dec 2024`, `December 30, 2024`, `2 Apr 26`, `2024-12-30`, `30.12.2024`, `2025年2月3日` and
`二〇二五年二月三日`. With dots the day comes first (Europe). With slashes or hyphens it comes first in Europe and
second in the US; a date that can be read both ways (`4/2/2026`) is ambiguous and is not read: `explain` says why.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from functools import cache

from schemas import ReportingPeriod
from schemas.theme import Wording

# Not from `calendar`, whose names follow the machine's language.
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT_NAMES = {2: (3, 4), 9: (3, 4)}
"""Lengths of abbreviated month names, other than three letters alone: Febr, Sept."""

_LONGEST_TEXT = 60
_CENTURY = 2000

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_DIGITS = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}

_CJK_YEAR = r"[0-9]{4}|[〇零○一二三四五六七八九]{4}"
_CJK_NUMBER = r"[0-9]{1,2}|[一二三四五六七八九十廿卅]{1,3}"
_CJK = rf"(?P<number>{_CJK_NUMBER})\s?月\s?(?P<day>{_CJK_NUMBER})\s?[日号]"
_YEAR = r"(?P<year>[0-9]{4})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_NAME = r"(?P<name>[^\W\d_]{3,12})\.?"
_SHORT_YEAR = r"(?P<year>[0-9]{4}|['’]?[0-9]{2})"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"


@cache
def _compiled(forms: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Compile forms on their first use: the window accepts typing before it reads a date."""
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


_WHOLE = (
    r"(?P<year>[0-9]{4})\s*(?P<mark>[-./])\s*(?P<number>[0-9]{1,2})\s*(?P=mark)\s*(?P<day>[0-9]{1,2})",
    r"(?P<year>[0-9]{4})(?P<number>[0-9]{2})(?P<day>[0-9]{2})",
    rf"(?P<year>{_CJK_YEAR})\s*年\s*(?P<number>{_CJK_NUMBER})\s*月\s*(?P<day>{_CJK_NUMBER})\s*[日号]?",
    _CJK,
    r"(?P<day>[0-9]{1,2})\s*(?P<order>[-/])\s*(?P<number>[0-9]{1,2})\s*(?P=order)\s*(?P<year>[0-9]{4}|[0-9]{2})",
    r"(?P<day>[0-9]{1,2})\s*\.\s*(?P<number>[0-9]{1,2})\s*\.\s*(?P<year>[0-9]{4}|[0-9]{2})",
    r"(?P<day>[0-9]{1,2})\.\s*(?P<number>[0-9]{1,2})\.?",
    rf"{_DAY}\.?(?:\s+of)?[\s-]*{_NAME}(?:[\s,-]+{_SHORT_YEAR})?",
    rf"{_NAME}\s*{_DAY}(?:[\s,]+{_SHORT_YEAR})?",
    rf"{_YEAR}[\s,-]+{_NAME}[\s-]*{_DAY}",
    rf"{_YEAR}[\s,-]+{_DAY}\.?\s*{_NAME}",
)
"""Forms of a whole text that is a date, after `_WEEKDAY`."""

_AT_START = (
    rf"{_WEEKDAY}{_NAME}\s*{_DAY}\b(?:,?\s+{_YEAR}(?![0-9]))?",
    rf"{_WEEKDAY}(?:the\s+)?{_DAY}\.?\s+(?:of\s+)?{_NAME}(?:,?\s+{_YEAR}(?![0-9]))?(?!\w)",
    r"(?P<year>[0-9]{4})[-‐‑–/.](?P<number>[0-9]{1,2})[-‐‑–/.](?P<day>[0-9]{1,2})(?!\w)",
    rf"(?:(?P<year>{_CJK_YEAR})\s?年\s?)?{_CJK}",
    r"(?P<day>[0-9]{1,2})\.\s?(?P<number>[0-9]{1,2})\.(?:\s?(?P<year>[0-9]{4})(?!\w))?",
)
"""Forms of a date at the start of a text. They are stricter, because other words follow."""

_BETWEEN = (r"\s*,?\s*(?:[-‐‑‒–—―−~]+|\b(?:to|until|till|through|and)\b)\s*",)
_FROM = (r"\s*(?:from\s+)?",)
_BARE_DAY = (rf"{_DAY}(?:,?\s+{_YEAR}(?![0-9]))?(?!\w)",)
_FIRST_WEEKDAY = (_WEEKDAY,)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A parsed date. `year` is None if none is given. The day need not exist."""

    year: int | None
    month: int
    day: int

    def in_year(self, year: int) -> date | None:
        """Return the date in that year, or None if it does not exist."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    @property
    def exists(self) -> bool:
        """Whether the date exists; without a year, whether it exists in any year."""
        # 2000 is a leap year: 29 February exists.
        return self.in_year(2000 if self.year is None else self.year) is not None

    def nearest(self, near: date) -> date | None:
        """Return the date in the year that brings it closest to `near`, ignoring the year given."""
        years = range(max(MINYEAR, near.year - 4), min(MAXYEAR, near.year + 4) + 1)
        days = [day for year in years if (day := self.in_year(year))]
        return min(days, key=lambda day: abs(day - near), default=None)

    def until(self, last: date | None) -> date | None:
        """Return the date itself, or without a year the latest such date not after `last`."""
        if self.year is not None:
            return self.in_year(self.year)
        if last is None:
            return None
        # Eight years, because February 29 may be as far away (1896 to 1904).
        years = range(last.year, max(last.year - 9, 0), -1)
        return next((day for year in years if (day := self.in_year(year)) and day <= last), None)

    def near(self, period: ReportingPeriod, issued: date | None) -> date | None:
        """Return the date itself, or without a year the date in or nearest to the period.

        If the period is not set, return the latest such date not after the date of issue.
        """
        first, last = period.start or period.end, period.end or period.start
        if self.year is not None or first is None or last is None:
            return self.until(issued)
        years = range(max(first.year - 5, 1), min(last.year + 5, MAXYEAR) + 1)
        days = [day for year in years if (day := self.in_year(year))]
        return min(days, key=lambda day: (max((first - day).days, (day - last).days, 0), -day.year), default=None)


class DateReader:
    """Parses dates with English month names, and with those of a theme if its wording is given."""

    def __init__(self, words: Wording | None = None) -> None:
        self._months: dict[str, int] = {}
        for names in (words.months if words else (), MONTHS):
            self._add(names)

    def _add(self, names: Sequence[str]) -> None:
        for number, name in enumerate(names, 1):
            folded = name.casefold()
            for length in (len(folded), *_SHORT_NAMES.get(number, (3,))):
                self._months.setdefault(folded[:length], number)

    def at(self, text: str, start: int = 0) -> tuple[WrittenDate, int] | None:
        """Return the date that starts at `start`, and the position of its end; None if there is none."""
        for form in _compiled(_AT_START):
            found = form.match(text, start)
            day = self._day(found) if found else None
            if found and day:
                return day, found.end()
        return None

    def candidates(self, text: str) -> tuple[WrittenDate, ...]:
        """Return the dates that a whole text can mean: none, one, or two if day and month can be swapped.

        A single candidate need not exist (`31 April 2026`).
        """
        if len(text) > _LONGEST_TEXT:
            return ()
        plain = unicodedata.normalize("NFKC", text).translate(_DASHES).strip().rstrip(":,;").strip()
        first = _compiled(_FIRST_WEEKDAY)[0].match(plain)
        plain = plain[first.end() :] if first else plain
        for form in _compiled(_WHOLE):
            found = form.fullmatch(plain)
            day = self._day(found) if found else None
            if found and day:
                return _in_either_order(day) if found.groupdict().get("order") else (day,)
        return ()

    def whole(self, text: str) -> WrittenDate | None:
        """Return the date that is the whole text; None if there is none or it is ambiguous."""
        text = text.strip()
        found = self.at(text)
        if found and not text[found[1] :].strip(" ."):
            return found[0]
        days = self.candidates(text)
        return days[0] if len(days) == 1 else None

    def period(self, text: str) -> tuple[WrittenDate | None, WrittenDate | None] | None:
        """Parse a period: `December 5 - February 20`, `December 5-20`, `5 to 20 December 2024`, `May 3 -`.

        Either date may be None. Returns None if the text is not a period.
        """
        text = text.strip()
        at = _end(_compiled(_FROM)[0].match(text))
        first = self.at(text, at)
        bare = _compiled(_BARE_DAY)[0].match(text, at) if first is None else None
        between = _compiled(_BETWEEN)[0].match(text, first[1] if first else _end(bare) if bare else at)
        if between is None:
            return None
        if between.end() == len(text):
            return (first[0], None) if first else None
        second = self.at(text, between.end())
        last, end = second if second else (None, 0)
        if last is None and first and (only := _compiled(_BARE_DAY)[0].match(text, between.end())):
            year = int(only["year"]) if only["year"] else first[0].year
            last, end = WrittenDate(year, first[0].month, int(only["day"])), only.end()
        if last is None or text[end:].strip(" .)"):
            return None
        if bare:
            return WrittenDate(last.year, last.month, int(bare["day"])), last
        return (first[0] if first else None), last

    def _day(self, found: re.Match[str]) -> WrittenDate | None:
        """Return the date of a match; None if it has no month."""
        parts = found.groupdict()
        name = parts.get("name")
        month = self._months.get(name.casefold(), 0) if name else _number(parts["number"])
        if not month and name:
            return None
        written = parts.get("year")
        year = None
        if written:
            digits = _number(written.lstrip("'’"))
            year = digits + (_CENTURY if len(written.lstrip("'’")) == 2 else 0)
        return WrittenDate(year, month, _number(parts["day"]))


def _number(text: str) -> int:
    """Parse a number in Arabic or Chinese numerals: `二〇二五`, `十二`, `二十`, `廿三`. 0 if invalid."""
    if text.isascii():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(_DIGITS[character] for character in text))
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return 0
    return 10 * int(_DIGITS.get(tens, "1")) + int(_DIGITS.get(ones, "0"))


def _in_either_order(day: WrittenDate) -> tuple[WrittenDate, ...]:
    """Return a date read day first and month first, as far as these exist."""
    orders = (day, WrittenDate(day.year, day.day, day.month))
    found = tuple(dict.fromkeys(order for order in orders if order.exists))
    return found or (day,)


def _end(found: re.Match[str] | None) -> int:
    return found.end() if found else 0


_ENGLISH = DateReader()


def read_day(text: str) -> WrittenDate | None:
    """Return the date in an English text; None if it is not a date, does not exist or is ambiguous."""
    days = _ENGLISH.candidates(text)
    return days[0] if len(days) == 1 and days[0].exists else None


def read_date(text: str, near: date | None = None) -> date | None:
    """Return the date in a text. A missing year is chosen to be nearest to `near`; None if that is not given."""
    found = read_day(text)
    if found is None:
        return None
    if found.year is not None:
        return found.in_year(found.year)
    return None if near is None else found.nearest(near)


def explain(text: str, reader: DateReader = _ENGLISH) -> str:
    """Return a sentence that says why a text that looks like a date is not accepted; "" if it is, or is not a date."""
    days = reader.candidates(text)
    if len(days) > 1:
        first, second = (f"{day.day} {MONTHS[day.month - 1]}" for day in days)
        return f"{text.strip()} can be {first} or {second}. Write the month as a word."
    if not days or days[0].exists:
        return ""
    day = days[0]
    if not 1 <= day.month <= 12:
        return f"There is no month {day.month}."
    name = MONTHS[day.month - 1]
    if day.day == 0:
        return "There is no day 0."
    if day.year is not None and not MINYEAR <= day.year <= MAXYEAR:
        return f"There is no year {day.year}."
    if day.month == 2 and day.year is not None:
        return f"{name} {day.year} has {monthrange(day.year, 2)[1]} days."
    return f"{name} has {monthrange(2000, day.month)[1]} days."


def date_label(value: date) -> str:
    """Return `December 30, 2024`: the one form of dates in the window."""
    return f"{MONTHS[value.month - 1]} {value.day}, {value.year:04d}"

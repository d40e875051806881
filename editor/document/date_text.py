"""Dates as people write them: `30 Dec 2024`, `December 30, 2024`, `2024-12-30`, `30.12.2024`, `30/12/2024`.

One reader for forms and imports. The day comes before the month, as in Europe, unless that makes no date:
`12/30/2024`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

# Not from `calendar`, whose names follow the machine's language.
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORTEST_NAME = 3
_LONGEST_TEXT = 60
_CENTURY = 2000

_WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAME = r"(?P<name>[a-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})\s*(?P<mark>[-./])\s*(?P<month>\d{1,2})\s*(?P=mark)\s*(?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日?",
        r"(?P<day>\d{1,2})\s*(?P<mark>[-./])\s*(?P<month>\d{1,2})\s*(?P=mark)\s*(?P<year>\d{4}|\d{2})",
        r"(?P<day>\d{1,2})\.\s*(?P<month>\d{1,2})\.?",
        rf"{_DAY}\.?(?:\s+of)?[\s-]*{_NAME}(?:[\s,-]+{_YEAR})?",
        rf"{_NAME}\s*{_DAY}(?:[\s,]+{_YEAR})?",
        rf"{_YEAR}[\s,-]+{_NAME}[\s-]*{_DAY}",
        rf"{_YEAR}[\s,-]+{_DAY}\.?\s*{_NAME}",
    )
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it was written; the newsletter writes many without their year."""

    month: int
    day: int
    year: int | None = None


def read_day(text: str) -> Day | None:
    """The day that a text names, or None where it names none, or something besides."""
    if len(text) > _LONGEST_TEXT:
        return None
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).strip().rstrip(":,;").strip()
    plain = _WEEKDAY.sub("", plain)
    for form in _FORMS:
        found = form.fullmatch(plain)
        if found is not None:
            return _day(found)
    return None


_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


def _day(found: re.Match[str]) -> Day | None:
    parts = found.groupdict()
    day = int(parts["day"])
    month = int(parts["month"]) if parts.get("month") else _month(parts["name"])
    written = parts.get("year")
    year = None if written is None else int(written) + (_CENTURY if len(written) == 2 else 0)
    if parts.get("mark") == "/" and month > 12 >= day:
        day, month = month, day
    # A year without 29 February would refuse a day that is real in another one.
    return Day(month, day, year) if _dated(2000 if year is None else year, month, day) else None


def _month(name: str) -> int:
    name = name.lower()
    if name == "sept":
        return 9
    for number, full in enumerate(MONTHS, 1):
        if name == full.lower() or (len(name) == _SHORTEST_NAME and full.lower().startswith(name)):
            return number
    return 0


def _dated(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_date(text: str, near: date | None = None) -> date | None:
    """The date that a text names. A missing year is that which brings the day next to `near`; without one, None."""
    found = read_day(text)
    if found is None:
        return None
    if found.year is not None:
        return date(found.year, found.month, found.day)
    return None if near is None else nearest(found, near)


def nearest(day: Day, near: date) -> date | None:
    """The day in the year that brings it closest to `near`. Its own year counts for nothing."""
    years = range(max(MINYEAR, near.year - 4), min(MAXYEAR, near.year + 4) + 1)
    dates = (_dated(year, day.month, day.day) for year in years)
    return min((found for found in dates if found), key=lambda found: abs(found - near), default=None)


def written(value: date) -> str:
    """`30 December 2024`: the form that cannot be misread."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year:04d}"

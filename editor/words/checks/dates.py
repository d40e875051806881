"""Dates in running text, as in February 3, 2025."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from editor.words.hits import Hit, Look
from editor.words.known import Known
from editor.words.masking import is_masked
from editor.words.passages import Passage
from schemas.style import StyleRule

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT = {
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7,
    "Aug": 8, "Sep": 9, "Sept": 9, "Oct": 10, "Nov": 11, "Dec": 12,
}  # fmt: skip
_NUMBERS = {**{name: number for number, name in enumerate(_MONTHS, 1)}, **_SHORT}
# The point of Dec. belongs to it, but not where a sentence ends.
_NAME = (
    rf"(?P<month>{'|'.join(_MONTHS)}|(?:{'|'.join(_SHORT)})\b)"
    r"(?:(?<=\b[A-Z][a-z]{2})\.(?! [A-Z]|\s*$)|(?<=Sept)\.)?"
)
_DAY_FIRST = re.compile(
    r"(?<![\w.–-])(?:the (?=\d+[a-z]))?(?P<day>\d{1,2})(?P<nth>st|nd|rd|th)?(?: of)? "
    rf"{_NAME}(?:,? (?P<year>\d{{4}}))?(?!\w)"
)
_MONTH_FIRST = re.compile(
    rf"\b{_NAME} (?P<day>\d{{1,2}})(?P<nth>st|nd|rd|th)?"
    r"(?![\d\w]|[.,]\d|[–-]\d| percent| million| billion)"
    r"(?:(?P<comma>,?) (?P<year>\d{4})\b)?"
)
_ISO = re.compile(
    r"(?<![\w/.–-])(?P<year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![\w/-]|\.\d)"
)
_POINTS = re.compile(r"(?<![\w/.–-])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?!\w)")
_SLASHES = re.compile(r"(?<![\w/.])\d{1,2}/\d{1,2}/(?:(?:19|20)\d\d|\d\d)(?![\w/])")
_MONTH_YEAR = re.compile(rf"\b(?P<month>{'|'.join(_SHORT)})(?P<dot>\.)? (?P<year>(?:19|20)\d\d)\b")


def dates(rule: StyleRule, known: Known) -> Look:
    """A day that is not written as the house writes it, or that does not exist."""

    def look(passage: Passage) -> Iterator[Hit]:
        found = [
            match
            for pattern in (_DAY_FIRST, _MONTH_FIRST, _ISO, _POINTS)
            for match in pattern.finditer(passage.text)
            if not is_masked(passage.text, match.start())
        ]
        for match in found:
            yield from _hits(match)
        for match in _MONTH_YEAR.finditer(passage.text):
            if not any(other.start() < match.end() and match.start() < other.end() for other in found):
                yield Hit(match.start(), match.end(), f"{_MONTHS[_SHORT[match['month']] - 1]} {match['year']}")
        for match in _SLASHES.finditer(passage.text):
            message = f"“{match[0]}” can be read as day and month or as month and day."
            yield Hit(match.start(), match.end(), None, message, "Write the month as a word.")

    return look


def _hits(match: re.Match[str]) -> Iterator[Hit]:
    named = match["month"]
    month = int(named) if named.isdigit() else _NUMBERS[named]
    year = match["year"]
    try:
        dt.date(int(year) if year else 2024, month, int(match["day"]))
    except ValueError:
        if 1 <= month <= 12:
            message = f"There is no {_MONTHS[month - 1]} {int(match['day'])}{f', {year}' if year else ''}."
            yield Hit(match.start(), match.end(), None, message, "Check the date.")
        return
    fixed = f"{_MONTHS[month - 1]} {int(match['day'])}{f', {year}' if year else ''}"
    if fixed != match[0]:
        yield Hit(match.start(), match.end(), fixed)

"""Days that do not fit: a weekday that is another, a date outside the year its sentence is about."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from editor.words.checks.quantities import sentences
from editor.words.hits import Hit, Look
from editor.words.known import Known
from editor.words.passages import Passage
from schemas.style import StyleRule

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = rf"(?P<month>{'|'.join(_MONTHS)}) (?P<day>\d{{1,2}}), (?P<year>(?:19|20)\d\d)"
_WEEKDAY = re.compile(rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)}), {_DAY}")
_IN_YEAR = re.compile(r"^(?:Already |Also |Only |Back )?[Ii]n ((?:19|20)\d\d)\b")
_DATE = re.compile(rf"\b(?:on|On) {_DAY}")


def days(rule: StyleRule, known: Known) -> Look:
    """Weekdays and years that contradict a date."""

    def look(passage: Passage) -> Iterator[Hit]:
        for match in _WEEKDAY.finditer(passage.text):
            day = _day(match)
            if day is not None and _WEEKDAYS[day.weekday()] != match["weekday"]:
                message = f"{match['month']} {match['day']}, {match['year']} is a {_WEEKDAYS[day.weekday()]}."
                yield Hit(match.start(), match.end(), None, message)
        for start, sentence in sentences(passage.text):
            about = _IN_YEAR.match(sentence)
            for match in _DATE.finditer(sentence) if about is not None else ():
                if about is not None and match["year"] != about[1]:
                    message = f"The sentence is about {about[1]}, its date is in {match['year']}."
                    yield Hit(start + match.start("month"), start + match.end(), None, message)

    return look


def _day(match: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(match["year"]), _MONTHS.index(match["month"]) + 1, int(match["day"]))
    except ValueError:
        return None

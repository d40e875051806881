"""The dateline: the date of issue and the reporting period, on one line or on two."""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor.document.text.missing_fields import MissingMarks
from editor.document.written_dates import DateReader, WrittenDate
from schemas.theme import Wording

_LONGEST = 250
_SEPARATORS = " \t\u00a0|·•,;:()（）-–—*_"


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a line says about dates. `has_period` is true where it names the reporting period."""

    issued: WrittenDate | None = None
    start: WrittenDate | None = None
    end: WrittenDate | None = None
    has_period: bool = False
    rest: str = ""


class DatelineReader:
    """Finds datelines with the wording of a theme."""

    def __init__(self, words: Wording, dates: DateReader, missing: MissingMarks) -> None:
        self._dates = dates
        self._missing = missing
        named = r"\W{1,4}".join(re.escape(word) for word in words.reporting_period.split())
        self._period = re.compile(rf"(?<!\w){named}(?!\w)", re.IGNORECASE)

    def read(self, text: str) -> Dateline | None:
        """The dateline that a line is, or None. `rest` is what stands behind a date and is no period."""
        if len(text) > _LONGEST:
            return None
        text, whole = self._missing.without(text), text
        named = self._period.search(text)
        if named is None:
            found = self._dates.at(text)
            if found is None or found[0].year is None:
                return None
            return Dateline(issued=found[0], rest=text[found[1] :].strip(_SEPARATORS))
        head, tail = text[: named.start()].strip(_SEPARATORS), text[named.end() :].strip("\t :：*_")
        inner = tail.rstrip(")） .*_|").lstrip("(（ ")
        period = (None, None) if not inner and text != whole else self._dates.period(inner)
        issued = self._dates.whole(head)
        if period is None or (head and issued is None):
            return None
        return Dateline(issued, *period, has_period=True)

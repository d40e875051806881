"""Figures: long ones in groups of three, ordinal numbers with their own endings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.words.hits import Hit, Look
from editor.words.known import Known
from editor.words.masking import is_masked
from editor.words.passages import Passage
from schemas.style import StyleRule

# Five digits or more; no decimals, codes (GB 18384, No. 10023), dates, or figures joined to letters and signs.
_LONG = re.compile(r"(?<![\w.,/:#*+–-])\d{5,}(?![\w/:*–-]|[.,]\d)")
_CODE_BEFORE = re.compile(r"(?:[A-Z]{2,}|\b(?i:no\.|number|code|standard))(?:/T)? ?$")
# Four digits count something where a plural or a unit follows, or a word such as "some" comes before. A year, a model
# and a section of a law do not.
_FOUR = re.compile(r"(?<![\w.,/:#*+–-])(?<!\d )[1-9]\d{3}(?![\w/:*–-]|[.,]\d| ?%)")
_COUNTED = re.compile(
    r" (?:[a-z]+(?:-[a-z]+)* ){0,2}?"
    r"(?:(?!(?:is|was|has|as|its|this|ones|s)\b)[a-z-]{2,}(?<![su])s|people|children|staff|men|women)\b"
    r"| (?:km|kg|m²|km²|tons?|MW|GW|MWh|GWh|kilometers|meters|hectares|square|percent)\b"
)
# An address: a comma or nothing, the figure, a city.
_POSTCODE_BEFORE = re.compile(r"(?:^|,|\n)\s?$")
_CITY_AFTER = re.compile(r" [A-Z][a-zü]+")
_COUNTING = re.compile(
    r"\b(?:some|about|around|nearly|almost|over|roughly|(?:more|fewer|less) than|up to|at least|only)$", re.I
)
_NO_COUNT = re.compile(
    r"(?:\b(?!(?:In|At|By|From|To|For|With|Of|And|But|All|The|These|Those|Another|Then|Today|Now)\b)[A-Z][\w’-]*"
    r"|\b(?:model|flight|page|room|line|type|series))$"
)
_YEARS = range(1500, 2101)
_ORDINAL = re.compile(r"(?<![\w.,])(\d+(?:,\d{3})*)(st|nd|rd|th)\b")
_CURRENCY_BEFORE = re.compile(r"\b(?:CNY|RMB|USD|EUR|GBP|JPY|HKD|KRW) ?$")


def thousands(rule: StyleRule, known: Known) -> Look:
    """A figure of five digits or more without commas."""

    def look(passage: Passage) -> Iterator[Hit]:
        for match in _LONG.finditer(passage.text):
            before = passage.text[max(0, match.start() - 12) : match.start()]
            is_code = _CODE_BEFORE.search(before) and not _CURRENCY_BEFORE.search(before)
            is_postcode = _POSTCODE_BEFORE.search(before) and _CITY_AFTER.match(passage.text, match.end())
            if not is_code and not is_postcode and match[0][0] != "0" and not is_masked(passage.text, match.start()):
                yield Hit(match.start(), match.end(), f"{int(match[0]):,}")

    return look


def short_thousands(rule: StyleRule, known: Known) -> Look:
    """A figure of four digits without a comma that counts something. Years, models and numbers of laws are none."""

    def look(passage: Passage) -> Iterator[Hit]:
        text = passage.text
        for match in _FOUR.finditer(text):
            start, end = match.span()
            before = text[max(0, start - 24) : start].rstrip(" ")
            is_sum = _CURRENCY_BEFORE.search(before) is not None
            if not (is_sum or _counts(text, before, int(match[0]), end)) or is_masked(text, start):
                continue
            yield Hit(start, end, f"{int(match[0]):,}")

    return look


def _counts(text: str, before: str, value: int, end: int) -> bool:
    if _COUNTING.search(before):
        return value not in range(1900, 2101) or _COUNTED.match(text, end) is not None
    if value in _YEARS or _NO_COUNT.search(before) or _CODE_BEFORE.search(before):
        return False
    return _COUNTED.match(text, end) is not None


def ordinals(rule: StyleRule, known: Known) -> Look:
    """An ordinal number with the ending of another: 21th, 2st."""

    def look(passage: Passage) -> Iterator[Hit]:
        for match in _ORDINAL.finditer(passage.text):
            ending = ordinal_ending(int(match[1].replace(",", "")))
            if match[2] != ending:
                yield Hit(match.start(), match.end(), match[1] + ending)

    return look


def ordinal_ending(number: int) -> str:
    """The ending of an ordinal number: st for 1, 21 and 101, but th for 11."""
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")

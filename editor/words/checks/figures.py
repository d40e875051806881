"""Figures that contradict each other within one entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from editor.words.checks.occurrences import occurrences
from editor.words.checks.quantities import NUMBER_WORDS, Figure, figures, sentences, stems, years
from editor.words.hits import Hit, Look, LookAtSection
from editor.words.known import Known
from editor.words.passages import Passage, PassageGroup
from schemas.style import Scope, StyleRule

_TEXT = frozenset({Scope.RUNNING, Scope.BULLETS})
_COUNT = rf"(?P<count>{'|'.join(NUMBER_WORDS)}|\d{{1,2}})"
_BODIES = (
    r"(?:(?:central|state|government|national|party|Chinese) )*"
    r"(?:departments|ministries|agencies|bodies|regulators|authorities)"
)
_OTHERS = re.compile(rf"\b(?:and|with) {_COUNT} other {_BODIES}\b", re.IGNORECASE)
_ALL = re.compile(rf"(?<!other )\b{_COUNT} {_BODIES}\b", re.IGNORECASE)
_THINGS = rf"\b{_COUNT} (?!times|percent|to\b|or\b)(?:[a-z-]+ ){{0,3}}?[a-z-]+s"
_LISTED = re.compile(rf"{_THINGS}(?:: | – | \()(?P<items>[^.;:–()]+)(?=[.;)]|$)", re.IGNORECASE)
_NAME = r"(?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*"
_NAMED = re.compile(rf"(?i:{_THINGS}), namely (?P<items>{_NAME}(?:, {_NAME})*,? and {_NAME})(?=[,.;]|$)")
_LEAD_IN = re.compile(rf"{_THINGS}(?: are| include)?:$", re.IGNORECASE)
_RANGE = re.compile(
    r"(?<![\w.,-])(\d+(?:\.\d+)?)[–-](\d+(?:\.\d+)?)(?= (?:percent|million|billion|trillion|years?|GW)\b)"
)
_YEARS = re.compile(r"\b(?:from|between) ((?:19|20)\d\d) (?:to|and) ((?:19|20)\d\d)\b")
_OF = re.compile(
    r"(?<![\w.,-])(\d{1,3}(?:,\d{3})*) of (?:the |its |all |China[’']s )?(\d{1,3}(?:,\d{3})*)(?= [a-z])(?! percent)"
)
_OUT_OF = re.compile(
    r"\b[Oo]f (?:the |its |all )?(?P<whole>\d{1,3}(?:,\d{3})*) [a-z]+(?: [a-z]+)*(?: since \d{4})?,"
    r" (?P<part>\d{1,3}(?:,\d{3})*) (?=(?:were|was|are|is|have|had|will|did|do)\b)"
)
_WORDS_AFTER = re.compile(r"(?: of)? ([A-Za-z]{3,})")
_FALL = re.compile(
    r"\b(?:fell|falls?|dropped|drops?|declined?|decreased?|shrank|shrunk|down|cut)"
    r" by (?:as much as |more than |over )?(\d+(?:\.\d+)?) percent\b"
)

_DIGIT = re.compile(r"\d")
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_AMOUNT = r"(?:(?:CNY|USD|EUR|GBP|JPY|HKD) )?(?:about |some |around |nearly )?"
_MOVED = re.compile(
    r"\b(?:(?P<up>rose|rise[ns]?|grew|grow[ns]?|increase[ds]?|climb(?:ed|s)?|jump(?:ed|s)?|raise[ds]?)"
    r"|(?P<down>fell|falls?|fallen|dropp?(?:ed|s)?|decline[ds]?|decrease[ds]?|shrank|shrinks?|cuts?|lower(?:ed|s)?|reduce[ds]?))"
    r"(?: again| further| sharply| slightly| only)? from "
    rf"{_AMOUNT}(?P<one>\d[\d,]*(?:\.\d+)?)(?: (?P<unit>percent|thousand|million|billion|trillion))?(?: [a-z]+)? to "
    rf"{_AMOUNT}(?P<two>\d[\d,]*(?:\.\d+)?)(?: (?P<other>percent|thousand|million|billion|trillion))?\b(?![–-])"
)
"""What rises or falls from one figure to another."""


def same_figure(rule: StyleRule, known: Known) -> LookAtSection:
    """Two sentences of an entry, in different texts, say the same with another figure.

    Both have one figure of the unit, name the same years, and share most of their words.
    """

    def look(section: PassageGroup) -> Iterator[tuple[Passage, Hit]]:
        stated = [
            (number, passage, start, sentence, found)
            for number, passage in enumerate(section.passages)
            if passage.scope in _TEXT
            for start, sentence in sentences(passage.text)
            if (found := _single(sentence)) is not None
        ]
        for (one, _, _, first, a), (two, passage, start, again, b) in combinations(stated, 2):
            if one != two and a.unit == b.unit and a.value != b.value and _alike(first, again):
                message = (
                    f"“{{found}}” differs from “{first[a.start : a.end].strip()}” above, apparently for the same thing."
                )
                yield passage, Hit(start + b.start, start + b.end, None, message)

    return look


def _single(sentence: str) -> Figure | None:
    found = list(figures(sentence))
    return found[0] if len(found) == 1 else None


def _alike(one: str, other: str) -> bool:
    words, others = stems(one), stems(other)
    shared = len(words & others)
    return years(one) == years(other) and shared >= 3 and shared >= 0.6 * min(len(words), len(others))


def title_figure(rule: StyleRule, known: Known) -> LookAtSection:
    """A figure in the title that the text does not have, though it has others of the same unit or things."""

    def look(section: PassageGroup) -> Iterator[tuple[Passage, Hit]]:
        values: dict[str, set[float]] = {}
        for passage in section.passages:
            if passage.scope in _TEXT:
                for found in figures(passage.text):
                    values.setdefault(_counted(passage.text, found), set()).add(found.value)
        for passage in section.passages:
            if passage.scope is Scope.TITLES:
                for found in figures(passage.text):
                    if found.value not in values.get(_counted(passage.text, found), {found.value}):
                        yield passage, Hit(found.start, found.end)

    return look


def _counted(text: str, figure: Figure) -> str:
    """What two figures have to share to contradict each other: their unit, or the word after a plain count."""
    if figure.unit != "count":
        return figure.unit
    words = _WORDS_AFTER.match(text, figure.end)
    return f"count {words[1].lower()}" if words is not None else "count"


def body_count(rule: StyleRule, known: Known) -> LookAtSection:
    """The number of departments in the first paragraph is not that of the issuing bodies listed."""

    def look(section: PassageGroup) -> Iterator[tuple[Passage, Hit]]:
        listed = next((one for one in section.passages if one.scope is Scope.BODIES), None)
        first = next((one for one in section.passages if one.scope is Scope.RUNNING), None)
        bodies = [line for line in listed.text.split("\n") if line.strip()] if listed is not None else []
        if first is None or len(bodies) < 2:
            return
        others, every = _OTHERS.search(first.text), _ALL.search(first.text)
        match, more = (others, 1) if others is not None else (every, 0)
        if match is None or (every is not None and others is not None and every.start() < others.start()):
            return
        counted = _number(match["count"]) + more
        if counted != len(bodies):
            message = f"“{{found}}”: {counted} bodies in the text, {len(bodies)} in the list of issuing bodies."
            yield first, Hit(match.start("count"), match.end(), None, message)

    return look


def list_count(rule: StyleRule, known: Known) -> LookAtSection:
    """A number, and a list of as many things that is longer or shorter: in the sentence, or in the bullets after it."""

    def look(section: PassageGroup) -> Iterator[tuple[Passage, Hit]]:
        for number, passage in enumerate(section.passages):
            if passage.scope not in _TEXT or not _counts(passage.text):
                continue
            for match in (*_LISTED.finditer(passage.text), *_NAMED.finditer(passage.text)):
                items = re.split(r",? and |, ", match["items"].strip())
                yield from _miscounted(passage, match, len(items) if len(items) > 1 else 0)
            lead_in = _LEAD_IN.search(passage.text.rstrip())
            if lead_in:
                after = section.passages[number + 1 :]
                bullets = next((at for at, one in enumerate(after) if one.scope is not Scope.BULLETS), len(after))
                yield from _miscounted(passage, lead_in, bullets)

    return look


def _counts(text: str) -> bool:
    """Whether a text has a number at all: most have none, and looking for one is quick."""
    return not occurrences(text).keys().isdisjoint(NUMBER_WORDS) or _DIGIT.search(text) is not None


def _miscounted(passage: Passage, match: re.Match[str], items: int) -> Iterator[tuple[Passage, Hit]]:
    if items and items != _number(match["count"]):
        message = f"“{match['count']}”, but {items} are listed."
        yield passage, Hit(match.start("count"), match.end("count"), None, message)


def impossible(rule: StyleRule, known: Known) -> Look:
    """Ranges that run backwards, more of something than there is, a fall by more than 100 percent, a rise to less."""

    def look(passage: Passage) -> Iterator[Hit]:
        if not _DIGIT.search(passage.text):
            return
        for pattern in (_RANGE, _YEARS):
            for match in pattern.finditer(passage.text):
                if float(match[1]) > float(match[2]):
                    yield Hit(match.start(1), match.end(2), None, "“{found}” ends before it starts.")
        for match in _OF.finditer(passage.text):
            if _figure(match[1]) > _figure(match[2]) and not 1900 < _figure(match[2]) < 2100:
                yield Hit(match.start(), match.end(), None, "“{found}”: the part is larger than the whole.")
        for match in _OUT_OF.finditer(passage.text):
            if _figure(match["part"]) > _figure(match["whole"]):
                yield Hit(match.start("part"), match.end("part"), None, "“{found}”: the part is larger than the whole.")
        for match in _FALL.finditer(passage.text):
            if float(match[1]) > 100:
                yield Hit(match.start(), match.end(), None, "“{found}”: a fall cannot exceed 100 percent.")
        for match in _MOVED.finditer(passage.text) if " from " in passage.text else ():
            if _moves_back(match):
                yield Hit(match.start(), match.end(), None, "“{found}”: the figures move the other way.")

    return look


def _moves_back(match: re.Match[str]) -> bool:
    one, two = (float(match[group].replace(",", "")) for group in ("one", "two"))
    unit, other = match["unit"], match["other"]
    if unit is not None and unit != other:  # 900 million to 1.2 billion; “12 to 8 percent” has its unit once
        if unit not in _SCALES or other not in _SCALES:
            return False
        one, two = one * _SCALES[unit], two * _SCALES[other]
    elif unit is None and _is_year(match["one"]) and _is_year(match["two"]):
        return False
    return one > two if match["up"] else one < two


def _is_year(figure: str) -> bool:
    return len(figure) == 4 and figure[:2] in ("19", "20")


def _number(word: str) -> int:
    return NUMBER_WORDS[word.lower()] if word.lower() in NUMBER_WORDS else int(word)


def _figure(text: str) -> int:
    return int(text.replace(",", ""))

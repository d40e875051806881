"""Figures in English text: what number they are, and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

NUMBER_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_CODES = "CNY|USD|EUR|GBP|JPY|HKD"
_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_FIGURE = re.compile(
    rf"(?<![\w.,–-])(?:(?P<code>{_CODES}) )?(?P<figure>{_NUMBER})(?![0-9,.]*[0-9])"
    r"(?: (?P<scale>thousand|million|billion|trillion))?(?P<percent> percent(?:age points?)?| ?%)?"
)
_YEAR = re.compile(r"(?<![0-9,.-])(?:19|20)[0-9][0-9](?![0-9%]|[,.][0-9])")
_SENTENCE_END = re.compile(r"(?<=[.!?])[”’\"')]*\s+(?=[A-Z“\"‘(0-9])")
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    """
    about above after again against almost already also although among annual another around because been before
    beijing being below between billion both china chinese could country different down during each even every
    expected first from further government have having however including into its itself just largest last least
    less like made main make many million ministry more most much must nearly next now number only other others over
    past percent plan plans policy rather same says second several shall should since some still such target than
    that their them then there these they third this those through thus total trillion under until upon very well
    were what when where whereas which while will with within without would year years yuan
    """.split()  # noqa: SIM905 - a list of words is easier to read and to extend like this
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit ("percent", a currency, or "" for a plain count), as in `text[start:end]`."""

    value: float
    unit: str
    start: int
    end: int


def figures(text: str) -> Iterator[Figure]:
    """The figures of a text, without years and plain figures that stand alone."""
    years = {match.start() for match in _YEAR.finditer(text)}
    for match in _FIGURE.finditer(text):
        unit = match["code"] or ("percent" if match["percent"] else "")
        if match["percent"] and "point" in match["percent"]:
            unit = "points"
        if not unit and (match.start("figure") in years or not match["scale"]):
            continue
        value = float(match["figure"].replace(",", "")) * _SCALES.get(match["scale"] or "", 1)
        yield Figure(value, unit or "count", match.start(), match.end())


def years(text: str) -> frozenset[str]:
    """The years that a text names."""
    return frozenset(match[0] for match in _YEAR.finditer(text))


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence, and where it starts."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:]


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words that say what a sentence is about."""
    return frozenset(word[:6] for word in map(str.lower, _WORD.findall(text)) if word not in _COMMON)

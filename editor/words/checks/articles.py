"""“a” before a vowel, “an” before a consonant, as far as letters tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.words.hits import Hit, Look
from editor.words.known import Known
from editor.words.passages import Passage
from schemas.style import StyleRule

# Sounds differ from letters: a one-off, a European, a unit, a U.S. firm; an hour, an honest broker.
_A = re.compile(
    r"(?<![\w’'-])([Aa]) (?!one\b|one-|once|eu|ew|ou(?:i|a))"
    r"(hours?\b|hono(?:u?r)[a-z]*|honest[a-z]*|heirs?\b|[aeio][a-z]+|un(?!i)[a-z]+|uni[mn][a-z]+|up[a-z]*|ul(?!y)[a-z]+|urg[a-z]+)"
)
_AN = re.compile(
    r"(?<![\w’'-])(?<![A-Za-z] (?=A))([Aa])n (?!hou?r|hon(?:e|o)|heir|x-)"
    r"([b-df-hj-np-tv-z][a-z]{2,}|uni(?!m|n)[a-z]+|[Ee]u[a-z]+|U\.?[SKN]\b|one\b|use[a-z]*)"
)


def wrong_article(rule: StyleRule, known: Known) -> Look:
    """An article that does not fit the lowercase word after it. Abbreviations are spoken in too many ways."""

    def look(passage: Passage) -> Iterator[Hit]:
        for match in _A.finditer(passage.text):
            yield Hit(match.start(), match.end(), f"{match[1]}n {match[2]}")
        for match in _AN.finditer(passage.text):
            yield Hit(match.start(), match.end(), f"{match[1]} {match[2]}")

    return look

"""Words that are in no dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.words.hits import Hit, Look
from editor.words.known import Known
from editor.words.masking import is_masked
from editor.words.passages import Passage
from schemas.style import StyleRule


def spelling(rule: StyleRule, known: Known) -> Look:
    """Misspelled words. Without a dictionary nothing is found."""

    def look(passage: Passage) -> Iterator[Hit]:
        if known.speller is not None:
            for token in known.speller.misspelled(passage.text):
                yield Hit(token.start, token.end)

    return look


# COmac is a company; EVs, PhDs, iPhones and mRNA have their capitals elsewhere.
_TWO_CAPITALS = re.compile(r"\b(?:[A-Z]{2}(?:[a-rt-z]|[a-z]{2,})|[a-df-hj-ln-wyz][A-Z][a-z]+)\b")


def two_capitals(rule: StyleRule, known: Known) -> Look:
    """A known word whose second letter is a capital by mistake: THe, CHina."""
    dictionary = known.dictionary

    def look(passage: Passage) -> Iterator[Hit]:
        if dictionary is None:
            return
        for match in _TWO_CAPITALS.finditer(passage.text):
            word = match[0]
            if word in known.words or is_masked(passage.text, match.start()):
                continue
            capitalized = word.capitalize()
            fixed = capitalized if word[0].isupper() or not dictionary.has(word.lower()) else word.lower()
            if dictionary.has(fixed) or fixed in known.words:
                yield Hit(match.start(), match.end(), fixed)

    return look

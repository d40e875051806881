"""Checks whose data is in the style file: words to swap, patterns to find; and words written twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from editor.words.hits import Hit, Look
from editor.words.known import Known
from editor.words.masking import is_masked
from editor.words.passages import Passage
from schemas.style import StyleRule

_DOUBLED = re.compile(r"\b([^\W\d_]+)(\s+)(\1)\b(?![-’'])", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_CAPITALIZED_AFTER = re.compile(r"[ -]+[A-Z]")
_CAPITALIZED_BEFORE = re.compile(r"[A-Z][\w’'-]*[ -]+$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]['\"”’)]*\s+|[“\"‘(])$")


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches each of these words whole, the longest first."""
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return rf"(?<![\w-])(?:{listed})(?![\w])"


def swap(rule: StyleRule, known: Known) -> Look:
    """Words of `swap` that the house writes in another way. Capital letters are kept; names are left alone."""
    return _swapping(rule, spares_names=True)


def misspelling(rule: StyleRule, known: Known) -> Look:
    """The same for words that are wrong wherever they are, in names too."""
    return _swapping(rule, spares_names=False)


def _swapping(rule: StyleRule, *, spares_names: bool) -> Look:
    table = {word.casefold(): other for word, other in rule.swap.items()}
    # Looking up each word is ten times as fast as one pattern with hundreds of alternatives.
    phrases = [word for word in table if not _WORD.fullmatch(word)]
    found = re.compile(any_of(phrases), re.IGNORECASE) if phrases else None

    def look(passage: Passage) -> Iterator[Hit]:
        text = passage.text
        matches = [match for match in _WORD.finditer(text) if match[0].casefold() in table]
        if found is not None:
            matches += found.finditer(text)
        for match in matches:
            start, end = match.span()
            is_part = text[start - 1 : start] == "-" if start else False
            if is_part or is_masked(text, start) or (spares_names and is_in_name(text, start, end)):
                continue
            fixed = like(match[0], table[match[0].casefold()])
            if fixed != match[0]:
                yield Hit(start, end, fixed)

    return look


def pattern(rule: StyleRule, known: Known) -> Look:
    """Matches of `pattern`; `replace` is the fix. A named group `words` narrows a match to what is marked."""
    found = re.compile(rule.pattern, re.IGNORECASE if rule.ignore_case else re.NOFLAG)
    marked = "words" if "words" in found.groupindex else 0
    allowed = {word.casefold() for word in rule.words}

    def look(passage: Passage) -> Iterator[Hit]:
        for match in found.finditer(passage.text):
            start, end = match.span(marked)
            if is_masked(passage.text, start) or match.group().casefold() in allowed:
                continue
            yield Hit(start, end, match.expand(rule.replace) if rule.replace is not None else None)

    return look


def doubled_word(rule: StyleRule, known: Known) -> Look:
    """The same word twice in a row. `words` may be: "had had"; names such as "Wei Wei" may as well."""
    allowed = {word.casefold() for word in rule.words}

    def look(passage: Passage) -> Iterator[Hit]:
        for match in _DOUBLED.finditer(passage.text):
            first, space, second = match.groups()
            is_name = second[0].isupper()
            if first.casefold() not in allowed and not is_name and "\n" not in space:
                yield Hit(match.start(), match.end(), first)

    return look


def is_in_name(text: str, start: int, end: int) -> bool:
    """Whether a capitalized word stands beside another one, as names do: Computing Centre, Labour Party."""
    if not text[start].isupper():
        return False
    if _CAPITALIZED_AFTER.match(text, end):
        return True
    first = max(0, start - 60)
    before = _CAPITALIZED_BEFORE.search(text[first:start])
    if before is None or is_sentence_start(text, start):
        return False
    return not is_sentence_start(text, first + before.start())


def is_sentence_start(text: str, start: int) -> bool:
    """Whether a sentence, or a quotation, begins at this character."""
    return bool(_SENTENCE_START.search(text[max(0, start - 4) : start] if start else ""))


def like(found: str, other: str) -> str:
    """The other word with the capitals of the one found."""
    if found.isupper() and len(found) > 1 and other.islower():
        return other.upper()
    return other[0].upper() + other[1:] if found[0].isupper() and other else other

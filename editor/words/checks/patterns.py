"""Checks whose data is in the style file: words to swap, patterns to find; and words written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.words.checks.occurrences import found_words
from editor.words.hits import Hit, Look
from editor.words.known import Known
from editor.words.masking import is_masked
from editor.words.passages import Passage
from schemas.style import StyleRule

_DOUBLED = re.compile(r"\b([^\W\d_]+)(\s+)(\1)\b(?![-’'])", re.IGNORECASE)
_FIRST = re.compile(r"[^\w]|[\d_]")
_CAPITALIZED_AFTER = re.compile(r"[ -]+[A-Z]")
_CAPITALIZED_BEFORE = re.compile(r"[A-Z][\w’'-]*[ -]+$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]['\"”’)]*\s+|[“\"‘(])$")


def swap(rule: StyleRule, known: Known) -> Look:
    """Words of `swap` that the house writes in another way. Capital letters are kept; names are left alone."""
    return _swapping(rule, spares_names=True)


def misspelling(rule: StyleRule, known: Known) -> Look:
    """The same for words that are wrong wherever they are, in names too."""
    return _swapping(rule, spares_names=False)


def _swapping(rule: StyleRule, *, spares_names: bool) -> Look:
    table = {word.lower(): other for word, other in rule.swap.items()}
    # Looking up each word, and the first word of each phrase, is ten times as fast as one pattern of hundreds.
    phrases: dict[str, list[str]] = {}
    for written in table:
        phrases.setdefault(_FIRST.split(written, maxsplit=1)[0], []).append(written)
    for listed in phrases.values():
        listed.sort(key=len, reverse=True)

    def look(passage: Passage) -> Iterator[Hit]:
        text = passage.text
        for first, start, _ in found_words(text, phrases.keys()):
            end = next((start + len(one) for one in phrases[first] if _stands(text, start, one)), None)
            if end is None:
                continue
            is_part = text[start - 1 : start] == "-" if start else False
            if is_part or is_masked(text, start) or (spares_names and is_in_name(text, start, end)):
                continue
            found = text[start:end]
            fixed = like(found, table[found.lower()])
            if fixed != found:
                yield Hit(start, end, fixed)

    return look


def _stands(text: str, start: int, words: str) -> bool:
    """Whether these words, in lowercase, stand at a place of a text, and end there."""
    end = start + len(words)
    return text[start:end].lower() == words and not text[end : end + 1].isalnum()


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

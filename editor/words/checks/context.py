"""Words that are wrong only beside certain others: “loose” in “to loose money”, “have” in “the ministry have”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from editor.words.checks.occurrences import found_words
from editor.words.checks.patterns import like
from editor.words.hits import Hit, Look
from editor.words.known import Known
from editor.words.masking import is_masked
from editor.words.passages import Passage
from schemas.style import THE_WORD, StyleRule

# The word that a context begins with is whole: “is to” is none in “this to”.
_BEGINS_WITH_WORD = re.compile(r"\w|\[\w|\(\?:(?!@start)")
_FAR = 90
"""Characters before a word that a context may be about."""

_Context = tuple[re.Pattern[str], re.Pattern[str]]


def in_context(rule: StyleRule, known: Known) -> Look:
    """Words of `context` where one of their contexts is around them. `swap` has what to write instead, if it is known.
    What begins with a hyphen is joined to the word before. What a group named `more` matches after the word is marked
    with it: “several company”.

    Most texts have few of these words, so contexts are compiled when one is met for the first time.
    """
    contexts: dict[str, list[str]] = {}
    for words, around in rule.context.items():
        for word in words.split("|"):
            contexts.setdefault(word, []).extend(around)

    @cache
    def compiled(word: str) -> tuple[_Context, ...]:
        return tuple(_compiled(rule, context) for context in contexts[word])

    def look(passage: Passage) -> Iterator[Hit]:
        text = passage.text
        for word, start, end in found_words(text, contexts.keys()):
            leading = text[:start] if start <= _FAR else f"…{text[start - _FAR : start]}"
            for before, after in compiled(word):
                found = after.match(text, end)
                if found is not None and before.search(leading) and not is_masked(text, start):
                    fixed = rule.swap.get(word)
                    more = found.end("more") if "more" in after.groupindex else -1
                    if fixed is not None and fixed[0] == "-":
                        first = text.rfind(" ", 0, start - 1) + 1
                        yield Hit(first, end, f"{text[first : start - 1]}-{text[start:end]}")
                    else:
                        yield Hit(start, max(end, more), like(text[start:end], fixed) if fixed else None)
                    break

    return look


def _compiled(rule: StyleRule, context: str) -> _Context:
    begins = r"(?<!\w)" if _BEGINS_WITH_WORD.match(context) else ""
    before, after = rule.with_lists(context).split(THE_WORD)
    return re.compile(f"{begins}(?:{before})$"), re.compile(after)

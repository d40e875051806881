"""Words that are wrong only beside certain others: “loose” in “to loose money”, “have” in “the ministry have”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache

from editor.words.checks.occurrences import found_words
from editor.words.checks.patterns import like
from editor.words.hits import Hit, Look
from editor.words.known import Known
from editor.words.masking import is_masked
from editor.words.passages import Passage
from schemas.style import THE_WORD, StyleRule

# The word that a context begins with is whole: “is to” is none in “this to”.
_BEGINS_WITH_WORD = re.compile(r"\w|\[\w|\(\?:(?!@start)")
_SENTENCE_END = re.compile(r".*[.!?:]\s[“\"]?", re.DOTALL)
_FAR = 90
"""Characters before a word that a context may be about."""
_COMPILED = 4_000


def in_context(rule: StyleRule, known: Known) -> Look:
    """Words of `context` where one of their contexts is around them. `swap` has what to write instead, if it is known.
    What begins with a hyphen is joined to the word before. What a group named `more` matches after the word is marked
    with it: “several company”.

    Most texts have few of these words, so contexts are compiled when one is met for the first time.
    """
    contexts: dict[str, list[str]] = {}
    for words, listed in rule.context.items():
        for word in words.split("|"):
            contexts.setdefault(word, []).extend(listed)

    @cache
    def prepared(word: str) -> tuple[re.Pattern[str], tuple[_Context, ...]]:
        found = tuple(_Context(rule, context) for context in contexts[word])
        return _compiled("|".join(one.either_after for one in found)), found

    def look(passage: Passage) -> Iterator[Hit]:
        text = passage.text
        for word, start, end in found_words(text, contexts.keys()):
            either, around = prepared(word)
            if either.match(text, end) is None:  # nearly always
                continue
            leading = text[:start] if start <= _FAR else f"…{text[start - _FAR : start]}"
            for context in around:
                found = context.after.match(text, end)
                if found is not None and context.stands_behind(leading) and not is_masked(text, start):
                    fixed = rule.swap.get(word)
                    more = found.end("more") if "more" in context.after.groupindex else -1
                    if fixed is not None and fixed[0] == "-":
                        first = text.rfind(" ", 0, start - 1) + 1
                        yield Hit(first, end, f"{text[first : start - 1]}-{text[start:end]}")
                    else:
                        yield Hit(start, max(end, more), like(text[start:end], fixed) if fixed else None)
                    break

    return look


@lru_cache(maxsize=_COMPILED)
def _compiled(pattern: str) -> re.Pattern[str]:
    """A regular expression, kept for the next checker too: re keeps 512."""
    return re.compile(pattern)


class _Context:
    """What is around a word. Each part is compiled when it is needed: most words have the right ones after them.

    `either_after` is what comes after it as an alternative to the words after others.
    """

    def __init__(self, rule: StyleRule, context: str) -> None:
        before, self._after = rule.with_lists(context).split(THE_WORD)
        begins = r"(?<!\w)" if _BEGINS_WITH_WORD.match(context) else ""
        self._before = f"{begins}(?:{before})$"
        self._at_start = context.startswith("@start")
        self.either_after = f"(?:{self._after.replace('?P<more>', '?:')})"

    def stands_behind(self, leading: str) -> bool:
        """Whether what has to be before the word ends these characters."""
        if not self._at_start:
            return self.before.search(leading) is not None
        # Trying one place instead of all is ten times as fast.
        sentence = _SENTENCE_END.match(leading)
        return self.before.match(leading, sentence.end() if sentence is not None else 0) is not None

    @cached_property
    def after(self) -> re.Pattern[str]:
        return _compiled(self._after)

    @cached_property
    def before(self) -> re.Pattern[str]:
        return _compiled(self._before)

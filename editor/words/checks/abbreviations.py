"""Abbreviations that an entry uses without saying what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.words.hits import Hit, LookAtSection
from editor.words.known import Known
from editor.words.masking import is_masked
from editor.words.passages import Passage, PassageGroup
from schemas.style import Scope, StyleRule

# Three capitals or more, with a plural s perhaps; not joined to figures (IBI3009), letters (CAR-T), stars (*ST) or
# other words.
_ABBREVIATION = re.compile(
    r"(?<![\w*&./-])([A-Z](?:[A-Z]|&(?=[A-Z])){2,})(s|es)?(?![\w*&/]|[-:]\d|-[A-Z]\b|[.’']?[A-Z])"
)
# MAN Energy Solutions, without an article before it, is a company's name; the CQRA Director is not.
_NAME_AFTER = re.compile(r" (?:& )?[A-Z][a-z]")
# So is what stands before a kind of craft or product: the SMILE probe.
_PRODUCT_AFTER = re.compile(
    r" (?:probe|rover|lander|orbiter|telescope|rocket|spacecraft|spaceplane|app|brand|chatbot|sedan)s?\b"
)
_ARTICLE_BEFORE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Tt]his) $")
_ROMAN = re.compile(r"[IVXLCM]+")
_READ = frozenset({Scope.RUNNING, Scope.BULLETS})


def unexpanded(rule: StyleRule, known: Known) -> LookAtSection:
    """The first use of an abbreviation that neither the library nor `words` knows, and the entry does not explain."""
    common = {*rule.words, *known.abbreviations}

    def look(section: PassageGroup) -> Iterator[tuple[Passage, Hit]]:
        texts = [passage for passage in section.passages if passage.scope in _READ]
        whole = "\n".join(passage.text for passage in texts)
        told: set[str] = set()
        for passage in texts:
            if passage.text.isupper():
                continue
            for match in _ABBREVIATION.finditer(passage.text):
                word = match[1]
                if word in common or match[0] in common or word in told or _ROMAN.fullmatch(word):
                    continue
                if _is_in_name(passage.text, match):
                    continue
                told.add(word)
                if not _explained(word, whole) and not is_masked(passage.text, match.start()):
                    yield passage, Hit(match.start(1), match.end(1))

    return look


def _is_in_name(text: str, match: re.Match[str]) -> bool:
    if _PRODUCT_AFTER.match(text, match.end()):
        return True
    before = text[max(0, match.start() - 6) : match.start()]
    return _NAME_AFTER.match(text, match.end()) is not None and not _ARTICLE_BEFORE.search(before)


def _explained(word: str, text: str) -> bool:
    """Whether the text has it in brackets after its full form, or its full form after it in brackets or commas."""
    short = re.escape(word)
    return bool(re.search(rf"\w[”’\"]? \({short}s?[);,]|\b{short}s? \([A-Za-z]|\b{short}, (?:the|a|an) [A-Za-z]", text))

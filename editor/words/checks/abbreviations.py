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
# An unknown abbreviation may be a company (EDF, HBIS, ADNOC), a product or a protein as well, which nobody spells out.
# One that stands for words shows by an article (the CQRA), a plural (SPVs), or what it is part of (NZIA rules).
_DETERMINER_BEFORE = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Tt]his|[Tt]hese|[Ee]ach|[Ee]very|[Nn]o|[Uu]nder) $"
)
_CONCEPT_AFTER = re.compile(
    r" (?:rules?|law|laws|requirements?|standards?|regulations?|compliance|quotas?|schemes?|systems?|mechanisms?|"
    r"talks|treaty|exemptions?|certificat\w+|permits?|members?|membership|directors?|officials?|guidelines|reforms?|"
    r"zones?|countries|negotiations|framework|criteria|obligations|tariffs?|dut(?:y|ies)|probes?|list|index|survey|ratio|ratings?)\b"
)
_ISSUES_AFTER = re.compile(
    r" (?:has |have )?(?:issued|published|released|promulgated|adopted|drafted|revised) (?:an? |the |new |draft |\w+ )?"
    r"(?:rules?|guidelines|opinions|measures|notices?|catalog|plans?|drafts?|lists?|regulations|standards)\b"
)
# But a product is no term, though an article may be before it (the SMILE probe), nor is a company (the HHLA terminal).
_PRODUCT_AFTER = re.compile(
    r" (?:probe|rover|lander|orbiter|telescope|rocket|spacecraft|spaceplane|app|brand|chatbot|sedan|model|terminal|"
    r"plant|group|subsidiary|unit|fleet|share|stake|jet|chip|processor|engine|software|platform|system on|series|"
    r"reactor|gene|protein|receptor|inhibitor|antibody|vaccine|drug|logo|stock|dealership|factory|"
    r"site|yard|mine|refinery|deal|department store|store|chain|retailer|supermarket|airline|newspaper|channel|station|"
    r"robot|car|truck|bus|vessel|missile|camera|museum|airport|stadium|tower|studio|label|magazine|team|club|game)s?\b"
)
# MAN Energy Solutions, without an article before it, is a company's name; the CQRA Director is not.
_NUMBERED_AFTER = re.compile(r" [A-Z]\w* \d")  # the RTX Pro 6000
_NAME_AFTER = re.compile(r" (?:& )?[A-Z][a-z]")
_ARTICLE_BEFORE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Tt]his) $")
# The STAR Market, the BEST tokamak and the CHIPS Act have names that are words; short ones are abbreviations as well.
_SHORTEST_WORD = 4
_ROMAN = re.compile(r"[IVXLCM]+")
_READ = frozenset({Scope.RUNNING, Scope.BULLETS})


def unexpanded(rule: StyleRule, known: Known) -> LookAtSection:
    """The first use of an abbreviation that neither the library nor `words` knows, and the entry does not explain."""
    common = {*rule.words, *known.abbreviations}

    def look(section: PassageGroup) -> Iterator[tuple[Passage, Hit]]:
        texts = [passage for passage in section.passages if passage.scope in _READ]
        whole = "\n".join(passage.text for passage in texts)
        told: set[str] = set()
        begin = 0
        for passage in texts:
            offset, begin = begin, begin + len(passage.text) + 1
            if passage.text.isupper():
                continue
            for match in _ABBREVIATION.finditer(passage.text):
                word = match[1]
                if word in common or match[0] in common or word in told or _ROMAN.fullmatch(word):
                    continue
                if _is_in_name(passage.text, match) or not _stands_for_words(passage.text, match):
                    continue
                if len(word) >= _SHORTEST_WORD and not match[2] and known.is_word(word.lower()):
                    continue
                told.add(word)
                until = offset + match.end()
                if not _explained(word, whole, until) and not is_masked(passage.text, match.start()):
                    yield passage, Hit(match.start(1), match.end(1))

    return look


def _stands_for_words(text: str, match: re.Match[str]) -> bool:
    """Whether an abbreviation is used as the short form of a term or of a body, not as the name of a company."""
    before = text[max(0, match.start() - 8) : match.start()]
    return bool(
        match[2]
        or _DETERMINER_BEFORE.search(before)
        or _CONCEPT_AFTER.match(text, match.end())
        or _ISSUES_AFTER.match(text, match.end())
    )


def _is_in_name(text: str, match: re.Match[str]) -> bool:
    if _PRODUCT_AFTER.match(text, match.end()) or _NUMBERED_AFTER.match(text, match.end()):
        return True
    before = text[max(0, match.start() - 6) : match.start()]
    return _NAME_AFTER.match(text, match.end()) is not None and not _ARTICLE_BEFORE.search(before)


def _explained(word: str, text: str, until: int) -> bool:
    """Whether the text has it in brackets after its full form, or its full form after it in brackets or commas.

    The abbreviation that is explained ends at `until` at the latest: the first use is the one to explain.
    """
    short = re.escape(word)
    found = re.finditer(
        rf"\w[”’\"]? \((?P<behind>{short}s?)[);,]|\b(?P<before>{short}s?)(?: \([A-Za-z]|, (?:the|a|an) [A-Za-z])", text
    )
    return any(match.end(match.lastgroup or 0) <= until for match in found)

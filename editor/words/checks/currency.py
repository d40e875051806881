"""Sums of money: code, figure, scale in words, as in CNY 70 billion."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.words.hits import Hit, Look
from editor.words.known import Known
from editor.words.passages import Passage
from schemas.style import StyleRule

_SCALES = {
    "k": "thousand", "m": "million", "mn": "million", "mio": "million", "mln": "million", "million": "million",
    "b": "billion", "bn": "billion", "bln": "billion", "bio": "billion", "billion": "billion",
    "t": "trillion", "tn": "trillion", "trn": "trillion", "trillion": "trillion", "thousand": "thousand",
}  # fmt: skip
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d{1,2})?(?!\d)"
_RANGE = rf"(?:{_FIGURE})(?:\s?(?:[–-]|to)\s?(?:{_FIGURE}))?"
_SCALE = r"(?:[Tt]housand|[MmBbTt]illion|MILLION|BILLION|mio|bio|mln|bln|trn|[mb]n|tn|BN|MN|[kKmMbBtT])(?!\w)"


def currency(rule: StyleRule, known: Known) -> Look:
    """A sum that does not begin with the currency's code. `swap` has for each name of a currency its code."""
    first = "|".join(re.escape(name) for name in sorted(rule.swap, key=len, reverse=True) if not name.islower())
    # Capitalized behind the figure only: “Euro 6” is a standard.
    codes = {**{name.capitalize(): code for name, code in rule.swap.items() if name.islower()}, **rule.swap}
    signs = [name for name in codes if not name[-1].isalpha()]
    names = [name for name in codes if name[-1].isalpha()]
    last = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    before = re.compile(rf"(?<![\w$€£¥])(?P<code>{first}) ?(?P<figure>{_RANGE})(?:[ -]?(?P<scale>{_SCALE}))?(?![\w%])")
    after = re.compile(
        rf"(?<![\w.,$€£¥–-])(?P<figure>{_RANGE})(?:[ -]?(?P<scale>{_SCALE}))?"
        rf" ?(?P<code>(?:{last})(?!\w)|{'|'.join(map(re.escape, signs))})"
    )
    coded = frozenset(codes.values())

    def look(passage: Passage) -> Iterator[Hit]:
        covered = -1
        for match in before.finditer(passage.text):
            covered = match.end()
            if (fixed := _written(match, codes)) != match.group():
                yield Hit(match.start(), match.end(), fixed)
        for match in after.finditer(passage.text):
            if _has_code_before(passage.text, match.start(), coded) or match.start() < covered <= match.end():
                continue
            yield Hit(match.start(), match.end(), _written(match, codes))

    return look


def _written(match: re.Match[str], codes: dict[str, str]) -> str:
    figure = re.sub(r"\s?(?:-|–)\s?", "–", match["figure"])
    figure = re.sub(r"(?<!\d),|,(?=\d{1,2}(?!\d))", ".", figure)
    scale = _SCALES[match["scale"].lower()] if match["scale"] else ""
    return " ".join(part for part in (codes[match["code"]], figure, scale) if part)


def _has_code_before(text: str, start: int, coded: frozenset[str]) -> bool:
    return text[max(0, start - 4) : start].strip()[-3:] in coded

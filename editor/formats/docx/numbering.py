"""Lists of a Word document: bullets, and the numbers that Word shows and does not store."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from editor.formats.docx.names import value
from editor.formats.source.numbering import formatted

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_KINDS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_CHINESE = frozenset((
    "chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand",
))  # fmt: skip
_CHINESE_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its numbers are written, and from where they count."""

    kind: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass
class Numbering:
    """The lists of a document, counting along while its paragraphs are read."""

    levels: Mapping[str, Mapping[int, Level]] = field(default_factory=dict)
    abstract: Mapping[str, str] = field(default_factory=dict)
    _counters: dict[str, list[int | None]] = field(default_factory=dict)

    def take(self, number_id: str, level: int) -> str | None:
        """The mark of the next item: `1.`, `b)`; "" for a bullet, None where there is no such list."""
        levels = self.levels.get(number_id)
        if levels is None or not 0 <= level < _LEVELS:
            return None
        own = levels.get(level, Level())
        if own.kind == "none" and "%" not in own.text:
            return None
        counters = self._counters.setdefault(self.abstract.get(number_id, number_id), [None] * _LEVELS)
        before = counters[level]
        counters[level] = own.start if before is None else before + 1
        counters[level + 1 :] = [None] * (_LEVELS - level - 1)
        if own.kind == "bullet":
            return ""

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            count = counters[at]
            named = levels.get(at, Level())
            return _written(named.start if count is None else count, named.kind)

        return _PLACE.sub(number, own.text).strip()


def read_numbering(root: Element | None) -> Numbering:
    """The numbering part."""
    if root is None:
        return Numbering()
    abstract: dict[str, dict[int, Level]] = {}
    for element in root:
        if element.tag == "abstractNum":
            levels = {int(level.get("ilvl") or 0): _level(level) for level in element if level.tag == "lvl"}
            abstract[element.get("abstractNumId") or ""] = levels
    found: dict[str, Mapping[int, Level]] = {}
    bases: dict[str, str] = {}
    for element in root:
        if element.tag != "num":
            continue
        number_id, base = element.get("numId") or "", value(element, "abstractNumId") or ""
        levels = dict(abstract.get(base, {}))
        overridden = False
        for override in element:
            if override.tag != "lvlOverride":
                continue
            at = int(override.get("ilvl") or 0)
            own = override.find("lvl")
            start = value(override, "startOverride")
            level = _level(own) if own is not None else levels.get(at, Level())
            levels[at] = Level(level.kind, level.text, int(start)) if start and start.isdigit() else level
            overridden = True
        found[number_id] = levels
        # Lists of one abstract list count on; one that starts anew counts for itself.
        bases[number_id] = f"{base}/{number_id}" if overridden else base
    return Numbering(found, bases)


def _level(element: Element) -> Level:
    start = value(element, "start") or "1"
    return Level(
        value(element, "numFmt") or "decimal", value(element, "lvlText") or "", int(start) if start.isdigit() else 1
    )


def _written(number: int, kind: str) -> str:
    if kind in _KINDS:
        return formatted(number, _KINDS[kind])
    if kind in _CHINESE and 0 < number < 100:
        tens, ones = divmod(number, 10)
        ten = (_CHINESE_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "")
        return ten + (_CHINESE_DIGITS[ones] if ones else "")
    if kind == "decimalZero":
        return f"{number:02}"
    return str(number)

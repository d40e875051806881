"""Characters that share a glyph with others, and numbers of their own for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from fontTools.ttLib import TTFont, newTable

# Common characters: where one of them shares a glyph with others, the glyph is theirs. Their lines are drawn as fast as
# before.
_COMMON = (
    "\x00-\x7e\u00c0-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u200b\u2060"
    "\u3001\u3002\u3008-\u3011\u4e00-\u9fff\uff01-\uff3d"
)
_OTHERS = re.compile(f"[^{_COMMON}]")
FIRST_NUMBER = 512
"""Numbers begin that far beyond the last glyph: WeasyPrint uses those before for missing characters."""


def may_share(text: str) -> bool:
    """Whether a text has characters that could share glyphs with common ones."""
    return not text.isascii() and _OTHERS.search(text) is not None


@dataclass(frozen=True, slots=True)
class SharedGlyphs:
    """`numbers` has the number and the glyph of each character that shares its glyph, by character."""

    numbers: Mapping[str, tuple[int, int]]
    _owners: Mapping[int, str]
    _glyphs: Mapping[int, int]

    @classmethod
    def of(cls, character_map: bytes, glyph_count: int) -> SharedGlyphs:
        """Those of a font with TrueType outlines, from its `cmap` table."""
        return _of(character_map, glyph_count)

    def own(self, glyph: int) -> str:
        """The character that keeps the glyph's number; empty if there is none."""
        return self._owners.get(glyph, "")

    def glyphs_of(self, numbers: Iterable[int]) -> dict[int, int]:
        """The glyphs of those numbers that are characters'."""
        return {number: self._glyphs[number] for number in numbers if number in self._glyphs}


@lru_cache(maxsize=16)
def _of(character_map: bytes, glyph_count: int) -> SharedGlyphs:
    characters = _characters(character_map, glyph_count)
    owners: dict[int, str] = {}
    for code, glyph in sorted(characters, key=lambda pair: _rank(chr(pair[0]))):
        owners.setdefault(glyph, chr(code))
    sharing = [
        (chr(code), glyph) for code, glyph in characters if owners[glyph] != chr(code) or _rank(chr(code))[0] == 2
    ]
    numbers = {
        character: (number, glyph)
        for number, (character, glyph) in enumerate(sorted(sharing), glyph_count + FIRST_NUMBER)
        if number < 0x10000
    }
    return SharedGlyphs(numbers, owners, dict(numbers.values()))


def _rank(character: str) -> tuple[int, str]:
    """Common characters first, those that are only other forms of some other characters last."""
    if not _OTHERS.match(character):
        return 0, character
    return 2 if normalize("NFKC", character) != character else 1, character


def _characters(character_map: bytes, glyph_count: int) -> list[tuple[int, int]]:
    """Code points with their glyphs."""
    font = TTFont()
    # Names that are numbers: reading those of the font would take much longer.
    font.setGlyphOrder([str(glyph) for glyph in range(glyph_count)])
    table = font["cmap"] = newTable("cmap")
    table.decompile(character_map, font)
    return [(code, int(name)) for code, name in (font.getBestCmap() or {}).items() if name != "0"]

"""Scripts and character classes: the only place that knows which characters are Chinese.

The constants are the inside of a character class for `re` (`re.compile(f"[{HAN}]+")`), not compiled patterns:
compiling takes time that a start need not pay. They follow the Unicode properties named beside them; a test compares
them with the `regex` package. Ranges run to the end of their Unicode block, so that characters added later count too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

HAN = (
    "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00016fe2-\U00016fe3\U00016ff0-\U00016fff\U00020000-\U0003ffff"
)
"""Script=Han: ideographs, radicals, 々 and 〇."""

CHINESE = f"{HAN}\u3000-\u303f\ufe30-\ufe4f\uff00-\uffef"
"""Han with the blocks of its punctuation: CJK Symbols and Punctuation, CJK Compatibility Forms, full-width forms."""

KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\uff66-\uff9d"
"""Kana without the dot and the dash between words, which Chinese has too."""

UNSPACED = f"{CHINESE}\u3040-\u312f\u31a0-\u31bf\u31f0-\u31ff"
"""Scripts written without spaces between words: Chinese with kana and Bopomofo. Korean has spaces."""

EAST_ASIAN = f"{UNSPACED}\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff"
"""Characters between any two of which a line may break (UAX 14: ID, CJ, H2, H3), Hangul and enclosed signs included."""

_QUOTES = "\"'“”‘’"


@lru_cache(maxsize=8)
def _one_of(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{characters}]")


def has_han(text: str) -> bool:
    """Whether any character is of the Han script."""
    return not text.isascii() and _one_of(HAN).search(text) is not None


def columns(text: str) -> int:
    """The width of a text in columns of a fixed-pitch font: wide and full-width characters take two (UAX 11)."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def meet_without_space(left: str, right: str) -> bool:
    """Whether two lines of one paragraph are joined without a space: Chinese on both sides, quotation marks aside.

    Curly quotation marks are the same characters in Chinese and in English, so the character behind them decides.
    """
    before = left.rstrip(_QUOTES)[-1:] or left[-1:]
    behind = right.lstrip(_QUOTES)[:1] or right[:1]
    if before.isascii() or behind.isascii():
        return False
    unspaced = _one_of(UNSPACED)
    return unspaced.match(before) is not None and unspaced.match(behind) is not None

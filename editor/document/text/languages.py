"""The languages of East Asian runs in English text: Chinese in simplified or traditional characters, or Japanese.

The language chooses the typeface and the voice of a screen reader.
"""

from __future__ import annotations

import re
from functools import lru_cache

from editor.document.text.scripts import KANA, UNSPACED

SIMPLIFIED, TRADITIONAL, JAPANESE = "zh-Hans", "zh-Hant", "ja"

_RUN = f"[{UNSPACED}]+(?:[\u2018-\u201d\u2026 0-9]+[{UNSPACED}]+)*"
"""May hold spaces, digits and quotation marks (《2025 年稳外资行动方案》), but begins and ends in Chinese."""


@lru_cache(maxsize=1)
def _run() -> re.Pattern[str]:
    return re.compile(_RUN)


@lru_cache(maxsize=1)
def _kana() -> re.Pattern[str]:
    return re.compile(f"[{KANA}]")


def language_spans(text: str) -> tuple[tuple[str, str], ...]:
    """The text in consecutive, non-empty pieces, each with its language; "" for all that is not East Asian."""
    if text.isascii():
        return ((text, ""),) if text else ()
    pieces: list[tuple[str, str]] = []
    end = 0
    for run in _run().finditer(text):
        pieces += [(text[end : run.start()], ""), (run.group(), east_asian_language(run.group()))]
        end = run.end()
    pieces.append((text[end:], ""))
    return tuple(piece for piece in pieces if piece[0])


def east_asian_language(text: str) -> str:
    """The language of a text that is Chinese or Japanese: decided by its characters, simplified Chinese in doubt."""
    if _kana().search(text):
        return JAPANESE
    leaning = sum(map(_leaning, text))
    return TRADITIONAL if leaning > 0 else SIMPLIFIED


def stated_script(language: str) -> str:
    """Return "zh-Hans" or "zh-Hant" for a language tag that is that, else "".

    `zh-CN` and `zh-TW` state no script: programs write the language of the keyboard.
    """
    return next((one for one in (SIMPLIFIED, TRADITIONAL) if language.lower() == one.lower()), "")


@lru_cache(maxsize=4096)
def _leaning(character: str) -> int:
    """1 for a character of Taiwan's and Hong Kong's standards alone, -1 for one of the mainland's alone."""
    in_mainland = _is_in(character, "gb2312")
    in_taiwan = _is_in(character, "big5")
    if in_mainland or in_taiwan:
        return in_taiwan - in_mainland
    return int(_is_in(character, "big5hkscs"))


def _is_in(character: str, codec: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True

"""Signs that Unicode has for the sake of East Asian character sets, and letters for them: ℃, ㎡, Ⅲ.

In a Chinese title they are usual. In English text they are written out.
"""

from __future__ import annotations

import unicodedata

SIGNS = "\u2103\u2109\u2116\u2121\u2160-\u217f\u3371-\u337a\u3380-\u33df\u33ff\ufb00-\ufb06"
"""Degrees, number signs, Roman numerals, squared units, ligatures: the inside of a character class for `re`."""

_WRITTEN = {"\u2103": "°C", "\u2109": "°F", "\u2116": "No.", "\u2121": "Tel.", "㏄": "cc", "㏒": "log", "㏑": "ln"}
_SUPERSCRIPTS = str.maketrans("23", "²³")


def written_out(sign: str) -> str | None:
    """The letters for one sign; None for any other character. A figure behind a unit is an exponent: ㎡ is m²."""
    if sign in _WRITTEN:
        return _WRITTEN[sign]
    code = ord(sign)
    letters = unicodedata.normalize("NFKC", sign)
    if 0x2160 <= code <= 0x217F or 0xFB00 <= code <= 0xFB06:
        return letters
    if 0x3371 <= code <= 0x337A or 0x3380 <= code <= 0x33DF or code == 0x33FF:
        return letters.translate(_SUPERSCRIPTS).replace("∕", "/")
    return None

"""Long figures in groups of three."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.words.hits import Hit, Look
from editor.words.known import Known
from editor.words.masking import is_masked
from editor.words.passages import Passage
from schemas.style import StyleRule

# Five digits or more; no decimals, codes (GB 18384, No. 10023), dates, or figures joined to letters and signs.
_LONG = re.compile(r"(?<![\w.,/:#*+–-])\d{5,}(?![\w/:*–-]|[.,]\d)")
_CODE_BEFORE = re.compile(r"(?:[A-Z]{2,}|\b(?i:no\.|number|code|standard))(?:/T)? ?$")
_CURRENCY_BEFORE = re.compile(r"\b(?:CNY|RMB|USD|EUR|GBP|JPY|HKD|KRW) ?$")


def thousands(rule: StyleRule, known: Known) -> Look:
    """A figure of five digits or more without commas."""

    def look(passage: Passage) -> Iterator[Hit]:
        for match in _LONG.finditer(passage.text):
            before = passage.text[max(0, match.start() - 12) : match.start()]
            is_code = _CODE_BEFORE.search(before) and not _CURRENCY_BEFORE.search(before)
            if not is_code and match[0][0] != "0" and not is_masked(passage.text, match.start()):
                yield Hit(match.start(), match.end(), f"{int(match[0]):,}")

    return look

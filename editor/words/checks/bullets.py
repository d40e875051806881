"""How a bullet ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.words.hits import Hit, Look
from editor.words.known import Known
from editor.words.passages import Passage
from schemas.style import StyleRule

_END = re.compile(r"[.;,]+\s*$")
_ABBREVIATED = re.compile(r"\b(?:etc|Inc|Ltd|Co|Corp|Jr|e\.g|i\.e|(?:[A-Z]\.)*[A-Z])\.$|\.\.\.$")


def bullet_end(rule: StyleRule, known: Known) -> Look:
    """A full stop, semicolon or comma at the end of a bullet."""

    def look(passage: Passage) -> Iterator[Hit]:
        match = _END.search(passage.text)
        if match and not _ABBREVIATED.search(passage.text):
            yield Hit(match.start(), match.end(), "")

    return look

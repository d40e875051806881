"""Words that are in no dictionary."""

from __future__ import annotations

from collections.abc import Iterator

from editor.words.hits import Hit, Look
from editor.words.known import Known
from editor.words.passages import Passage
from schemas.style import StyleRule


def spelling(rule: StyleRule, known: Known) -> Look:
    """Misspelled words. Without a dictionary nothing is found."""

    def look(passage: Passage) -> Iterator[Hit]:
        if known.speller is not None:
            for token in known.speller.misspelled(passage.text):
                yield Hit(token.start, token.end)

    return look

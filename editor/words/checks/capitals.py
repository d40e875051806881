"""Titles in capitals where the house writes sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.words.hits import Hit, Look
from editor.words.known import Known, is_abbreviation
from editor.words.passages import Passage
from schemas.style import StyleRule

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_FEWEST = 4


def title_case(rule: StyleRule, known: Known) -> Look:
    """A title most of whose words begin with a capital. Its first word, known names and quotations do not count."""

    def look(passage: Passage) -> Iterator[Hit]:
        if passage.text.isupper() and len(passage.text) > 10:
            yield Hit(0, len(passage.text))
            return
        words = _WORD.findall(_QUOTED.sub("", passage.text))[1:]
        counted = [word for word in words if len(word) > 2 and not is_abbreviation(word) and word not in known.words]
        capitalized = [word for word in counted if word[0].isupper() and not known.is_name(word)]
        if len(capitalized) >= _FEWEST and len(capitalized) > 0.6 * len(counted):
            yield Hit(0, len(passage.text))

    return look

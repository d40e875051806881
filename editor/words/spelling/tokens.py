"""The words of a text that a dictionary can be asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from editor.document.text.folding import COMBINING
from editor.document.text.scripts import has_han
from editor.words.masking import is_masked

# Accents that are characters of their own belong to the word, soft hyphens as well.
_LETTERS = rf"(?:[^\W_]|[{COMBINING}\u00ad])+"
_PART = re.compile(rf"{_LETTERS}(?:[’']{_LETTERS})*")
_COMPOUND = re.compile(rf"{_PART.pattern}(?:[-\u2010\u2011–/]{_PART.pattern})*")
_POSSESSIVE = re.compile(r"[’']s$")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, without the possessive s, and the compound it is part of ("" for none)."""

    word: str
    start: int
    compound: str = ""

    @property
    def end(self) -> int:
        """Where the word ends."""
        return self.start + len(self.word)


def tokens(text: str) -> Iterator[Token]:
    """The words of a text; parts of compounds one by one.

    Figures, addresses, Chinese and words with odd characters in them are left out.
    """
    for match in _COMPOUND.finditer(text):
        whole = match[0]
        if is_masked(text, match.start()) or has_han(whole) or text[match.start() - 1 : match.start()] in ("@", "#"):
            continue
        parts = list(_PART.finditer(whole))
        compound = whole if len(parts) > 1 else ""
        for part in parts:
            word = _POSSESSIVE.sub("", part[0])
            if word.replace("’", "").replace("'", "").isalpha():
                yield Token(word, match.start() + part.start(), compound)

"""The words of a text that a dictionary can be asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from editor.document.text.folding import COMBINING

# Accents that are characters of their own belong to the word, soft hyphens as well.
_LETTERS = rf"(?:[^\W_]|[{COMBINING}\u00ad])+"
WORD = re.compile(rf"{_LETTERS}(?:[’']{_LETTERS})*")
_JOINT = r"[-\u2010\u2011–/]"
_COMPOUND_BEFORE = re.compile(rf"(?:{WORD.pattern}{_JOINT})+$")
_COMPOUND_AFTER = re.compile(rf"(?:{_JOINT}{WORD.pattern})+")
_POSSESSIVE = re.compile(r"[’']s$")
_LONGEST_COMPOUND = 60


@dataclass(frozen=True, slots=True)
class Token:
    """One word, without the possessive s; parts of compounds are words of their own."""

    word: str
    start: int

    @property
    def end(self) -> int:
        """Where the word ends."""
        return self.start + len(self.word)


def word_matches(text: str) -> Iterator[re.Match[str]]:
    """Every word of a text as it is written, the parts of compounds one by one; figures too."""
    return WORD.finditer(text)


def token(match: re.Match[str]) -> Token | None:
    """The word to look up; None for figures and for words with odd characters in them."""
    word = _POSSESSIVE.sub("", match[0])
    letters = word.replace("’", "").replace("'", "")
    return Token(word, match.start()) if letters.isalpha() else None


def compound(text: str, part: Token) -> str:
    """The whole compound that a word is part of, such as friend-shoring; the word itself where it is none."""
    before = _COMPOUND_BEFORE.search(text[max(0, part.start - _LONGEST_COMPOUND) : part.start])
    after = _COMPOUND_AFTER.match(text, part.end)
    return f"{before[0] if before else ''}{part.word}{after[0] if after else ''}"

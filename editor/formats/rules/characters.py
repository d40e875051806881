"""Which characters of a source a field can hold."""

from __future__ import annotations

import re

# Control characters, lone halves of surrogate pairs, placeholders of embedded objects, non-characters and invisible
# hints about line breaks. Joiners and marks of writing direction stay: emoji, Persian and Hebrew need them.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff\ufff9-\ufffc\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
# Of these, the ones that something stood for: a control character is worth a word, a hint about line breaks is not.
_MISSED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffc\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_LINE_END = re.compile("\r\n?|[\n\v\f\x85\u2029]")
_SPACES = re.compile("[\t\u2028]")

LINE_END = _LINE_END
"""What ends a line of plain text."""


def without_dropped(text: str) -> str:
    """The text without characters that cannot be seen."""
    return _DROPPED.sub("", text)


def cleaned(text: str) -> str:
    """One line of text as a field can hold it: ends of lines and tabs become spaces, what cannot be seen goes."""
    return _SPACES.sub(" ", _LINE_END.sub(" ", _DROPPED.sub("", text)))


def spaced(text: str) -> str:
    """Tabs and line separators as spaces."""
    return _SPACES.sub(" ", text)


def missed(text: str) -> int:
    """How many characters `cleaned` leaves out that something stood for."""
    return len(_MISSED.findall(text))

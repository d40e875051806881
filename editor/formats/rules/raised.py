"""Superscripts and subscripts as Unicode characters, and superscripts that are the marks of notes."""

from __future__ import annotations

import re

_SUPER = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_SUB = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
_WHOLE = {"tm": "™", "sm": "℠", "®": "®", "©": "©", "™": "™", "o": "°", "°": "°"}
"""Superscripts that are one sign, by their letters in lower case."""

_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|e|ème|a|o|ª|º)", re.IGNORECASE)
_NOTE_MARK = re.compile(
    r"\s*(?:\[?\(?(?:[0-9]{1,3}|[ivx]{1,5}|[a-e]|(?:note|nb) [0-9]+)\)?\]?|[*†‡§¶#]{1,3})\s*[,;]?\s*", re.IGNORECASE
)
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_UNITS = frozenset(("m", "cm", "mm", "km", "dm", "nm", "µm", "μm", "hm", "ft", "in", "yd", "mi", "s", "ms", "h", "kg",
                    "g", "l", "cd", "mol", "k", "r", "x", "y", "z", "n", "e", "a", "b", "c", "d"))  # fmt: skip
"""Short words that a square or a cube is a usual thing behind; single letters are variables as well."""


def superscript(text: str) -> str | None:
    """The text in superscript characters, or None where a character has none."""
    whole = _WHOLE.get(text.strip().lower())
    return whole if whole else _mapped(text, _SUPER)


def subscript(text: str) -> str | None:
    """The text in subscript characters, or None where a character has none."""
    return _mapped(text, _SUB)


def is_ordinal(before: str, text: str) -> bool:
    """Whether it is the raised ending of a number: 20<sup>th</sup>."""
    return bool(before[-1:].isdigit() and _ORDINAL.fullmatch(text.strip()))


def is_note_mark(before: str, text: str) -> bool:
    """Whether a superscript is the mark of a note: a number behind a word, a sentence or a quotation.

    Behind a figure, a unit or a variable (10⁹, m², R²) it is an exponent.
    """
    if not _NOTE_MARK.fullmatch(text):
        return False
    if not text.strip().isalnum():  # [3], *, †
        return True
    last = before.rstrip()[-1:]
    if not last or last.isdigit():
        return False
    word = _LAST_WORD.search(before.rstrip())
    if word is None:
        return last not in ")]"
    return not (word.group().lower() in _UNITS or (len(word.group()) <= 2 and not text.strip().isdigit()))


def _mapped(text: str, table: dict[str, str]) -> str | None:
    if not all(character in table or character.isspace() for character in text):
        return None
    return "".join(table.get(character, character) for character in text)

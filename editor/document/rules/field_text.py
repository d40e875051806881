"""The texts of fields as readers see them, for rules about length, characters and empty fields."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from editor.document.rules.rule import CheckedField
from editor.document.text.folding import folded
from editor.document.text.inline import plain
from editor.document.text.scripts import HAN
from schemas import Kind

LONGEST = 10_000
"""Characters. The longest paragraphs of an issue have 1,200. Longer texts are reported as too long and not checked any
further, so that a book pasted into a field does not slow down typing."""

LINES = frozenset({Kind.LINE, Kind.CHINESE})
WRITTEN = LINES | {Kind.INLINE}
"""Kinds whose value is one text."""

LISTS = frozenset({Kind.LINES, Kind.ISSUING_BODIES})
"""Kinds whose value is a tuple of lines."""

_MARKUP = re.compile(r"[\\*_\[\]]")
_HAN = re.compile(f"[{HAN}]+")


def as_read(field: CheckedField[str]) -> str:
    """Return the text without markup, or "" if it is too long to be checked."""
    if len(field.value) > LONGEST:
        return ""
    return plain(field.value) if field.spec.kind is Kind.INLINE else field.value


def raw_texts(field: CheckedField[Any]) -> tuple[str, ...]:
    """Return the texts of a field as stored, without those that are too long to be checked."""
    if isinstance(field.value, str):
        return (field.value,) if len(field.value) <= LONGEST else ()
    return tuple(text for text in field.value if len(text) <= LONGEST)


def is_blank(text: str) -> bool:
    """Whether a text has no visible character."""
    text = text.strip()
    # Most texts begin with a letter, so the rest need not be scanned.
    return not text or not (text[0].isalnum() or any(map(_is_visible, text[:LONGEST])))


def _is_visible(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) not in ("Cc", "Cf")


def is_blank_inline(text: str) -> bool:
    """Whether limited Markdown has no visible character. `[](https://…)` has none."""
    if len(text) > LONGEST or not _MARKUP.search(text):
        return is_blank(text)
    return is_blank(plain(text))


def comparison_key(text: str) -> str:
    """Return a key that is equal for texts that differ only in case, surrounding spaces or encoding."""
    return folded(text).text.strip().casefold()


def first_chinese(text: str) -> str:
    """Return the first run of Chinese characters of a text, or ""."""
    found = _HAN.search(text)
    return found.group() if found else ""


def shortened(text: str, most: int = 60) -> str:
    """Return a text as one printable line of at most `most` characters, for messages."""
    line = "".join(character if character.isprintable() else "�" for character in text[: most + 1])
    return line if len(line) <= most else line[: most - 1] + "…"


def quoted(text: str) -> str:
    """Return a shortened text in quotation marks: “…”, or ‘…’ if it contains “."""
    line = shortened(text)
    return f"‘{line}’" if "“" in line else f"“{line}”"

"""Texts as a reader meets them: what the length, the characters and the emptiness of a field are judged by."""

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
"""Characters. The longest paragraphs of an issue have 1,200; what is beyond ten thousand is a mistake, is told as one,
and is not read any further, so that a whole book pasted into a field does not slow down the typing."""

LINES = frozenset({Kind.LINE, Kind.CHINESE})
WRITTEN = LINES | {Kind.INLINE}
"""Kinds whose value is one text for readers."""

LISTS = frozenset({Kind.LINES, Kind.ISSUING_BODIES})
"""Kinds whose value is some lines."""

_MARKUP = re.compile(r"[\\*_\[\]]")
_HAN = re.compile(f"[{HAN}]+")


def as_read(field: CheckedField[str]) -> str:
    """The text without its markup; empty where it is too long to be read."""
    if len(field.value) > LONGEST:
        return ""
    return plain(field.value) if field.spec.kind is Kind.INLINE else field.value


def raw_texts(field: CheckedField[Any]) -> tuple[str, ...]:
    """The texts of a field as they are stored; those that are too long are left out."""
    if isinstance(field.value, str):
        return (field.value,) if len(field.value) <= LONGEST else ()
    return tuple(text for text in field.value if len(text) <= LONGEST)


def is_blank(text: str) -> bool:
    """Whether nothing of a text shows on paper."""
    text = text.strip()
    # Most texts begin with a letter, and are looked at no further.
    return not text or not (text[0].isalnum() or any(map(_is_visible, text[:LONGEST])))


def _is_visible(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) not in ("Cc", "Cf")


def is_blank_inline(text: str) -> bool:
    """The same for limited Markdown: `[](https://…)` shows nothing."""
    if len(text) > LONGEST or not _MARKUP.search(text):
        return is_blank(text)
    return is_blank(plain(text))


def comparison_key(text: str) -> str:
    """What two texts have in common if a reader takes them for the same."""
    return folded(text).text.strip().casefold()


def first_chinese(text: str) -> str:
    """The first Chinese words of a text, or ""."""
    found = _HAN.search(text)
    return found.group() if found else ""


def shortened(text: str, most: int = 60) -> str:
    """Fit for a message: one line that is not too long."""
    line = "".join(character if character.isprintable() else "�" for character in text[: most + 1])
    return line if len(line) <= most else line[: most - 1] + "…"


def quoted(text: str) -> str:
    """The same in quotation marks, the inner ones if it has outer ones itself."""
    line = shortened(text)
    return f"‘{line}’" if "“" in line else f"“{line}”"

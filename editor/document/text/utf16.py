"""Positions: Python counts characters, Qt counts UTF-16 units, of which emoji and rare Chinese need two."""

from __future__ import annotations


def utf16_length(text: str) -> int:
    """The length of a text as Qt counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_slice(text: str, start: int, end: int) -> str:
    """The part of a text between two positions of Qt's."""
    if text.isascii() or utf16_length(text) == len(text):
        return text[start:end]
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode("utf-16-le", "replace")


def utf16_position(text: str, position: int) -> int:
    """A position that counts characters, in Qt's units; past the end it is the end."""
    return utf16_length(text[: max(0, position)])

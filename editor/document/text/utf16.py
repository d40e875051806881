"""Convert positions: Python counts code points, Qt counts UTF-16 code units."""

from __future__ import annotations


def utf16_length(text: str) -> int:
    """Return the length of a text in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_slice(text: str, start: int, end: int) -> str:
    """Return the part of a text between two positions in UTF-16 code units."""
    if text.isascii() or utf16_length(text) == len(text):
        return text[start:end]
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode("utf-16-le", "replace")


def utf16_position(text: str, position: int) -> int:
    """Convert a position from code points to UTF-16 code units, limited to the end of the text."""
    return utf16_length(text[: max(0, position)])

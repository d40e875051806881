"""Grapheme boundaries: a flag, an emoji sequence or a letter with combining marks is never split."""

from __future__ import annotations

from PySide6.QtCore import QTextBoundaryFinder

from editor.document.text.utf16 import utf16_length, utf16_slice

_INDICATORS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
_INDICATOR = 2
"""Length of a regional indicator in UTF-16 code units. Two indicators are a flag."""


def expand_to_graphemes(text: str, start: int, end: int) -> tuple[int, int]:
    """Expand a range (UTF-16 offsets) so that it splits no grapheme."""
    if text.isascii() or start >= end:
        return start, end
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    start, end = _boundary(finder, start, forward=False), _boundary(finder, end, forward=True)
    return start - _INDICATOR * _splits_flag(text, start), end + _INDICATOR * _splits_flag(text, end)


def trim_selection(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the selected text without surrounding spaces, in whole graphemes.

    `start` and `end` are UTF-16 offsets. Returns start and length in code points.
    """
    start, end = expand_to_graphemes(text, max(0, start), min(end, utf16_length(text)))
    words = utf16_slice(text, start, end)
    before = len(utf16_slice(text, 0, start)) + len(words) - len(words.lstrip())
    return before, len(words.strip())


def _boundary(finder: QTextBoundaryFinder, position: int, *, forward: bool) -> int:
    finder.setPosition(position)
    if finder.isAtBoundary():
        return position
    found = finder.toNextBoundary() if forward else finder.toPreviousBoundary()
    return found if found >= 0 else position


def _splits_flag(text: str, position: int) -> bool:
    """Return whether a position is in the middle of a flag.

    Qt 6.12 reports a boundary there if the flag follows an emoji.
    """
    before, behind = utf16_slice(text, 0, position), utf16_slice(text, position, position + _INDICATOR)
    indicators = len(before) - len(before.rstrip(_INDICATORS))
    return indicators % 2 == 1 and behind in _INDICATORS and bool(behind)

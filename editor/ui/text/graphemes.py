"""Letters as people see them: a flag, a family of emoji or a letter with its accents is one, whatever it is made of."""

from __future__ import annotations

from PySide6.QtCore import QTextBoundaryFinder

from editor.document.text.utf16 import utf16_length, utf16_slice

_INDICATORS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
_INDICATOR = 2
"""Qt's units of a regional indicator; two of them are a flag."""


def expand_to_graphemes(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch between two positions (Qt's units), grown so that it cuts no letter in two."""
    if text.isascii() or start >= end:
        return start, end
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    start, end = _boundary(finder, start, forward=False), _boundary(finder, end, forward=True)
    return start - _INDICATOR * _splits_flag(text, start), end + _INDICATOR * _splits_flag(text, end)


def trim_selection(text: str, start: int, end: int) -> tuple[int, int]:
    """What a selection (Qt's units) selects of a text: whole letters without the spaces around them.

    Returns start and length in code points.
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
    """Whether a position is in the middle of a flag: Qt 6.12 sees a boundary there where the flag follows an emoji."""
    before, behind = utf16_slice(text, 0, position), utf16_slice(text, position, position + _INDICATOR)
    indicators = len(before) - len(before.rstrip(_INDICATORS))
    return indicators % 2 == 1 and behind in _INDICATORS and bool(behind)

"""Words that are no part of a text, shown in it: what others would insert, and what one's own suggestions delete.

A gap is opened by letter spacing after the character before them. That is a format of the layout, as syntax
highlighters use it: the document stays as it is, nothing is emitted, and caret, clipboard and undo know nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextBlock, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QTextEdit

from editor.document.text.utf16 import utf16_length
from editor.ui.look.tokens import Tokens
from editor.ui.text.highlights import HighlightKind, HighlightSpan, background_colour, line_colour

_SHARE = 0.45
"""Of the width of the text. Longer words end in an ellipsis; the card has all of them."""
_PAD = 3.0
"""Space on both sides of the words, in pixels."""
_MOST = 200
"""Characters that are looked at. A gap never has room for more."""

_MOST_MEASURED = 2_000
"""Texts whose widths are remembered."""


class _Gap(NamedTuple):
    """Where a gap is in a block, in UTF-16 offsets of the characters before it, and the words in it."""

    start: int
    end: int
    words: tuple[tuple[HighlightSpan, str, float], ...]

    @property
    def width(self) -> float:
        return sum(width for _, _, width in self.words)


class PendingWords:
    """The words shown in one editor. They are placed anew whenever the text has changed."""

    def __init__(self, edit: QTextEdit) -> None:
        self._edit = edit
        self._gaps: dict[int, list[_Gap]] = {}
        self._measured_for = (edit.font(), 0.0)
        self._measured: dict[str, tuple[str, float]] = {}

    def place(self, spans: Iterable[tuple[QTextBlock, HighlightSpan]], only: int | None = None) -> None:
        """Open gaps for the spans that have words. Their offsets are those in their blocks.

        With `only`, the spans are those of the block of that number, and the others stay as they are.
        """
        by_block: dict[int, tuple[QTextBlock, list[HighlightSpan]]] = {}
        for block, span in spans:
            if span.words:
                by_block.setdefault(block.blockNumber(), (block, []))[1].append(span)
        wanted = {number: list(self._gaps_of(block, own)) for number, (block, own) in by_block.items()}
        document = self._edit.document()
        for number in {*self._gaps, *wanted} if only is None else {only}:
            block = document.findBlockByNumber(number)
            if block.isValid() and not block.layout().preeditAreaText():
                _open(block, wanted.get(number, []))
        kept = {} if only is None else {number: gaps for number, gaps in self._gaps.items() if number != only}
        self._gaps = kept | wanted

    def _gaps_of(self, block: QTextBlock, spans: Iterable[HighlightSpan]) -> Iterator[_Gap]:
        text = block.text()
        units = text.encode("utf-16-le", "surrogatepass") if utf16_length(text) != len(text) else b""
        room = _SHARE * self._edit.viewport().width()
        if (self._edit.font(), room) != self._measured_for or len(self._measured) > _MOST_MEASURED:
            self._measured_for = self._edit.font(), room
            self._measured = {}
        found: dict[tuple[int, int], list[tuple[HighlightSpan, str, float]]] = {}
        for span in spans:
            place = _character_before(units, span.start) if units else _letter_before(text, span.start)
            if place is not None:
                found.setdefault(place, []).append((span, *self._shown(span.words)))
        for (start, end), words_here in found.items():
            yield _Gap(start, end, tuple(words_here))

    def _shown(self, words: str) -> tuple[str, float]:
        """Words as there is room for them, and their width. The same ones are measured once, not at each letter."""
        known = self._measured.get(words)
        if known is None:
            font, room = self._measured_for
            metrics = QFontMetricsF(font)
            line = " ".join(words[:_MOST].replace("\n", " ¶ ").split())
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)
            known = self._measured[words] = shown, metrics.horizontalAdvance(shown) + 4 * _PAD
        return known

    def has_room(self, block: QTextBlock, span: HighlightSpan) -> bool:
        """Whether the words of a span are shown; if not, a mark shows their place."""
        return any(span == one for gap in self._gaps.get(block.blockNumber(), ()) for one, _, _ in gap.words)

    def paint(self, painter: QPainter, tokens: Tokens) -> None:
        """Paint the words into their gaps."""
        document = self._edit.document()
        down = self._edit.verticalScrollBar().value()
        for number, gaps in self._gaps.items():
            block = document.findBlockByNumber(number)
            layout = block.layout() if block.isValid() else None
            if layout is None or layout.preeditAreaText():
                continue
            for gap in gaps:
                line = layout.lineForTextPosition(gap.start)
                if not line.isValid():
                    continue
                left = layout.position().x() + _x(line.cursorToX(gap.end)) - gap.width
                top = layout.position().y() + line.y() - down
                self._paint_gap(painter, gap, QRectF(left, top, gap.width, line.height()), tokens)

    def _paint_gap(self, painter: QPainter, gap: _Gap, area: QRectF, tokens: Tokens) -> None:
        left = area.left()
        painter.save()
        # The line through a struck letter goes on through the space behind it.
        painter.fillRect(area, self._edit.palette().base())
        for span, words, width in gap.words:
            box = QRectF(left + _PAD, area.top(), width - 2 * _PAD, area.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(background_colour(span, tokens))
            painter.drawRoundedRect(box, _PAD, _PAD)
            font = QFont(self._edit.font())
            font.setStrikeOut(HighlightKind.DELETED in span.highlights)
            font.setUnderline(HighlightKind.DELETED not in span.highlights)
            painter.setFont(font)
            painter.setPen(QColor(line_colour(span, tokens)))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
            left += width
        painter.restore()


def _letter_before(text: str, at: int) -> tuple[int, int] | None:
    """The same as `_character_before` for texts whose letters are one unit each, which is quicker."""
    end = len(text[:at].rstrip())
    return (end - 1, end) if end else None


def _character_before(encoded: bytes, at: int) -> tuple[int, int] | None:
    """The character that a gap comes after, in UTF-16 offsets of a block's text, which is given in UTF-16; or None.

    A space at the end of a line has no width: the gap comes before the space.
    """
    end = at
    while end > 0 and encoded[2 * end - 2 : 2 * end].decode("utf-16-le", "surrogatepass").isspace():
        end -= 1
    if end == 0:
        return None
    is_pair = 0xDC00 <= int.from_bytes(encoded[2 * end - 2 : 2 * end], "little") <= 0xDFFF
    return (end - 2 if is_pair else end - 1), end


def _open(block: QTextBlock, gaps: Iterable[_Gap]) -> None:
    """Give the layout of a block these gaps only."""
    layout = block.layout()
    formats: list[QTextLayout.FormatRange] = []
    for gap in gaps:
        one = QTextLayout.FormatRange()
        one.start, one.length, one.format = gap.start, gap.end - gap.start, _spaced(gap.width)
        formats.append(one)
    if _described(layout.formats()) != _described(formats):
        layout.setFormats(formats)
        block.document().markContentsDirty(block.position(), block.length())


@lru_cache(maxsize=512)
def _spaced(width: float) -> QTextCharFormat:
    spaced = QTextCharFormat()
    spaced.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    spaced.setFontLetterSpacing(width)
    return spaced


def _described(formats: Iterable[QTextLayout.FormatRange]) -> list[tuple[int, int, float]]:
    return [(one.start, one.length, one.format.fontLetterSpacing()) for one in formats]


def _x(place: object) -> float:
    """Return the x coordinate. PySide returns it together with the cursor position."""
    found = place[0] if isinstance(place, tuple) else place
    assert isinstance(found, int | float)
    return float(found)

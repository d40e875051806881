"""Highlights of a QTextEdit. The document is not changed, so nothing is emitted and there is nothing to undo.

Text cursors hold the highlights: they move with the text until the highlights are shown again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from editor.document.paths import FieldPath
from editor.document.text.utf16 import utf16_length
from editor.ui.look.tokens import Tokens
from editor.ui.text.highlights import (
    Highlight,
    HighlightSpan,
    highlight_format,
    highlight_spans,
    line_colour,
)
from editor.ui.text.pending_words import PendingWords
from editor.ui.text.styles import select

_FLAG = 3.0
"""Half the width of the foot of an insertion mark, in pixels."""


class _Anchored(NamedTuple):
    """A span in document positions, and the cursor that keeps its place."""

    span: HighlightSpan
    cursor: QTextCursor

    @property
    def now(self) -> tuple[QTextBlock, HighlightSpan]:
        """The block that it is in now, and the span in offsets of the block."""
        block = self.cursor.document().findBlock(self.cursor.selectionStart())
        start, end = self.cursor.selectionStart() - block.position(), self.cursor.selectionEnd() - block.position()
        return block, self.span._replace(start=start, end=end)


class TextHighlights:
    """The highlights of one editor. `block_of` returns the text block at a path relative to the field, or None."""

    def __init__(self, edit: QTextEdit, block_of: Callable[[FieldPath], QTextBlock | None]) -> None:
        self._edit = edit
        self._block_of = block_of
        self._anchored: list[_Anchored] = []
        self._shown: tuple[Highlight, ...] = ()
        self._is_moved = False
        self._blocks = edit.document().blockCount()
        self._words = PendingWords(edit)
        edit.document().contentsChange.connect(self._moved)

    def _moved(self, position: int, removed: int, added: int) -> None:
        self._is_moved = True
        document = self._edit.document()
        count, self._blocks = self._blocks, document.blockCount()
        block = document.findBlock(position)
        if count == self._blocks and block.isValid() and block.contains(position + added):
            self._place_words(block)
        else:
            self._place_words()

    def resized(self) -> None:
        """Fit the words that are shown between others to the width."""
        self._place_words()

    def _place_words(self, only: QTextBlock | None = None) -> None:
        """Place the words of all blocks, or of one: a thousand are in the text while letters are typed in one block."""
        if only is None:
            self._words.place(anchored.now for anchored in self._anchored if anchored.span.words)
            return
        start, end = only.position(), only.position() + only.length()
        own = (
            anchored.now
            for anchored in self._anchored
            if anchored.span.words and start <= anchored.cursor.selectionStart() < end
        )
        self._words.place(own, only.blockNumber())

    def show(self, highlights: Iterable[Highlight], tokens: Tokens) -> None:
        """Show these highlights only."""
        found = tuple(highlights)
        if found == self._shown and not self._is_moved:
            return
        self._shown, self._is_moved = found, False
        self._update_cursors(found, tokens)

    def _update_cursors(self, highlights: tuple[Highlight, ...], tokens: Tokens) -> None:
        wanted = self._wanted(highlights)
        if len(wanted) == len(self._anchored) and all(
            _is_there(one, anchored) for one, anchored in zip(wanted, self._anchored, strict=True)
        ):
            return
        self._anchored = [_Anchored(one, _cursor(block, one)) for block, one in wanted]
        self._place_words()
        self.apply_tokens(tokens)

    def apply_tokens(self, tokens: Tokens) -> None:
        """Draw the current highlights in these colours."""
        shown: list[QTextEdit.ExtraSelection] = []
        for anchored in self._anchored:
            if anchored.span.start < anchored.span.end:
                selection = QTextEdit.ExtraSelection()
                selection.cursor = anchored.cursor
                selection.format = highlight_format(anchored.span, tokens)
                shown.append(selection)
        self._edit.setExtraSelections(shown)
        self._edit.viewport().update()

    def paint(self, painter: QPainter, tokens: Tokens) -> None:
        """Paint the words and marks of length 0. The editor paints the others."""
        self._words.paint(painter, tokens)
        for anchored in self._anchored:
            if anchored.span.start == anchored.span.end and not self._words.has_room(*anchored.now):
                paint_insertion_mark(painter, QRectF(self._edit.cursorRect(anchored.cursor)), anchored.span, tokens)

    def tip_at(self, position: int) -> str:
        """Return who suggests or says what at a position of the document; "" for nothing."""
        tips = (
            one.span.tip
            for one in self._anchored
            if one.cursor.selectionStart() <= position <= one.cursor.selectionEnd()
        )
        return "\n".join(dict.fromkeys(tip for tip in tips if tip))

    def _wanted(self, highlights: Iterable[Highlight]) -> list[tuple[QTextBlock, HighlightSpan]]:
        by_text: dict[FieldPath, list[Highlight]] = {}
        for one in highlights:
            by_text.setdefault(one.path, []).append(one)
        found: list[tuple[QTextBlock, HighlightSpan]] = []
        for subpath, group in by_text.items():
            block = self._block_of(subpath)
            if block is not None:
                found += ((block, one) for one in to_qt_units(group, block.text()))
        return found


def to_qt_units(highlights: Iterable[Highlight], text: str) -> list[HighlightSpan]:
    """Return the highlights of a text as spans in UTF-16 offsets."""
    found = highlight_spans(highlights, len(text))
    if not found or utf16_length(text) == len(text):
        return found
    places = [0]
    for letter in text:
        places.append(places[-1] + utf16_length(letter))
    return [one._replace(start=places[one.start], end=places[one.end]) for one in found]


def paint_insertion_mark(painter: QPainter, caret: QRectF, span: HighlightSpan, tokens: Tokens) -> None:
    """Paint a thin line with a foot, where text was removed or is to be inserted."""
    colour = QColor(line_colour(span, tokens))
    middle = caret.center().x()
    painter.fillRect(QRectF(middle - 0.75, caret.top(), 1.5, caret.height()), colour)
    painter.fillRect(QRectF(middle - _FLAG, caret.bottom() - 1.5, 2 * _FLAG, 1.5), colour)


def _cursor(block: QTextBlock, one: HighlightSpan) -> QTextCursor:
    return select(block, one.start, one.end)


def _is_there(wanted: tuple[QTextBlock, HighlightSpan], anchored: _Anchored) -> bool:
    return anchored.now == wanted

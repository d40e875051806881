"""Tints over the text of an editor of several lines. The document is not touched, so nothing is said or undone.

They are held by cursors, which move along while the text is typed in, until the tints are shown anew.
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
from editor.ui.text.styles import select
from editor.ui.text.tints import Stretch, Tint, Tinted, line_colour, stretches, tint_format

_FLAG = 3.0
"""Half the width of the foot of a mark between two letters."""


class _Held(NamedTuple):
    """A stretch, where it is to be, and the cursor that holds it there."""

    start: int
    end: int
    tints: frozenset[Tint]
    cursor: QTextCursor


class TextTints:
    """The tints of one editor; `block_of` finds the text that a path below the field names, None where it has none."""

    def __init__(self, edit: QTextEdit, block_of: Callable[[FieldPath], QTextBlock | None]) -> None:
        self._edit = edit
        self._block_of = block_of
        self._held: list[_Held] = []
        self._shown: tuple[Tinted, ...] = ()
        self._is_moved = False
        edit.document().contentsChange.connect(self._moved)

    def _moved(self) -> None:
        self._is_moved = True

    def show(self, tints: Iterable[Tinted], tokens: Tokens) -> None:
        """Show these and no others; nothing happens where they are shown already."""
        found = tuple(tints)
        if found == self._shown and not self._is_moved:
            return
        self._shown, self._is_moved = found, False
        self._stretch(found, tokens)

    def _stretch(self, tints: tuple[Tinted, ...], tokens: Tokens) -> None:
        wanted = self._wanted(tints)
        if len(wanted) == len(self._held) and all(
            _is_there(one, held) for one, held in zip(wanted, self._held, strict=True)
        ):
            return
        self._held = [_Held(*_span(block, one), one.tints, _cursor(block, one)) for block, one in wanted]
        self.dress(tokens)

    def dress(self, tokens: Tokens) -> None:
        """Draw what is shown in these colours."""
        shown: list[QTextEdit.ExtraSelection] = []
        for held in self._held:
            if held.start < held.end:
                selection = QTextEdit.ExtraSelection()
                selection.cursor = held.cursor
                selection.format = tint_format(held.tints, tokens)
                shown.append(selection)
        self._edit.setExtraSelections(shown)
        self._edit.viewport().update()

    def paint(self, painter: QPainter, tokens: Tokens) -> None:
        """The marks between two letters; the editor paints the rest."""
        for held in self._held:
            if held.start == held.end:
                paint_point(painter, QRectF(self._edit.cursorRect(held.cursor)), held.tints, tokens)

    def _wanted(self, tints: Iterable[Tinted]) -> list[tuple[QTextBlock, Stretch]]:
        by_text: dict[FieldPath, list[Tinted]] = {}
        for one in tints:
            by_text.setdefault(one.path, []).append(one)
        found: list[tuple[QTextBlock, Stretch]] = []
        for tail, group in by_text.items():
            block = self._block_of(tail)
            if block is not None:
                found += ((block, one) for one in in_units(group, block.text()))
        return found


def in_units(tints: Iterable[Tinted], text: str) -> list[Stretch]:
    """The stretches of a text in Qt's units."""
    found = stretches(tints, len(text))
    if not found or utf16_length(text) == len(text):
        return found
    places = [0]
    for letter in text:
        places.append(places[-1] + utf16_length(letter))
    return [Stretch(places[one.start], places[one.end], one.tints) for one in found]


def paint_point(painter: QPainter, caret: QRectF, tints: frozenset[Tint], tokens: Tokens) -> None:
    """A thin line with a foot, where something went or is to come."""
    colour = QColor(line_colour(tints, tokens))
    middle = caret.center().x()
    painter.fillRect(QRectF(middle - 0.75, caret.top(), 1.5, caret.height()), colour)
    painter.fillRect(QRectF(middle - _FLAG, caret.bottom() - 1.5, 2 * _FLAG, 1.5), colour)


def _span(block: QTextBlock, one: Stretch) -> tuple[int, int]:
    return block.position() + one.start, block.position() + one.end


def _cursor(block: QTextBlock, one: Stretch) -> QTextCursor:
    return select(block, one.start, one.end)


def _is_there(wanted: tuple[QTextBlock, Stretch], held: _Held) -> bool:
    block, one = wanted
    cursor = held.cursor
    return one.tints == held.tints and _span(block, one) == (cursor.selectionStart(), cursor.selectionEnd())

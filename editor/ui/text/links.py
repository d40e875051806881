"""Where links are in a document, and what a new one would take in."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextCursor, QTextDocument

from editor.document.text.utf16 import utf16_slice
from editor.ui.text.styles import style_in, style_spans


def link_at(document: QTextDocument, position: int) -> str | None:
    """The address of the link that the character at a position is in; "" where it has none, None outside links."""
    block = document.findBlock(position)
    if position >= block.position() + block.length() - 1:
        return None  # the end of a paragraph has a format too, and no letter
    before = QTextCursor(block)
    before.setPosition(position + 1)  # a cursor tells the format of the character before it
    return style_in(before.charFormat()).link


def link_under(document: QTextDocument, point: QPointF) -> str | None:
    """The address of the link at a point of the document."""
    position = document.documentLayout().hitTest(point, Qt.HitTestAccuracy.ExactHit)
    if position < 0:
        return None
    found = link_at(document, position)  # a hit on the right half of a letter counts for the place behind it
    return link_at(document, position - 1) if found is None and position else found


def link_span(cursor: QTextCursor) -> QTextCursor | None:
    """The whole link that a cursor stands in or at the edge of, with its selection."""
    block = cursor.document().findBlock(cursor.selectionStart())
    one, two = cursor.selectionStart() - block.position(), cursor.selectionEnd() - block.position()
    linked = [piece for piece in style_spans(block) if piece.style.link is not None]
    touched = next((piece for piece in linked if piece.start <= one and two <= piece.end), None)
    if touched is None:
        return None
    start, end = touched.start, touched.end
    for piece in reversed(linked):
        if piece.end == start and piece.style.link == touched.style.link:
            start = piece.start
    for piece in linked:
        if piece.start == end and piece.style.link == touched.style.link:
            end = piece.end
    return _spanning(cursor, block.position() + start, block.position() + end)


def word_span(cursor: QTextCursor) -> QTextCursor:
    """The word that a cursor stands in, or the cursor as it is."""
    word = QTextCursor(cursor)
    word.select(QTextCursor.SelectionType.WordUnderCursor)
    return word if word.selectedText().strip() else cursor


def trim_spaces(cursor: QTextCursor) -> QTextCursor:
    """The selection without spaces at its ends, where it is within one paragraph."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    block = cursor.document().findBlock(start)
    if end > block.position() + block.length() - 1:
        return cursor
    text = utf16_slice(block.text(), start - block.position(), end - block.position())
    # Spaces need one unit each, whatever stands between them.
    start, end = start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))
    return _spanning(cursor, start, end) if start < end else cursor


def _spanning(cursor: QTextCursor, start: int, end: int) -> QTextCursor:
    span = QTextCursor(cursor)
    span.setPosition(start)
    span.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return span

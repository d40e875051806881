"""Finding links in a text document, and the range of a new one."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextCursor, QTextDocument

from editor.document.text.utf16 import utf16_slice
from editor.ui.text.styles import style_in, style_spans


def link_at(document: QTextDocument, position: int) -> str | None:
    """Return the address of the link at a character: "" for a link without an address, None outside links."""
    block = document.findBlock(position)
    if position >= block.position() + block.length() - 1:
        return None  # a paragraph end has a format, but no character
    before = QTextCursor(block)
    before.setPosition(position + 1)  # charFormat() describes the character before the cursor
    return style_in(before.charFormat()).link


def link_under(document: QTextDocument, point: QPointF) -> str | None:
    """Return the address of the link at a point of the document."""
    position = document.documentLayout().hitTest(point, Qt.HitTestAccuracy.ExactHit)
    if position < 0:
        return None
    found = link_at(document, position)  # in the right half of a character, hitTest returns the position after it
    return link_at(document, position - 1) if found is None and position else found


def link_span(cursor: QTextCursor) -> QTextCursor | None:
    """Return the whole link that a cursor is in or next to, as a selection."""
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
    """Return the word at a cursor, or the cursor itself."""
    word = QTextCursor(cursor)
    word.select(QTextCursor.SelectionType.WordUnderCursor)
    return word if word.selectedText().strip() else cursor


def trim_spaces(cursor: QTextCursor) -> QTextCursor:
    """Return the selection without spaces at its ends, if it is within one paragraph."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    block = cursor.document().findBlock(start)
    if end > block.position() + block.length() - 1:
        return cursor
    text = utf16_slice(block.text(), start - block.position(), end - block.position())
    # A space is one UTF-16 code unit.
    start, end = start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))
    return _spanning(cursor, start, end) if start < end else cursor


def _spanning(cursor: QTextCursor, start: int, end: int) -> QTextCursor:
    span = QTextCursor(cursor)
    span.setPosition(start)
    span.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return span

"""Updates a text document to show other lines, touching only those that differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument

from editor.document.text.block_lines import BlockLine
from editor.document.text.inline import parse
from editor.ui.look.tokens import Tokens
from editor.ui.text.styles import PLAIN, char_format, insert_runs, is_bullet, show_runs

FormatOf = Callable[[bool], QTextBlockFormat]
"""Returns the format of a bullet (True) or of a paragraph (False)."""


def sync_lines(
    document: QTextDocument, old: Sequence[BlockLine], new: Sequence[BlockLine], format_of: FormatOf, tokens: Tokens
) -> None:
    """Change a document from showing `old` to showing `new`. Both have at least one line."""
    start = 0
    most = min(len(old), len(new))
    while start < most and old[start].same_as(new[start]):
        start += 1
    kept = 0
    while kept < most - start and old[-1 - kept].same_as(new[-1 - kept]):
        kept += 1
    old_ids = [_key(line) for line in old[start : len(old) - kept]]
    new_ids = [_key(line) for line in new[start : len(new) - kept]]
    edit = QTextCursor(document)
    edit.beginEditBlock()
    steps = SequenceMatcher(None, old_ids, new_ids, autojunk=False).get_opcodes()
    for kind, one, two, three, four in reversed(steps):  # backwards, so that the block numbers before it stay valid
        shared = min(two - one, four - three) if kind in ("equal", "replace") else 0
        if two - one > shared:
            _remove(document, start + one + shared, start + two)
        if four - three > shared:
            _insert(document, start + one + shared, new[start + three + shared : start + four], format_of, tokens)
        for number in range(shared):
            before, line = old[start + one + number], new[start + three + number]
            if not before.same_as(line):
                block = document.findBlockByNumber(start + one + number)
                show_runs(block, parse(line.item.text), tokens)
                _set_bullet(block, line.is_bullet, format_of)
    edit.endEditBlock()


def _key(line: BlockLine) -> tuple[str, bool]:
    return line.item.id, line.is_bullet


def _set_bullet(block: QTextBlock, bullet: bool, format_of: FormatOf) -> None:
    if is_bullet(block) != bullet:
        QTextCursor(block).setBlockFormat(format_of(bullet))


def _remove(document: QTextDocument, first: int, stop: int) -> None:
    """Remove whole blocks. At least one other block must remain, before or after them."""
    behind = document.findBlockByNumber(stop)
    cursor = QTextCursor(document.findBlockByNumber(first))
    if behind.isValid():
        form = behind.blockFormat()
        cursor.setPosition(behind.position(), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.setBlockFormat(form)
    else:
        before = document.findBlockByNumber(first - 1)
        form = before.blockFormat()
        cursor.setPosition(before.position() + before.length() - 1)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.setBlockFormat(form)


def _insert(document: QTextDocument, at: int, lines: Sequence[BlockLine], format_of: FormatOf, tokens: Tokens) -> None:
    """Insert blocks before the block at that number, or at the end."""
    plain = char_format(PLAIN, tokens)
    if at >= document.blockCount():
        cursor = QTextCursor(document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        for line in lines:
            cursor.insertBlock(format_of(line.is_bullet), plain)
            insert_runs(cursor, parse(line.item.text), tokens)
        return
    block = document.findBlockByNumber(at)
    form = block.blockFormat()
    cursor = QTextCursor(block)
    for line in lines:
        cursor.setBlockFormat(format_of(line.is_bullet))
        insert_runs(cursor, parse(line.item.text), tokens)
        cursor.insertBlock(form)

"""An editor for the paragraphs and bullet lists of one field."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextBlock, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from editor.document.findings import Level
from editor.document.paths import FieldPath
from editor.document.text.block_lines import BlockLine, BlockLines, EditorLine, blocks_of, lines_of
from editor.document.text.inline import parse
from editor.document.text.inline_writer import markdown
from editor.formats.clipboard.pasted import PastedBlock
from editor.ui.text import keys
from editor.ui.text.document_sync import sync_lines
from editor.ui.text.rich_edit import RichEdit
from editor.ui.text.styles import block_format, char_format, insert_runs, is_bullet, map_position, runs_in, show_runs
from schemas import Block
from schemas.part import new_id

_ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class BlocksEdit(RichEdit):
    """Edits a tuple of blocks. Block ids stay with their text."""

    blocks_edited = Signal(object)
    """tuple[Block, ...], after an edit by the user."""

    def __init__(
        self,
        name: str,
        *,
        description: str = "",
        placeholder: str = "",
        parent: QWidget | None = None,
        make_id: Callable[[], str] = new_id,
    ) -> None:
        super().__init__(name, description, placeholder, 4, parent)
        self._make_id = make_id
        self._placeholder = placeholder
        self._blocks: tuple[Block, ...] = ()
        self._pending: tuple[Block, ...] | None = None
        self._lines = BlockLines(lines_of((), make_id), make_id)
        self._changed: set[str] = set()
        self._keys[(_ALT_SHIFT, Qt.Key.Key_Up)] = lambda: self.move_block(-1)
        self._keys[(_ALT_SHIFT, Qt.Key.Key_Down)] = lambda: self.move_block(1)
        with self._edits_suppressed():
            QTextCursor(self.document()).setBlockFormat(self._format(bullet=False))

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks as they are shown."""
        return self._blocks

    def set_blocks(self, blocks: tuple[Block, ...]) -> None:
        """Show `blocks`. Unchanged lines are not touched, and the caret stays at the same text."""
        if self._composing:
            self._pending = blocks
        elif blocks is not self._blocks and blocks != self._blocks:
            self._blocks = blocks
            self._show(lines_of(blocks, self._make_id))
            self._run.cut()

    def _apply_pending(self) -> None:
        waiting, self._pending = self._pending, None
        if waiting is not None:
            self.set_blocks(waiting)

    def _show(self, lines: Sequence[BlockLine]) -> None:
        cursor = self.textCursor()
        anchor, position = self._caret_anchor(cursor.anchor()), self._caret_anchor(cursor.position())
        scrolled = self.verticalScrollBar().value()
        with self._edits_suppressed():
            sync_lines(self.document(), self._lines.all(), lines, self._format, self._tokens)
            self._lines = BlockLines(lines, self._make_id)
            cursor.setPosition(self._position(anchor))
            cursor.setPosition(self._position(position), QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            self.verticalScrollBar().setValue(scrolled)
            self._update_placeholder()

    def _caret_anchor(self, position: int) -> tuple[int, str, int, str]:
        """Return a position that can be found again: line number, line id, offset in the line, text of the line."""
        block = self.document().findBlock(position)
        number = block.blockNumber()
        return number, self._lines[number].item.id, position - block.position(), block.text()

    def _position(self, anchor_point: tuple[int, str, int, str]) -> int:
        number, item_id, offset, text = anchor_point
        if number >= len(self._lines) or self._lines[number].item.id != item_id:
            lines = enumerate(self._lines.all())
            found = next((index for index, line in lines if line.item.id == item_id), None)
            number = min(number, len(self._lines) - 1) if found is None else found
        block = self.document().findBlockByNumber(number)
        return block.position() + map_position(text, block.text(), offset)

    def _read_change(self, position: int, removed: int, added: int) -> None:
        document = self.document()
        first = document.findBlock(position)
        last = document.findBlock(min(position + added, document.characterCount() - 1))
        start, stop = first.blockNumber(), last.blockNumber() + 1
        seen: list[EditorLine] = []
        block = first
        for _ in range(start, stop):
            seen.append(EditorLine(markdown(runs_in(block)), is_bullet(block), block.text()))
            block = block.next()
        old_stop = stop - (document.blockCount() - len(self._lines))
        self._lines.replace(start, old_stop, seen)
        self._changed.update(self._lines[index].item.id for index in range(start, stop))
        self._update_placeholder()

    def _emit_value(self) -> None:
        now = blocks_of(self._lines.all(), self._blocks)
        if now != self._blocks:
            self._blocks = now
            self.blocks_edited.emit(now)

    def _normalize(self) -> None:
        """Remove empty lines that were added at the end, and show bold and italics as they are stored."""
        if not self._changed:
            return
        lines = list(self._lines.all())
        while len(lines) > 1 and not lines[-1].item.text and lines[-1].item.id in self._changed:
            lines.pop()
        if len(lines) < len(self._lines):
            self._show_and_emit(lines)
        with self._edits_suppressed():
            for number, line in enumerate(lines):
                if line.item.id in self._changed:
                    block = self.document().findBlockByNumber(number)
                    if runs_in(block) != parse(line.item.text):
                        show_runs(block, parse(line.item.text), self._tokens)
        self._changed.clear()

    def _show_and_emit(self, lines: Sequence[BlockLine]) -> None:
        self._show(lines)
        self._emit_value()

    def _update_placeholder(self) -> None:
        """Hide the placeholder of an empty list, where it would be drawn over the bullet."""
        hint = "" if self._lines[0].is_bullet else self._placeholder
        if self.placeholderText() != hint:
            self.setPlaceholderText(hint)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() != QEvent.Type.FontChange:
            return
        with self._edits_suppressed():  # paragraph spacing depends on the font size
            for number in range(self.document().blockCount()):
                block = self.document().findBlockByNumber(number)
                QTextCursor(block).setBlockFormat(self._format(is_bullet(block)))

    # Paths and positions

    def current_subpath(self) -> FieldPath:
        """Return the path of the text that the caret is in, relative to the field."""
        return self._lines[self.textCursor().blockNumber()].subpath

    def _block_at(self, subpath: FieldPath) -> QTextBlock:
        return self.document().findBlockByNumber(self._number_at(subpath))

    def _number_at(self, subpath: FieldPath) -> int:
        """Return the line at a path. The path of a list gives its first bullet."""
        named = (number for number, line in enumerate(self._lines.all()) if line.subpath[: len(subpath)] == subpath)
        return next(named, 0) if subpath else 0

    def _text_at(self, subpath: FieldPath) -> QTextBlock | None:
        numbers = (number for number, line in enumerate(self._lines.all()) if line.subpath == subpath)
        number = next(numbers, None)
        return None if number is None else self.document().findBlockByNumber(number)

    def _subpath_of(self, block: QTextBlock) -> FieldPath:
        return self._lines[block.blockNumber()].subpath

    def _level_of(self, block: QTextBlock) -> Level | None:
        subpath = self._lines[block.blockNumber()].subpath
        levels = [
            level for marked, level in self._finding_levels.items() if marked and subpath[: len(marked)] == marked
        ]
        return Level.ERROR if Level.ERROR in levels else Level.WARNING if levels else None

    # Paragraphs and bullets

    def toggle_bullets(self) -> None:
        """Turn the selected paragraphs into bullets, or the selected bullets into paragraphs."""
        if self.isReadOnly() or self._composing:
            return
        cursor = self.textCursor()
        document = self.document()
        first = document.findBlock(cursor.selectionStart()).blockNumber()
        last = document.findBlock(cursor.selectionEnd()).blockNumber()
        blocks = [document.findBlockByNumber(number) for number in range(first, last + 1)]
        with self._undo_step("Bullets"):
            self._set_bullets(blocks, not all(map(is_bullet, blocks)))

    def _set_bullets(self, blocks: Sequence[QTextBlock], bullet: bool) -> None:
        edit = QTextCursor(self.document())
        edit.beginEditBlock()
        for block in blocks:
            if is_bullet(block) != bullet:
                QTextCursor(block).setBlockFormat(self._format(bullet))
        edit.endEditBlock()

    def move_block(self, by: int) -> None:
        """Move the paragraph or bullet at the caret up (-1) or down (1)."""
        if self.isReadOnly() or self._composing:
            return
        moved = BlockLines(self._lines.all(), self._make_id)
        moved.move(self.textCursor().blockNumber(), by)
        with self._undo_step("Move Paragraph"):
            self._show_and_emit(moved.all())
        self.ensureCursorVisible()
        self._emit_caret_moved()

    def join_lines(self) -> None:
        """Make one paragraph of the selected ones; without a selection, join all that were broken as lines."""
        if self.isReadOnly() or self._composing:
            return
        from editor.formats.clipboard.block_joining import (  # the rules of paste: not at the start
            join_selected,
            join_wrapped,
        )

        cursor, lines = self.textCursor(), self._lines.all()
        first = self.document().findBlock(cursor.selectionStart()).blockNumber()
        last = self.document().findBlock(cursor.selectionEnd()).blockNumber()
        after = join_selected(lines, first, last) if cursor.hasSelection() else join_wrapped(lines)
        if len(after) == len(lines):
            return
        caret = lines[first].subpath
        with self._undo_step("Join Lines"):
            self._show_and_emit(after)
        if any(line.subpath == caret for line in after):
            self.place_caret(caret)
        self.ensureCursorVisible()
        self._emit_caret_moved()

    def _format(self, bullet: bool) -> QTextBlockFormat:
        return block_format(bullet, self._gap())

    # Keys

    def _handle_key(self, event: QKeyEvent) -> bool:
        cursor = self.textCursor()
        if keys.is_enter(event):
            self._enter()
        elif cursor.hasSelection() and (keys.is_typing(event) or keys.is_deletion(event)):
            self._remove_selected(cursor)
            if keys.is_typing(event):
                return False  # Qt then inserts the character
        elif cursor.hasSelection() or not keys.is_deletion(event):
            return super()._handle_key(event)
        elif event.key() == Qt.Key.Key_Backspace and cursor.atBlockStart():
            self._join_above()
        elif event.key() == Qt.Key.Key_Delete and cursor.atBlockEnd():
            self._join_below()
        else:
            return False
        self.ensureCursorVisible()
        return True

    def _enter(self) -> None:
        """Start the next paragraph or bullet. In an empty bullet, end the list."""
        cursor = self.textCursor()
        block = cursor.block()
        if not cursor.hasSelection() and is_bullet(block) and block.length() == 1:
            self._set_bullets([block], False)
            return
        style = self.style_at_caret()._replace(link=None)
        cursor.beginEditBlock()
        self._remove_selected(cursor)
        cursor.insertBlock(cursor.blockFormat(), char_format(style, self._tokens))
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def _remove_selected(self, cursor: QTextCursor) -> None:
        """Remove the selection.

        The remaining block keeps the format of the first one; Qt would keep that of the last.
        """
        first = self.document().findBlock(cursor.selectionStart())
        form = first.blockFormat()
        several = cursor.selectionEnd() > first.position() + first.length() - 1
        style = self.style_at_caret()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        if several:
            cursor.setBlockFormat(form)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(char_format(style, self._tokens))

    def _join_above(self) -> None:
        """Handle Backspace at the start of a block.

        A bullet becomes a paragraph, an empty bullet between bullets is removed, and a paragraph is joined to the block
        above.
        """
        cursor = self.textCursor()
        block, above = cursor.block(), cursor.block().previous()
        is_empty_between = block.length() == 1 and above.isValid() and is_bullet(above)
        self._run.cut()
        if is_bullet(block) and not is_empty_between:
            self._set_bullets([block], False)
        elif above.isValid():
            form = above.blockFormat()
            cursor.beginEditBlock()
            cursor.deletePreviousChar()
            cursor.setBlockFormat(form)
            cursor.endEditBlock()
            self.setTextCursor(cursor)
        self._run.cut()

    def _join_below(self) -> None:
        """Handle Delete at the end of a block: join the block below.

        An empty block takes the format of the block below.
        """
        cursor = self.textCursor()
        block, below = cursor.block(), cursor.block().next()
        if not below.isValid():
            return
        form = below.blockFormat() if block.length() == 1 else block.blockFormat()
        self._run.cut()
        cursor.beginEditBlock()
        cursor.deleteChar()
        cursor.setBlockFormat(form)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self._run.cut()

    def _on_after_typing(self, typed: str) -> None:
        cursor = self.textCursor()
        block = cursor.block()
        starts_list = typed == " " and cursor.positionInBlock() == 2 and block.text()[:2] in ("- ", "* ")
        if not starts_list or is_bullet(block):
            super()._on_after_typing(typed)
            return
        with self._undo_step("Bullets"):
            cursor.beginEditBlock()
            cursor.deletePreviousChar()
            cursor.deletePreviousChar()
            cursor.setBlockFormat(self._format(bullet=True))
            cursor.endEditBlock()

    # Clipboard

    def _insert_blocks(self, blocks: Sequence[PastedBlock]) -> None:
        cursor = self.textCursor()
        cursor.beginEditBlock()
        self._remove_selected(cursor)
        in_list = is_bullet(cursor.block())
        at_start, is_empty = cursor.atBlockStart(), cursor.block().length() == 1
        has_rest = not cursor.atBlockEnd()
        if len(blocks) == 1 and not is_empty:
            insert_runs(cursor, blocks[0].runs, self._tokens)
        else:
            plain = char_format(self.style_at_caret()._replace(link=None), self._tokens)
            for number, piece in enumerate(blocks):
                bullet = piece.is_bullet or in_list
                if number or not (at_start or bullet == in_list):
                    cursor.insertBlock(self._format(bullet), plain)
                elif at_start:
                    cursor.setBlockFormat(self._format(bullet))
                insert_runs(cursor, piece.runs, self._tokens)
            if has_rest and (at_start or is_bullet(cursor.block()) != in_list):
                cursor.insertBlock(self._format(in_list), plain)
                cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
        cursor.endEditBlock()
        self.setTextCursor(cursor)

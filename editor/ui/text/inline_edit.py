"""A WYSIWYG editor for one paragraph of limited Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QWidget

from editor.document.findings import Level
from editor.document.paths import ROOT, FieldPath
from editor.document.text.inline import Run, parse
from editor.document.text.inline_writer import markdown
from editor.formats.clipboard.pasted import LONGEST_PARAGRAPH, PastedBlock
from editor.ui.text import keys
from editor.ui.text.rich_edit import RichEdit
from editor.ui.text.styles import block_format, insert_runs, map_position, runs_in, show_runs

_SPACE = Run(" ")


class InlineEdit(RichEdit):
    """Edits one string of limited Markdown."""

    _paste_limit = LONGEST_PARAGRAPH

    text_edited = Signal(str)
    """The Markdown text, after an edit by the user."""

    def __init__(
        self, name: str, *, description: str = "", placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, description, placeholder, 2, parent)
        self._text = ""
        self._pending: str | None = None
        with self._edits_suppressed():
            QTextCursor(self.document()).setBlockFormat(block_format(is_bullet=False, gap=0))

    def text(self) -> str:
        """Return the text as limited Markdown."""
        return self._text

    def set_text(self, markdown: str) -> None:
        """Show a text. The caret stays at the same words."""
        if self._composing:
            self._pending = markdown
        elif markdown != self._text:
            self._text = markdown
            self._show(parse(markdown))
            self._run.cut()

    def _show(self, runs: tuple[Run, ...]) -> None:
        block = self.document().firstBlock()
        before, cursor = block.text(), self.textCursor()
        anchor, position = cursor.anchor(), cursor.position()
        with self._edits_suppressed():
            edit = QTextCursor(block)
            edit.beginEditBlock()
            show_runs(block, runs, self._tokens)
            edit.endEditBlock()
            cursor.setPosition(map_position(before, block.text(), anchor))
            cursor.setPosition(map_position(before, block.text(), position), QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    def _apply_pending(self) -> None:
        waiting, self._pending = self._pending, None
        if waiting is not None:
            self.set_text(waiting)

    def _emit_value(self) -> None:
        now = markdown(runs_in(self.document().firstBlock()))
        if now != self._text and parse(now) != parse(self._text):
            self._text = now
            self.text_edited.emit(now)

    def _normalize(self) -> None:
        shown = parse(self._text)
        if runs_in(self.document().firstBlock()) != shown:
            self._show(shown)

    def current_subpath(self) -> FieldPath:
        """Return the path of the caret's text, relative to the field: always the field itself."""
        return ROOT

    def _block_at(self, subpath: FieldPath) -> QTextBlock:
        return self.document().firstBlock()

    def _text_at(self, subpath: FieldPath) -> QTextBlock | None:
        return None if subpath else self.document().firstBlock()

    def _level_of(self, block: QTextBlock) -> Level | None:
        return self._finding_levels.get(ROOT)

    def _handle_key(self, event: QKeyEvent) -> bool:
        # The field has one paragraph only.
        return keys.is_enter(event) or super()._handle_key(event)

    def _insert_blocks(self, blocks: Sequence[PastedBlock]) -> None:
        runs = chain.from_iterable((_SPACE, *block.runs) for block in blocks)
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        insert_runs(cursor, islice(runs, 1, None), self._tokens)
        cursor.endEditBlock()
        self.setTextCursor(cursor)

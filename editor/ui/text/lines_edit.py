"""Several lines of plain text, each a separate value."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from editor.document.paths import ROOT, FieldPath
from editor.document.text.utf16 import utf16_position
from editor.formats.clipboard.pasted import MOST_CHARACTERS, parted
from editor.ui.text import clipboard
from editor.ui.text.styles import displayable, map_position
from editor.ui.text.text_area import TextArea


class LinesEdit(TextArea):
    """Edits a tuple of lines. An empty text has no lines."""

    lines_edited = Signal(object)
    """tuple[str, ...], after an edit by the user."""

    def __init__(
        self, name: str, *, description: str = "", placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, description, placeholder, 2, parent)
        self.setAcceptRichText(False)
        self._lines: tuple[str, ...] = ()
        self._pending: tuple[str, ...] | None = None

    def lines(self) -> tuple[str, ...]:
        """Return the lines as they are shown."""
        return self._lines

    def set_lines(self, lines: tuple[str, ...]) -> None:
        """Show lines. The caret stays at the same words."""
        if self._composing:
            self._pending = lines
        elif lines != self._lines:
            self._lines = lines
            self._show("\n".join(map(displayable, lines)))
            self._run.cut()

    def _show(self, text: str) -> None:
        before = self.toPlainText()
        anchor, position = self.textCursor().anchor(), self.textCursor().position()
        with self._edits_suppressed():
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(text)
            cursor.setPosition(map_position(before, text, anchor))
            cursor.setPosition(map_position(before, text, position), QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    def _apply_pending(self) -> None:
        waiting, self._pending = self._pending, None
        if waiting is not None:
            self.set_lines(waiting)

    def _emit_value(self) -> None:
        text = self.toPlainText()
        now = tuple(text.split("\n")) if text else ()
        if now != tuple(map(displayable, self._lines)):
            self._lines = now
            self.lines_edited.emit(now)

    def _normalize(self) -> None:
        text = self.toPlainText()
        if text != text.rstrip("\n"):
            self._show(text.rstrip("\n"))
            self._emit_value()

    def _paste(self, source: QMimeData) -> None:
        cursor = self.textCursor()
        room = MOST_CHARACTERS - (self.document().characterCount() - 1 - len(cursor.selectedText()))
        found = parted(clipboard.read_plain(source.text(), room))
        if found.blocks:
            cursor.insertText("\n".join(block.text for block in found.blocks))
            self.setTextCursor(cursor)
        if found.notes:
            self.paste_reported.emit(" ".join(found.notes))

    def current_subpath(self) -> FieldPath:
        """Return the path of the caret's text: lines have no paths, so always the field itself."""
        return ROOT

    def place_caret(self, subpath: FieldPath) -> None:
        """Put the caret at the start."""
        self._move_caret(0)

    def select_text(self, subpath: FieldPath, start: int, length: int) -> None:
        """Select a range of the text, in code points. A line break counts as one."""
        text = self.toPlainText()
        begin = utf16_position(text, start)
        self._move_caret(begin, utf16_position(text, start + length) - begin)

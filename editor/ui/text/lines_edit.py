"""Several lines of plain text, each a separate value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, QMimeData, Signal
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QTextBlock, QTextCursor
from PySide6.QtWidgets import QMenu, QWidget

from editor.document.paths import ROOT, FieldPath
from editor.document.text.utf16 import utf16_position, utf16_slice
from editor.formats.clipboard.pasted import MOST_CHARACTERS, parted
from editor.ui.look.tokens import tokens_of
from editor.ui.text import clipboard
from editor.ui.text.context_menus import Entry, menu_of
from editor.ui.text.highlights import Highlight
from editor.ui.text.styles import displayable, map_position
from editor.ui.text.text_area import TextArea
from editor.ui.text.text_highlights import TextHighlights


class LinesEdit(TextArea):
    """Edits a tuple of lines. An empty text has no lines."""

    lines_edited = Signal(object)
    """tuple[str, ...], after an edit by the user."""
    menu_opened = Signal(object, object, int)
    """The context menu (QMenu) opens: the field's own path, and the position in code points."""

    def __init__(
        self, name: str, *, description: str = "", placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, description, placeholder, 2, parent)
        self.setAcceptRichText(False)
        self._lines: tuple[str, ...] = ()
        self._pending: tuple[str, ...] | None = None
        self._highlights = TextHighlights(self, self._line_at)

    def show_highlights(self, highlights: Iterable[Highlight]) -> None:
        """Show these highlights only. Positions count code points; a line break counts as one."""
        lines = self.toPlainText().split("\n")
        self._highlights.show((part for one in highlights for part in _in_lines(one, lines)), tokens_of(self.palette()))

    def _line_at(self, subpath: FieldPath) -> QTextBlock | None:
        block = self.document().findBlockByNumber(int(subpath[0]))
        return block if block.isValid() else None

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

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._highlights.apply_tokens(tokens_of(self.palette()))

    def context_menu(self) -> QMenu:
        """Return the context menu."""
        writes, selects, keys = not self.isReadOnly(), self.textCursor().hasSelection(), QKeySequence.StandardKey
        return menu_of(
            (
                Entry("Cut", keys.Cut, self.cut, writes and selects),
                Entry("Copy", keys.Copy, self.copy, selects),
                Entry("Paste", keys.Paste, self.paste, writes and self.canPaste()),
                Entry("Select All", keys.SelectAll, self.selectAll, True),
            ),
            self,
        )

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        menu = self.context_menu()
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        at = self.cursorForPosition(event.pos()) if by_mouse else self.textCursor()
        self.menu_opened.emit(menu, ROOT, len(utf16_slice(self.toPlainText(), 0, at.position())))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())


def _in_lines(highlight: Highlight, lines: list[str]) -> Iterator[Highlight]:
    """The parts of a highlight that stand in each line. Their path is the number of the line."""
    start = 0
    for number, line in enumerate(lines):
        first = max(highlight.start, start)
        last = min(highlight.start + highlight.length, start + len(line))
        if first < last or (highlight.length == 0 and start <= highlight.start <= start + len(line)):
            yield Highlight(FieldPath((str(number),)), first - start, max(0, last - first), highlight.kind)
        start += len(line) + 1

"""Text with bold, italics and links: the base of the paragraph and the blocks editor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from editor.document.findings import Level
from editor.document.paths import FieldPath
from editor.document.text.inline import Run
from editor.document.text.utf16 import utf16_position, utf16_slice
from editor.formats.clipboard.pasted import MOST_CHARACTERS, Pasted, PastedBlock, parted
from editor.ui.look.tokens import tokens_of
from editor.ui.text import clipboard
from editor.ui.text.block_painter import paint_bullet, paint_finding_bar, visible_blocks
from editor.ui.text.context_menus import Entry, menu_of
from editor.ui.text.highlights import Highlight
from editor.ui.text.linked_edit import LinkedEdit
from editor.ui.text.links import link_at
from editor.ui.text.styles import LINE_HEIGHT, PLAIN, Style, apply_style, char_format, is_bullet, runs_in, style_in
from editor.ui.text.text_highlights import TextHighlights

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_MAX_STYLED_SELECTION = 20_000  # characters; the style of a longer selection is taken from its end


class RichEdit(LinkedEdit):
    """Adds Ctrl+B, Ctrl+I and Ctrl+K, pasting of clean text, markers of findings, and highlights."""

    _paste_limit = MOST_CHARACTERS
    """The most characters that the field may have after a paste."""

    clicked = Signal(object, int)
    """A mouse click in the text: the path relative to the field, and the position in code points."""
    menu_opened = Signal(object, object, int)
    """QMenu, the path relative to the field, and the position in code points: for more actions."""

    def __init__(self, name: str, description: str, placeholder: str, rows: int, parent: QWidget | None) -> None:
        super().__init__(name, description, placeholder, rows, parent)
        self._finding_levels: dict[FieldPath, Level] = {}
        self._highlights = TextHighlights(self, self._text_at)
        self._keys: dict[tuple[Qt.KeyboardModifier, int], Callable[[], None]] = {
            (_CONTROL, Qt.Key.Key_B): self.toggle_strong,
            (_CONTROL, Qt.Key.Key_I): self.toggle_emphasis,
            (_CONTROL, Qt.Key.Key_K): self.edit_link,
            (_CONTROL | _SHIFT, Qt.Key.Key_V): self.paste_plain,
        }

    # For subclasses

    def _insert_blocks(self, blocks: Sequence[PastedBlock]) -> None:
        """Replace the selection by pasted blocks."""
        raise NotImplementedError

    def _level_of(self, block: QTextBlock) -> Level | None:
        """Return the level of the worst finding of a block."""
        raise NotImplementedError

    def _block_at(self, subpath: FieldPath) -> QTextBlock:
        """Return the block at a path relative to the field, or the first one."""
        raise NotImplementedError

    # Paths and positions

    def place_caret(self, subpath: FieldPath) -> None:
        """Put the caret at the start of the text at a path relative to the field, or at the start of the field."""
        self._move_caret(self._block_at(subpath).position())

    def select_text(self, subpath: FieldPath, start: int, length: int) -> None:
        """Select a range of the text as it is read, in code points."""
        block = self._block_at(subpath)
        text = block.text()
        begin = utf16_position(text, start)
        self._move_caret(block.position() + begin, utf16_position(text, start + length) - begin)

    # Highlights

    def show_highlights(self, highlights: Iterable[Highlight]) -> None:
        """Show these highlights only. Their paths are relative to the field. Text and caret are not changed."""
        self._highlights.show(highlights, self._tokens)

    def tip_under(self, point: QPoint) -> str:
        return self._highlights.tip_at(self.cursorForPosition(point).position())

    def caret_area(self, subpath: FieldPath, start: int) -> QRect:
        """Return the caret rectangle of a position in the text, in this widget's coordinates."""
        block = self._text_at(subpath)
        cursor = QTextCursor(self._block_at(subpath) if block is None else block)
        cursor.setPosition(
            cursor.position() + min(utf16_position(cursor.block().text(), start), cursor.block().length() - 1)
        )
        return self.cursorRect(cursor).translated(self.viewport().pos())

    def _text_at(self, subpath: FieldPath) -> QTextBlock | None:
        """Return the block that holds the text at a path relative to the field."""
        raise NotImplementedError

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseReleaseEvent(event)
        cursor = self.textCursor()
        if event.button() is Qt.MouseButton.LeftButton and not cursor.hasSelection():
            before = utf16_slice(cursor.block().text(), 0, cursor.positionInBlock())
            self.clicked.emit(self._subpath_of(cursor.block()), len(before))

    def set_finding_levels(self, marks: Sequence[tuple[FieldPath, Level]]) -> None:
        """Mark the texts that have findings, each with its worst level."""
        found: dict[FieldPath, Level] = {}
        for subpath, level in marks:
            if found.get(subpath) is not Level.ERROR:
                found[subpath] = level
        if found != self._finding_levels:
            self._finding_levels = found
            self.viewport().update()

    # Character styles

    def style_at_caret(self) -> Style:
        """Return the style of the next character that is typed."""
        return style_in(self.currentCharFormat())

    def styles_at_caret(self) -> frozenset[str]:
        """Return what the whole selection, or the next character, is: `strong`, `emphasis`, `link`, `bullets`."""
        cursor = self.textCursor()
        if cursor.hasSelection() and cursor.selectionEnd() - cursor.selectionStart() <= _MAX_STYLED_SELECTION:
            styles = self._selected_styles() or [PLAIN]
        else:
            styles = [self.style_at_caret()]
        found = {
            "strong": all(style.strong for style in styles),
            "emphasis": all(style.emphasis for style in styles),
            "link": all(style.link is not None for style in styles),
            "bullets": is_bullet(cursor.block()),
        }
        return frozenset(name for name, has in found.items() if has)

    def toggle_strong(self) -> None:
        """Toggle bold for the selection, or for the text typed next."""
        self._toggle("Bold", lambda style: style.strong, lambda style, on: style._replace(strong=on))

    def toggle_emphasis(self) -> None:
        """Toggle italics for the selection, or for the text typed next."""
        self._toggle("Italic", lambda style: style.emphasis, lambda style, on: style._replace(emphasis=on))

    def _toggle(self, name: str, is_on: Callable[[Style], bool], turned: Callable[[Style, bool], Style]) -> None:
        if self.isReadOnly() or self._composing:
            return
        self._run.cut()
        cursor = self.textCursor()
        if cursor.hasSelection():
            styles = self._selected_styles()
            on = not (styles and all(map(is_on, styles)))
            with self._undo_step(name):
                self._apply_style(cursor, lambda style: turned(style, on))
        else:
            style = self.style_at_caret()
            self.setCurrentCharFormat(char_format(turned(style, not is_on(style)), self._tokens))

    # Keys

    def _overrides_shortcut(self, event: QKeyEvent) -> bool:
        return (event.modifiers(), event.key()) in self._keys

    def _handle_key(self, event: QKeyEvent) -> bool:
        action = self._keys.get((event.modifiers(), event.key()))
        if action is not None:
            action()
        return action is not None

    def _on_before_typing(self) -> None:
        # Text typed next to a link does not become part of it.
        if self.textCursor().hasSelection() or self._is_within_link():
            return
        style = self.style_at_caret()
        if style.link is not None:
            self.setCurrentCharFormat(char_format(style._replace(link=None), self._tokens))

    def _is_within_link(self) -> bool:
        """Return whether the characters before and after the caret belong to the same link."""
        cursor = self.textCursor()
        at = cursor.selectionStart()
        if at == cursor.document().findBlock(at).position():
            return False
        before = link_at(self.document(), at - 1)
        return before is not None and before == link_at(self.document(), cursor.selectionEnd())

    # Clipboard

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        return clipboard.to_mime_data(self._selected_blocks())

    def _selected_blocks(self) -> list[PastedBlock]:
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        block = self.document().findBlock(start)
        several = end > block.position() + block.length() - 1
        found: list[PastedBlock] = []
        while block.isValid() and block.position() <= end:
            last = min(end - block.position(), block.length() - 1)
            runs = runs_in(block, max(0, start - block.position()), last)
            if runs:
                found.append(PastedBlock(runs, several and is_bullet(block)))
            block = block.next()
        return found

    def _room(self) -> int:
        cursor = self.textCursor()
        trim_selection = cursor.selectionEnd() - cursor.selectionStart()
        return max(0, self._paste_limit - (self.document().characterCount() - 1 - trim_selection))

    def _paste(self, source: QMimeData) -> None:
        address = clipboard.single_address(source)
        cursor = self.textCursor()
        if address is not None and cursor.hasSelection() and self._selected_styles():
            self._apply_style(cursor, lambda style: style._replace(link=address))
        else:
            found = clipboard.read_pasted(source, self._room())
            self._insert_pasted(found, plain=not source.hasHtml() and not found.is_formatted)

    def paste_plain(self) -> None:
        """Paste plain text, in the style at the caret."""
        if not self.isReadOnly():
            with self._undo_step("Paste"):
                self._insert_pasted(clipboard.read_plain(QApplication.clipboard().text(), self._room()), plain=True)
            self.ensureCursorVisible()

    def _insert_pasted(self, found: Pasted, *, plain: bool) -> None:
        found = parted(found)
        blocks: Sequence[PastedBlock] = found.blocks
        if plain:
            style = self.style_at_caret()
            link = style.link if self._is_within_link() else None
            blocks = [replace(block, runs=(Run(block.text, style.strong, style.emphasis, link),)) for block in blocks]
        if blocks:
            self._insert_blocks(blocks)
        self.paste_reported.emit(" ".join(found.notes))

    def context_menu(self) -> QMenu:
        """Return the context menu."""
        writes, selects = not self.isReadOnly(), self.textCursor().hasSelection()
        pastes = writes and self.canPaste()
        keys = QKeySequence.StandardKey
        return menu_of(
            (
                Entry("Cut", keys.Cut, self.cut, writes and selects),
                Entry("Copy", keys.Copy, self.copy, selects),
                Entry("Paste", keys.Paste, self.paste, pastes),
                Entry("Paste as Plain Text", QKeySequence("Ctrl+Shift+V"), self.paste_plain, pastes),
                None,
                Entry("Bold", QKeySequence("Ctrl+B"), self.toggle_strong, writes),
                Entry("Italic", QKeySequence("Ctrl+I"), self.toggle_emphasis, writes),
                Entry("Link…", QKeySequence("Ctrl+K"), self.edit_link, writes),
                None,
                Entry("Select All", keys.SelectAll, self.selectAll, True),
            ),
            self,
        )

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        menu = self.context_menu()
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        cursor = self.cursorForPosition(event.pos()) if by_mouse else self.textCursor()
        start = len(utf16_slice(cursor.block().text(), 0, cursor.positionInBlock()))
        self.menu_opened.emit(menu, self._subpath_of(cursor.block()), start)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    # Appearance

    def _line_height(self) -> float:
        return LINE_HEIGHT

    def _gap(self) -> float:
        """Return the space below a paragraph, in pixels."""
        return round(self.fontMetrics().lineSpacing() * 0.45)

    def _measure(self) -> None:
        super()._measure()
        self.document().setIndentWidth(round(self.fontMetrics().height() * 1.2))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            tokens = tokens_of(self.palette())
            if tokens is not self._tokens:
                self._tokens = tokens
                with self._edits_suppressed():
                    apply_style(self.document(), 0, self.document().characterCount(), lambda style: style, tokens)
                self._highlights.apply_tokens(tokens)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._highlights.resized()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        down = self.verticalScrollBar().value()
        painter.translate(0, -down)
        ink = self.palette().text().color()
        indent = self.document().indentWidth()
        middle = self.fontMetrics().xHeight() / 2
        colours = {Level.ERROR: QColor(self._tokens.error), Level.WARNING: QColor(self._tokens.warning)}
        top, bottom = event.rect().top() + down, event.rect().bottom() + down
        for block, rectangle in visible_blocks(self.document(), top, bottom):
            if is_bullet(block):
                paint_bullet(painter, block, indent, middle, ink)
            level = self._level_of(block) if self._finding_levels else None
            if level is not None:
                paint_finding_bar(painter, rectangle, colours[level])
        painter.translate(0, down)
        self._highlights.paint(painter, self._tokens)
        painter.end()

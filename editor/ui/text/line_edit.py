"""A single line of plain text."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QStyle, QStyleOptionFrame, QToolTip, QWidget

from editor.document.paths import ROOT, FieldPath
from editor.document.text.text_range import TextRange
from editor.document.text.typography import replacement
from editor.document.text.utf16 import utf16_length, utf16_position, utf16_slice
from editor.formats.rules.characters import cleaned
from editor.session.issue.typing_run import CHANGE, DELETION, TYPING, TypingRun
from editor.ui.look.tokens import tokens_of
from editor.ui.text import clipboard, keys
from editor.ui.text.context_menus import Entry, menu_of
from editor.ui.text.graphemes import trim_selection
from editor.ui.text.highlights import Highlight
from editor.ui.text.line_highlights import LineHighlights
from editor.ui.text.styles import map_position
from editor.ui.text.text_area import TRANSIENT_FOCUS_REASONS
from editor.ui.widgets.drops import accept_copy

MOST_CHARACTERS = 2_000
"""Limit after a paste. The longest document title has about 200 characters."""

_NO_LIMIT = 20_000_000  # a line read from a file is never truncated


class LineEdit(QLineEdit):
    """Edits one line of text. Undo belongs to the window."""

    text_edited = Signal(str)
    """The text, after an edit by the user."""
    paste_reported = Signal(str)
    """A sentence about what a paste left out; "" where it left out nothing, so that what was said before goes."""
    entered = Signal()
    left = Signal()
    clicked = Signal(object, int)
    """A mouse click in the text: the path relative to the field (always empty), and the position in code points."""

    menu_opened = Signal(object, object, int)
    """QMenu, the path relative to the field (always empty), and the position in code points: for more actions."""

    def __init__(
        self,
        name: str,
        *,
        description: str = "",
        placeholder: str = "",
        typographic: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._typographic = typographic
        self._last_emitted = ""
        self._composing = False
        self._pending: str | None = None
        self._in_run = False
        self._inside = False
        self._run = TypingRun()
        self._highlights = LineHighlights(self)
        self.textChanged.connect(self._highlights.follow)
        self.setMaxLength(_NO_LIMIT)
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(self._emit_edit)

    def set_text(self, text: str) -> None:
        """Show a text. The caret stays at the same words."""
        if self._composing:
            self._pending = text
        elif text != self._last_emitted:
            self._last_emitted = text
            self._show(cleaned(text))

    def _show(self, text: str) -> None:
        before = self.text()
        if text != before:
            caret = map_position(before, text, self.cursorPosition())
            self.setText(text)
            self.setCursorPosition(caret)
            self._run.cut()

    def merge_key(self) -> Hashable:
        """Return the key of the current undo step. Consecutive edits with equal keys are one step."""
        return self._run.key

    @property
    def edit_name(self) -> str:
        """The name of the last edit, such as Typing or Paste."""
        return self._run.name

    def _emit_edit(self, text: str) -> None:
        clean = cleaned(text)
        self._show(clean)
        if not self._in_run:  # cut from a menu, or moved with the mouse
            self._run.cut(CHANGE)
        if clean != self._last_emitted:
            self._last_emitted = clean
            self.text_edited.emit(clean)

    # Paths and positions

    def current_subpath(self) -> FieldPath:
        """Return the path of the caret's text, relative to the field: always the field itself."""
        return ROOT

    def place_caret(self, subpath: FieldPath) -> None:
        """Put the caret at the start."""
        self._run.cut()
        self.setCursorPosition(0)

    def select_text(self, subpath: FieldPath, start: int, length: int) -> None:
        """Select a range of the text, in code points."""
        self._run.cut()
        begin = utf16_position(self.text(), start)
        self.setSelection(begin, utf16_position(self.text(), start + length) - begin)

    def selected_range(self) -> TextRange:
        """Return the selected range in whole graphemes, or the caret's position with length 0."""
        text = self.text()
        start = self.selectionStart() if self.hasSelectedText() else self.cursorPosition()
        return TextRange(ROOT, *trim_selection(text, start, start + self.selectionLength()))

    # Highlights

    def show_highlights(self, highlights: Iterable[Highlight]) -> None:
        """Show these highlights only. Text and caret are not changed."""
        self._highlights.show(highlights)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self._highlights.any:
            painter = QPainter(self)
            self._highlights.paint(
                painter, QRectF(self.cursorRect()), QRectF(self._text_rect()), tokens_of(self.palette())
            )
            painter.end()

    def _text_rect(self) -> QRect:
        """Return the rectangle in which the text is drawn."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        return self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)

    # Keys

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window, and show who suggests what under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            tip = self._highlights.tip_at(self.cursorPositionAt(event.pos()))
            if tip:
                QToolTip.showText(event.globalPos(), tip, self)
                return True
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and isinstance(event, QKeyEvent) and keys.is_window_shortcut(event):
            event.ignore()
            return False
        return super().event(event)

    @contextmanager
    def _undo_step(self, name: str) -> Iterator[None]:
        """Make all edits in this context one undo step of this name."""
        self._run.cut(name)
        self._in_run, before = True, self._in_run
        try:
            yield
        finally:
            self._in_run = before
        self._run.cut()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        self._in_run = True
        try:
            self._insert_by_key(event)
        finally:
            self._in_run = False

    def _insert_by_key(self, event: QKeyEvent) -> None:
        typing = keys.is_typing(event)
        kind = TYPING if typing else DELETION if keys.is_deletion(event) else None
        if kind is None or self.hasSelectedText():
            self._run.cut(keys.name_of(event))
        if kind:
            self._run.begin(kind, self.cursorPosition())
        if keys.is_window_shortcut(event):
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)
            self._run.ended(self.cursorPosition())
            if typing and self._typographic and not self.isReadOnly():
                self._replace()

    def _replace(self) -> None:
        """Replace straight quotes and hyphens by typographic ones, as a separate undo step."""
        at = self.cursorPosition()
        change = replacement(utf16_slice(self.text(), 0, at))
        if change is not None:
            start = at - change.length
            text = (
                utf16_slice(self.text(), 0, start)
                + change.text
                + utf16_slice(self.text(), at, utf16_length(self.text()))
            )
            with self._undo_step("Smart Punctuation"):
                self.setText(text)
                self.setCursorPosition(start + utf16_length(change.text))
                self._emit_edit(text)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        composing = bool(event.preeditString())
        if self._composing and not composing:
            # Apply the value that was set meanwhile first: the composed word must not be lost.
            super().inputMethodEvent(QInputMethodEvent())
            self._composing = False
            waiting, self._pending = self._pending, None
            if waiting is not None:
                self.set_text(waiting)
        if event.commitString():
            self._run.begin(TYPING, self.cursorPosition())
        self._composing, self._in_run = composing, True
        try:
            super().inputMethodEvent(event)
        finally:
            self._in_run = False
        self._run.ended(self.cursorPosition())

    # Clipboard

    def cut(self) -> None:
        """Cut. In a read-only line, copy: QLineEdit would cut there too."""
        if self.isReadOnly():
            self.copy()
        else:
            with self._undo_step("Cut"):
                super().cut()

    def paste(self) -> None:
        """Paste as one line."""
        note = clipboard.rejection_message(QApplication.clipboard().mimeData())
        if note and not self.isReadOnly():
            self.paste_reported.emit(note)
        else:
            self._insert(QApplication.clipboard().text())

    def _insert(self, text: str) -> None:
        if self.isReadOnly() or not text:
            return
        found = clipboard.read_line(text, MOST_CHARACTERS - len(self.text()) + len(self.selectedText()))
        if found.blocks:
            with self._undo_step("Paste"):
                self.insert(found.blocks[0].text)
                self._emit_edit(self.text())
        self.paste_reported.emit(" ".join(found.notes))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() is Qt.MouseButton.MiddleButton and QApplication.clipboard().supportsSelection():
            self.setCursorPosition(self.cursorPositionAt(event.position().toPoint()))
            self._insert(QApplication.clipboard().text(QClipboard.Mode.Selection))
            return
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.hasSelectedText():
            self.clicked.emit(ROOT, len(utf16_slice(self.text(), 0, self.cursorPosition())))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if not clipboard.ignore_file_drag(event):
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        super().dragMoveEvent(event)
        if event.isAccepted() and event.source() is None:
            accept_copy(event)  # what the other program is told when the words are dropped

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        if event.source() is self or not event.mimeData().hasText():
            self._run.cut()
            super().dropEvent(event)
            return
        self.setCursorPosition(self.cursorPositionAt(event.position().toPoint()))
        self._insert(event.mimeData().text())
        accept_copy(event)

    def context_menu(self) -> QMenu:
        """Return the context menu."""
        writes, selects, standard = not self.isReadOnly(), self.hasSelectedText(), QKeySequence.StandardKey
        return menu_of(
            (
                Entry("Cut", standard.Cut, self.cut, writes and selects),
                Entry("Copy", standard.Copy, self.copy, selects),
                Entry("Paste", standard.Paste, self.paste, writes and bool(QApplication.clipboard().text())),
                Entry("Select All", standard.SelectAll, self.selectAll, True),
            ),
            self,
        )

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        menu = self.context_menu()
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        at = self.cursorPositionAt(event.pos()) if by_mouse else self.cursorPosition()
        self.menu_opened.emit(menu, ROOT, len(utf16_slice(self.text(), 0, at)))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    # Focus

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        if not self._inside:
            self._inside = True
            self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        if self._composing:  # some input methods do not report that the composition was cancelled
            self.inputMethodEvent(QInputMethodEvent())
        if self._inside and event.reason() not in TRANSIENT_FOCUS_REASONS:
            self._inside = False
            self._run.cut()
            self.left.emit()

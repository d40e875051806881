"""The base of all inputs of several lines: automatic height, undo steps, focus, input methods, pasting.

The owner holds the value: it is shown when it is set, and emitted after an edit by the user. While an input method
composes a word, nothing is emitted and no new value is shown.
"""

from __future__ import annotations

import math
import re
from collections.abc import Hashable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QMimeData, QRect, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QTextBlock,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QTextEdit, QWidget

from editor.document.paths import ROOT, FieldPath
from editor.document.text.scripts import EAST_ASIAN
from editor.document.text.text_range import TextRange
from editor.document.text.typography import replacement
from editor.document.text.utf16 import utf16_slice
from editor.session.issue.typing_run import CHANGE, DELETION, TYPING, TypingRun
from editor.ui.text import clipboard, keys
from editor.ui.text.graphemes import trim_selection
from editor.ui.widgets.drops import accept_copy

_MAX_ROWS = 80
# Text of usual length never scrolls inside its field, even with a large font in a narrow window.
_LONG_WORD = 5_000
# That many characters without a line break opportunity. Chinese text has one between any two characters.
_LONG_WORD_PATTERN = rf"[^\s{EAST_ASIAN}]{{{_LONG_WORD}}}"
TRANSIENT_FOCUS_REASONS = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class TextArea(QTextEdit):
    """A text that grows. Subclasses emit their value (`_emit_value`) and insert pasted data (`_paste`)."""

    paste_reported = Signal(str)
    """A sentence about what a paste left out; "" where it left out nothing, so that what was said before goes."""
    entered = Signal()
    left = Signal()
    caret_moved = Signal(QRect)
    """The caret rectangle, in this widget's coordinates."""

    def __init__(self, name: str, description: str, placeholder: str, rows: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._text_height = 0
        self._suppression_depth = 0
        self._composing = False
        self._in_run = False
        self._inside = False
        self._run = TypingRun()
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setPlaceholderText(placeholder)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._measure()
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.document().contentsChange.connect(self._on_contents_change)
        self.document().contentsChanged.connect(self._emit_edit)
        self.cursorPositionChanged.connect(self._emit_caret_moved)

    # For subclasses

    def _emit_value(self) -> None:
        """Emit the value if the user changed it."""

    def _read_change(self, position: int, removed: int, added: int) -> None:
        """Read a change in the document; the arguments are those of QTextDocument.contentsChange."""

    def _apply_pending(self) -> None:
        """Show the value that was set while an input method composed."""

    def _paste(self, source: QMimeData) -> None:
        """Insert pasted or dropped data."""

    def _handle_key(self, event: QKeyEvent) -> bool:
        """Handle a key. Return whether it was handled."""
        return False

    def _on_before_typing(self) -> None:
        """Prepare for text that is about to be typed at the caret."""

    def _on_after_typing(self, typed: str) -> None:
        """Replace straight quotes and hyphens in the typed text by typographic ones, as a separate undo step."""
        cursor = self.textCursor()
        at = cursor.positionInBlock()
        before = utf16_slice(cursor.block().text(), 0, at)
        change = replacement(before) if before.endswith(typed) else None
        if change is not None:
            taken = QTextCursor(cursor)
            taken.movePosition(
                QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor, change.length
            )
            with self._undo_step("Smart Punctuation"):
                taken.insertText(change.text, taken.charFormat())

    def _normalize(self) -> None:
        """Clean up the text when the user leaves the field."""

    def setReadOnly(self, on: bool) -> None:  # noqa: N802 - Qt's name
        """Make the text read-only, but selectable with mouse and keyboard."""
        super().setReadOnly(on)
        if on:
            flags = Qt.TextInteractionFlag
            self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)

    # Value

    def merge_key(self) -> Hashable:
        """Return the key of the current undo step. Consecutive edits with equal keys are one step."""
        return self._run.key

    @property
    def edit_name(self) -> str:
        """The name of the last edit, such as Typing, Paste or Bold."""
        return self._run.name

    @contextmanager
    def _edits_suppressed(self) -> Iterator[None]:
        """Emit no edits while the document is changed in this context."""
        self._suppression_depth += 1
        try:
            yield
        finally:
            self._suppression_depth -= 1

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        self._wrap(position, added)
        if not self._suppression_depth:
            self._read_change(position, removed, added)

    def _emit_edit(self) -> None:
        if self._suppression_depth or self._composing:
            return
        if not self._in_run:  # cut from a menu, or moved with the mouse
            self._run.cut(CHANGE)
        self._emit_value()

    def _emit_caret_moved(self) -> None:
        if not self._suppression_depth:
            self.caret_moved.emit(self.cursorRect().translated(self.viewport().pos()))

    def _wrap(self, position: int, added: int) -> None:
        """Allow line breaks anywhere while there is a very long word: Qt scans all of it for each of its lines."""
        modes = QTextOption.WrapMode
        if self.wordWrapMode() is modes.WrapAnywhere:
            found = re.search(_LONG_WORD_PATTERN, self.toPlainText()) is not None
        else:
            found = self._has_long_word(position, position + added)
        wanted = modes.WrapAnywhere if found else modes.WrapAtWordBoundaryOrAnywhere
        if wanted is not self.wordWrapMode():
            self.setWordWrapMode(wanted)

    def _has_long_word(self, start: int, end: int) -> bool:
        block = self.document().findBlock(start)
        while block.isValid() and block.position() <= end:
            if block.length() > _LONG_WORD and re.search(_LONG_WORD_PATTERN, block.text()):
                return True
            block = block.next()
        return False

    # Keys

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window, but take the formatting keys before the window's menus do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if keys.is_window_shortcut(event) and not self._overrides_shortcut(event):
                event.ignore()
                return False
            if self._overrides_shortcut(event):
                event.accept()
                return True
        return super().event(event)

    def _overrides_shortcut(self, event: QKeyEvent) -> bool:
        """Return whether the input uses a key combination that the window may have as a shortcut."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        with self._in_typing_run():
            self._insert_by_key(event)

    def _insert_by_key(self, event: QKeyEvent) -> None:
        typing = keys.is_typing(event)
        kind = TYPING if typing else DELETION if keys.is_deletion(event) else None
        if kind is None or (typing and self.textCursor().hasSelection()):
            self._run.cut(keys.name_of(event))
        if kind:
            self._run.begin(kind, self.textCursor().position())
        if keys.is_window_shortcut(event) and not self._overrides_shortcut(event):
            event.ignore()
        elif self.isReadOnly():
            super().keyPressEvent(event)
        elif self._handle_key(event):
            event.accept()
        else:
            self._type(event, typing)
        if kind:
            self._run.ended(self.textCursor().position())

    def _type(self, event: QKeyEvent, typing: bool) -> None:
        if typing:
            self._on_before_typing()
        super().keyPressEvent(event)
        if typing:
            self._run.ended(self.textCursor().position())
            self._on_after_typing(event.text())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        composing, was_composing = bool(event.preeditString()), self._composing
        if was_composing and not composing:
            # Apply the value that was set meanwhile first: the composed word must not be lost.
            super().inputMethodEvent(QInputMethodEvent())
            self._composing = False
            self._apply_pending()
        with self._in_typing_run():
            if event.commitString() or (composing and not was_composing):
                self._run.begin(TYPING, self.textCursor().position())
                self._on_before_typing()
            self._composing = composing
            super().inputMethodEvent(event)
            if event.commitString():
                self._run.ended(self.textCursor().position())
            self._emit_edit()

    def cut(self) -> None:
        """Cut, as a separate undo step. Menus call this without a key press."""
        with self._undo_step("Cut"):
            super().cut()

    @contextmanager
    def _undo_step(self, name: str) -> Iterator[None]:
        """Make all edits in this context one undo step of this name."""
        self._run.cut(name)
        with self._in_typing_run():
            yield
        self._run.cut()

    @contextmanager
    def _in_typing_run(self) -> Iterator[None]:
        """Mark the edits in this context as part of the current typing run."""
        self._in_run, before = True, self._in_run
        try:
            yield
        finally:
            self._in_run = before

    # Clipboard

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802
        return not clipboard.has_files(source) and (source.hasText() or source.hasHtml() or source.hasImage())

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        if self.isReadOnly():
            return
        note = clipboard.rejection_message(source)
        if note:
            self.paste_reported.emit(note)
            return
        with self._undo_step("Paste"):
            self._paste(source)
        self.ensureCursorVisible()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        super().dragMoveEvent(event)
        if event.isAccepted() and event.source() is None:
            accept_copy(event)  # what the other program is told when the words are dropped

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        super().dropEvent(event)
        if event.isAccepted() and event.source() is None:
            accept_copy(event)

    # Focus

    def _is_inside(self, widget: QWidget | None) -> bool:
        return widget is not None and (widget is self or self.isAncestorOf(widget))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self._enter_field()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        if self._composing:  # some input methods do not report that the composition was cancelled
            self.inputMethodEvent(QInputMethodEvent())
        if event.reason() not in TRANSIENT_FOCUS_REASONS:
            self._leave_field()

    def _enter_field(self) -> None:
        if not self._inside:
            self._inside = True
            self.entered.emit()

    def _leave_field(self) -> None:
        if self._inside and not self._is_inside(QApplication.focusWidget()):
            self._inside = False
            with self._in_typing_run():
                self._normalize()
            self._run.cut()
            self.left.emit()

    # Height

    def _fit(self, size: QSizeF) -> None:
        height = math.ceil(size.height())
        if height != self._text_height:
            self._text_height = height
            self._update_height()

    def _update_height(self) -> None:
        needs_bar = self._text_height > self._rows_height(_MAX_ROWS)
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if needs_bar else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != policy:
            self.setVerticalScrollBarPolicy(policy)
        self.updateGeometry()

    def _rows_height(self, rows: int) -> int:
        return math.ceil(rows * self.fontMetrics().lineSpacing() * self._line_height() + 2 * self._margin())

    def _margin(self) -> int:
        """Return the document margin, in pixels. It aligns the text with that of a single-line input."""
        return round(0.27 * self.fontMetrics().height()) + 1

    def _measure(self) -> None:
        """Update the lengths that depend on the font size."""
        self.document().setDocumentMargin(self._margin())

    def _line_height(self) -> float:
        """Return the line height, as a factor of the font's line spacing."""
        return 1.0

    def sizeHint(self) -> QSize:  # noqa: N802
        text = max(self._text_height, self._rows_height(self._rows))
        frame = self.height() - self.maximumViewportSize().height()
        return QSize(320, min(text, self._rows_height(_MAX_ROWS)) + frame)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(80, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    # Paths and positions

    def selected_range(self) -> TextRange:
        """Return the selected range within the text that the selection starts in, in whole graphemes.

        The path is relative to the field. Without a selection, the length is 0.
        """
        cursor = self.textCursor()
        block = self.document().findBlock(cursor.selectionStart())
        if cursor.hasSelection() and cursor.selectionStart() == block.position() + block.length() - 1:
            block = block.next()  # only the end of the previous paragraph is selected
        begin = block.position()
        start, length = trim_selection(block.text(), cursor.selectionStart() - begin, cursor.selectionEnd() - begin)
        return TextRange(self._subpath_of(block), start, length)

    @property
    def spans_paragraphs(self) -> bool:
        """Whether the selection extends beyond the paragraph of `selected_range`."""
        return "\u2029" in self.textCursor().selectedText().strip("\u2029")

    def _subpath_of(self, block: QTextBlock) -> FieldPath:
        """Return the path of a block's text, relative to the field."""
        return ROOT

    def _move_caret(self, position: int, length: int = 0) -> None:
        """Move the caret to a position of the document (UTF-16 offset), and select `length` code units."""
        cursor = self.textCursor()
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self._run.cut()
        self.ensureCursorVisible()
        self._emit_caret_moved()

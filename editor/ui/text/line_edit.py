"""One line of plain text."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QClipboard,
    QContextMenuEvent,
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from editor.document.paths import ROOT, FieldPath
from editor.exchange.pasted_text import cleaned, one_line
from editor.ui.text import keys
from editor.ui.text.styles import mapped
from editor.ui.text.text_area import STAYING
from editor.ui.text.typing_run import TypingRun
from editor.ui.text.typography import replacement
from editor.ui.text.units import cut, to_units, units

MOST_CHARACTERS = 2_000
"""Of a line after a paste; the longest title of a document has about 200."""

_NO_LIMIT = 20_000_000  # a line that a file brings is never cut


class LineEdit(QLineEdit):
    """Shows and says one line; undo belongs to the window."""

    text_edited = Signal(str)
    """The text after a change that the user made."""
    dropped = Signal(str)
    """A whole sentence about what a paste could not bring in."""
    entered = Signal()
    left = Signal()

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
        self._said = ""
        self._composing = False
        self._waiting: str | None = None
        self._in_run = False
        self._inside = False
        self._run = TypingRun()
        self.setMaxLength(_NO_LIMIT)
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(self._say)

    def set_text(self, text: str) -> None:
        """Show a text; the caret stays with its words."""
        if self._composing:
            self._waiting = text
        elif text != self._said:
            self._said = text
            self._show(cleaned(text))

    def _show(self, text: str) -> None:
        before = self.text()
        if text != before:
            caret = mapped(before, text, self.cursorPosition())
            self.setText(text)
            self.setCursorPosition(caret)
            self._run.cut()

    def merge_key(self) -> Hashable:
        """Edits with equal keys are one step for undo."""
        return self._run.key

    def _say(self, text: str) -> None:
        clean = cleaned(text)
        self._show(clean)
        if not self._in_run:  # cut by a menu, moved by the mouse
            self._run.cut()
        if clean != self._said:
            self._said = clean
            self.text_edited.emit(clean)

    # Places.

    def current_tail(self) -> FieldPath:
        """Where the caret is, below the field: always in its one text."""
        return ROOT

    def place_caret(self, tail: FieldPath) -> None:
        """Put the caret at the start."""
        self._run.cut()
        self.setCursorPosition(0)

    def select_text(self, tail: FieldPath, start: int, length: int) -> None:
        """Select a stretch of the text, counted in characters."""
        self._run.cut()
        begin = to_units(self.text(), start)
        self.setSelection(begin, to_units(self.text(), start + length) - begin)

    # Keys.

    def event(self, event: QEvent) -> bool:
        """Leaves undo and redo to the window."""
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and isinstance(event, QKeyEvent) and keys.is_left_to_window(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        self._in_run = True
        try:
            self._press(event)
        finally:
            self._in_run = False

    def _press(self, event: QKeyEvent) -> None:
        typing = keys.is_typing(event)
        kind = "typing" if typing else "deleting" if keys.is_deletion(event) else None
        if kind is None or self.hasSelectedText():
            self._run.cut()
        if kind:
            self._run.begin(kind, self.cursorPosition())
        if keys.is_left_to_window(event):
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)
            self._run.ended(self.cursorPosition())
            if typing and self._typographic and not self.isReadOnly():
                self._replace()

    def _replace(self) -> None:
        """Quotes and dashes become those of a printer, as a step of their own."""
        at = self.cursorPosition()
        change = replacement(cut(self.text(), 0, at))
        if change is not None:
            start = at - change.length
            text = cut(self.text(), 0, start) + change.text + cut(self.text(), at, units(self.text()))
            self._run.cut()
            self.setText(text)
            self.setCursorPosition(start + units(change.text))
            self._say(text)
            self._run.cut()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        composing = bool(event.preeditString())
        if self._composing and not composing:
            # What was set meanwhile comes first, so that the word that is being finished is not lost.
            super().inputMethodEvent(QInputMethodEvent())
            self._composing = False
            waiting, self._waiting = self._waiting, None
            if waiting is not None:
                self.set_text(waiting)
        if event.commitString():
            self._run.begin("typing", self.cursorPosition())
        self._composing, self._in_run = composing, True
        try:
            super().inputMethodEvent(event)
        finally:
            self._in_run = False
        self._run.ended(self.cursorPosition())

    # The clipboard.

    def paste(self) -> None:
        """Paste as one line."""
        self._insert(QApplication.clipboard().text())

    def _insert(self, text: str) -> None:
        if self.isReadOnly() or not text:
            return
        found = one_line(text, MOST_CHARACTERS - len(self.text()) + len(self.selectedText()))
        self._run.cut()
        if found.blocks:
            self.insert(found.blocks[0].text)
            self._say(self.text())
        self._run.cut()
        if found.notes:
            self.dropped.emit(" ".join(found.notes))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() is Qt.MouseButton.MiddleButton and QApplication.clipboard().supportsSelection():
            self.setCursorPosition(self.cursorPositionAt(event.position().toPoint()))
            self._insert(QApplication.clipboard().text(QClipboard.Mode.Selection))
            return
        super().mouseReleaseEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        if event.source() is self or not event.mimeData().hasText():
            self._run.cut()
            super().dropEvent(event)
            return
        self.setCursorPosition(self.cursorPositionAt(event.position().toPoint()))
        self._insert(event.mimeData().text())
        event.acceptProposedAction()

    def context_menu(self) -> QMenu:
        """What a right click offers."""
        menu = QMenu(self)
        writes, selects, standard = not self.isReadOnly(), self.hasSelectedText(), QKeySequence.StandardKey
        entries: list[tuple[str, QKeySequence.StandardKey, Callable[[], object], bool]] = [
            ("Cut", standard.Cut, self.cut, writes and selects),
            ("Copy", standard.Copy, self.copy, selects),
            ("Paste", standard.Paste, self.paste, writes and bool(QApplication.clipboard().text())),
            ("Select all", standard.SelectAll, self.selectAll, True),
        ]
        for text, key, slot, enabled in entries:
            action = QAction(text, menu)
            action.setShortcut(key)
            action.setEnabled(enabled)
            action.triggered.connect(slot)
            menu.addAction(action)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        menu = self.context_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    # Focus.

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        if not self._inside:
            self._inside = True
            self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        if self._inside and event.reason() not in STAYING:
            self._inside = False
            self._run.cut()
            self.left.emit()

"""The commands Bold, Italic, Link, Bullets and Join Lines: enabled in a text, and checked by the format at the caret.

The format is read by a timer, so that a keystroke costs no more than starting it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from editor.ui.commands import Commands
from editor.ui.text.blocks_edit import BlocksEdit
from editor.ui.text.inline_edit import InlineEdit

UPDATE_MS = 40
"""Delay after a movement of the caret."""

METHODS = {
    "strong": "toggle_strong",
    "emphasis": "toggle_emphasis",
    "link": "edit_link",
    "bullets": "toggle_bullets",
    "join_lines": "join_lines",
}
"""The method of the focused text for each command."""


class TextCommands(QObject):
    """Updates the commands for one text at a time."""

    def __init__(self, commands: Commands, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = {name: commands[name] for name in METHODS}
        self._text: InlineEdit | BlocksEdit | None = None
        self._update_timer = QTimer(self)
        self._update_timer.setSingleShot(True)
        self._update_timer.setInterval(UPDATE_MS)
        self._update_timer.timeout.connect(self._update)
        for action in self._actions.values():
            # A click toggles the action, whether or not the format changes.
            action.triggered.connect(self._update_timer.start)

    def follow(self, text: InlineEdit | BlocksEdit | None) -> None:
        """Show the formats of another text; None disables the commands."""
        writes = text is not None and not text.isReadOnly()
        for name, method in METHODS.items():
            self._actions[name].setEnabled(writes and hasattr(text, method))
        if text is not self._text:
            if self._text is not None:
                self._text.cursorPositionChanged.disconnect(self._schedule_update)
                self._text.currentCharFormatChanged.disconnect(self._schedule_update)
                self._text.selectionChanged.disconnect(self._schedule_update)
                self._text.textChanged.disconnect(self._schedule_update)
                self._text.destroyed.disconnect(self._on_destroyed)
            self._text = text
            if text is not None:
                text.cursorPositionChanged.connect(self._schedule_update)
                text.currentCharFormatChanged.connect(self._schedule_update)
                text.selectionChanged.connect(self._schedule_update)
                text.textChanged.connect(self._schedule_update)
                text.destroyed.connect(self._on_destroyed)
        self._update()

    @Slot()
    def _schedule_update(self) -> None:
        if not self._update_timer.isActive():
            self._update_timer.start()

    @Slot()
    def _on_destroyed(self) -> None:
        self._text = None
        self._update()

    @Slot()
    def _update(self) -> None:
        pressed = frozenset[str]() if self._text is None else self._text.styles_at_caret()
        for name, action in self._actions.items():
            if action.isCheckable():
                action.setChecked(name in pressed)

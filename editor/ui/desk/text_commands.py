"""Bold, Italic, Link and Bullets in toolbar and menu: in force in a text, and pressed where the caret is in such words.

Looking is left to a timer: a keystroke pays for starting it, and no more.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from editor.ui.commands import Commands
from editor.ui.text.blocks_edit import BlocksEdit
from editor.ui.text.inline_edit import InlineEdit

LOOK_MS = 40
"""After the last movement of the caret."""

DEEDS = {
    "strong": "toggle_strong",
    "emphasis": "toggle_emphasis",
    "link": "edit_link",
    "bullets": "toggle_bullets",
}
"""What a command asks of the text that has the keyboard."""


class TextCommands(QObject):
    """Keeps the commands in step with one text at a time."""

    def __init__(self, commands: Commands, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = {name: commands[name] for name in DEEDS}
        self._text: InlineEdit | BlocksEdit | None = None
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(LOOK_MS)
        self._looking.timeout.connect(self._look)
        for action in self._actions.values():
            # A click presses the button by itself, whatever comes of it.
            action.triggered.connect(self._looking.start)

    def follow(self, text: InlineEdit | BlocksEdit | None) -> None:
        """Show how it is in this text from now on; None where the commands have no text to work on."""
        writes = text is not None and not text.isReadOnly()
        for name, deed in DEEDS.items():
            self._actions[name].setEnabled(writes and hasattr(text, deed))
        if text is not self._text:
            if self._text is not None:
                self._text.cursorPositionChanged.disconnect(self._moved)
                self._text.currentCharFormatChanged.disconnect(self._moved)
                self._text.selectionChanged.disconnect(self._moved)
                self._text.textChanged.disconnect(self._moved)
                self._text.destroyed.disconnect(self._forget)
            self._text = text
            if text is not None:
                text.cursorPositionChanged.connect(self._moved)
                text.currentCharFormatChanged.connect(self._moved)
                text.selectionChanged.connect(self._moved)
                text.textChanged.connect(self._moved)
                text.destroyed.connect(self._forget)
        self._look()

    @Slot()
    def _moved(self) -> None:
        if not self._looking.isActive():
            self._looking.start()

    @Slot()
    def _forget(self) -> None:
        self._text = None
        self._look()

    @Slot()
    def _look(self) -> None:
        pressed = frozenset[str]() if self._text is None else self._text.styles_at_caret()
        for name, action in self._actions.items():
            action.setChecked(name in pressed)

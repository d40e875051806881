"""Key combinations that a text input leaves to the window, or must ignore."""

from __future__ import annotations

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from editor.session.issue.typing_run import TYPING

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier

# Undo and redo belong to the whole issue, on every platform.
_UNDO = {
    QKeyCombination(_CONTROL, Qt.Key.Key_Z),
    QKeyCombination(_CONTROL, Qt.Key.Key_Y),
    QKeyCombination(_CONTROL | _SHIFT, Qt.Key.Key_Z),
    QKeyCombination(_ALT, Qt.Key.Key_Backspace),
    QKeyCombination(_ALT | _SHIFT, Qt.Key.Key_Backspace),
}
# On X11, Qt moves to the end of the line and deletes the next character with these. In Newsdesk they export the PDF and
# duplicate an item.
_COMMANDS = {QKeyCombination(_CONTROL, Qt.Key.Key_E), QKeyCombination(_CONTROL, Qt.Key.Key_D)}
# On X11, Ctrl+U deletes the line and Ctrl+K the rest of it, with no hint in the interface.
_DELETE_LINE = (QKeySequence.StandardKey.DeleteCompleteLine, QKeySequence.StandardKey.DeleteEndOfLine)


def is_window_shortcut(event: QKeyEvent) -> bool:
    """Return whether a key must reach the window's actions and do nothing in the text."""
    return (
        event.keyCombination() in _UNDO
        or event.matches(QKeySequence.StandardKey.Undo)
        or event.matches(QKeySequence.StandardKey.Redo)
        or is_command(event)
    )


def is_command(event: QKeyEvent) -> bool:
    """Return whether a key is a command of the window, or deletes a line by a convention of the platform."""
    return event.keyCombination() in _COMMANDS or any(event.matches(key) for key in _DELETE_LINE)


def is_typing(event: QKeyEvent) -> bool:
    """Return whether a key inserts text."""
    text = event.text()
    control = event.modifiers() & _CONTROL and not event.modifiers() & _ALT  # Qt reports AltGr as Ctrl+Alt
    return bool(text) and text.isprintable() and not control


def is_deletion(event: QKeyEvent) -> bool:
    """Return whether a key deletes a character or a word."""
    return event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and not event.modifiers() & (_SHIFT | _ALT)


def name_of(event: QKeyEvent) -> str:
    """Return the name of the edit that a key makes, for the Undo command."""
    return "Cut" if event.matches(QKeySequence.StandardKey.Cut) else TYPING


def is_enter(event: QKeyEvent) -> bool:
    """Return whether a key is Enter, alone or with Shift."""
    others = event.modifiers() & ~(_SHIFT | Qt.KeyboardModifier.KeypadModifier)
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not others

"""Keys that a text input leaves to the window, and those that it must never act on."""

from __future__ import annotations

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from editor.session.issue.typing_run import TYPING

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier

# Undo and redo are the whole issue's, on every system and in every habit.
_UNDO = {
    QKeyCombination(_CONTROL, Qt.Key.Key_Z),
    QKeyCombination(_CONTROL, Qt.Key.Key_Y),
    QKeyCombination(_CONTROL | _SHIFT, Qt.Key.Key_Z),
    QKeyCombination(_ALT, Qt.Key.Key_Backspace),
    QKeyCombination(_ALT | _SHIFT, Qt.Key.Key_Backspace),
}
# On X11 these move to the end of the line and delete the next letter, as in old terminals; here they export the PDF
# and duplicate what is written in.
_COMMANDS = {QKeyCombination(_CONTROL, Qt.Key.Key_E), QKeyCombination(_CONTROL, Qt.Key.Key_D)}
# On X11, Ctrl+U deletes the line and Ctrl+K the rest of it, without a way to know beforehand.
_DELETE_LINE = (QKeySequence.StandardKey.DeleteCompleteLine, QKeySequence.StandardKey.DeleteEndOfLine)


def is_window_shortcut(event: QKeyEvent) -> bool:
    """Whether a key must reach the window's actions, and do nothing in the text."""
    return (
        event.keyCombination() in _UNDO
        or event.matches(QKeySequence.StandardKey.Undo)
        or event.matches(QKeySequence.StandardKey.Redo)
        or is_command(event)
    )


def is_command(event: QKeyEvent) -> bool:
    """Whether a key is a command of the window, or by the system's habit would delete what nobody expects."""
    return event.keyCombination() in _COMMANDS or any(event.matches(key) for key in _DELETE_LINE)


def is_typing(event: QKeyEvent) -> bool:
    """Whether a key puts letters into the text."""
    text = event.text()
    control = event.modifiers() & _CONTROL and not event.modifiers() & _ALT  # Ctrl+Alt is AltGr
    return bool(text) and text.isprintable() and not control


def is_deletion(event: QKeyEvent) -> bool:
    """Whether a key takes letters away, one or a word at a time."""
    return event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and not event.modifiers() & (_SHIFT | _ALT)


def name_of(event: QKeyEvent) -> str:
    """What an edit is called that a key makes."""
    return "Cut" if event.matches(QKeySequence.StandardKey.Cut) else TYPING


def is_enter(event: QKeyEvent) -> bool:
    """Enter alone or with Shift: what follows goes below."""
    others = event.modifiers() & ~(_SHIFT | Qt.KeyboardModifier.KeypadModifier)
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not others

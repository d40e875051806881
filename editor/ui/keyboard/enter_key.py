"""Enter presses the focused button, as Space does.

Qt reserves Enter for the default button of a dialog. The program has no dialogs, and users of Word and Outlook press
Enter on anything that has the focus.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterKey(QObject):
    """Filters the events of the focused button only: a filter of the application would see every event."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._button: QAbstractButton | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)

    @Slot(QWidget, QWidget)
    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._button is not None and isValid(self._button):
            self._button.removeEventFilter(self)
        self._button = now if isinstance(now, QAbstractButton) else None
        if self._button is not None:
            self._button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        is_pressed = event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTER
        if is_pressed and isinstance(event, QKeyEvent) and isinstance(watched, QAbstractButton):
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if not held and not event.isAutoRepeat():
                watched.click()
                return True
        return super().eventFilter(watched, event)

"""Shift+F10 opens the context menu at the caret, as the menu key does, which many keyboards lack.

Qt does this on Windows only.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QRect, Qt, Slot
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget


class ContextMenuKey(QObject):
    """The shortcut of one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        if sys.platform != "win32":
            QShortcut(QKeySequence("Shift+F10"), window).activated.connect(self._open)

    @Slot()
    def _open(self) -> None:
        widget: QWidget | None = QApplication.focusWidget()
        if widget is None:
            return
        target, area = widget, widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        if isinstance(widget, QAbstractItemView):  # its rows are in the widget that it scrolls
            target, area = widget.viewport(), widget.visualRect(widget.currentIndex())
        place = area.center() if isinstance(area, QRect) and area.isValid() else target.rect().center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, target.mapToGlobal(place))
        QApplication.sendEvent(target, event)

"""A frame around the control that a step of the tour is about."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QWidget


class Pointer(QFrame):
    """Lies over its parent and lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = parent
        self.setProperty("role", "pointer")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def point_at(self, target: QWidget) -> QRect:
        """Frame a control, and return its rectangle in the parent; an empty one if it is not shown."""
        if not target.isVisible():
            self.hide()
            return QRect()
        area = QRect(target.mapTo(self._area, target.rect().topLeft()), target.size()).intersected(self._area.rect())
        self.setGeometry(area)
        self.show()
        self.raise_()
        return area

"""A page shown in place of the desk or the start page: heading, back button, scrolling body."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

WIDEST = 760
"""Maximum width of running text, in pixels at 100 percent."""


class Page(QFrame):
    """A page. Subclasses and callers add widgets to `body`.

    `may_save` tells that the page changes the open issue, which can be saved while the page is shown.
    """

    may_save = False
    done = Signal()
    """The user pressed the back button or Escape."""

    def __init__(self, title: str, back: str = "Back", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        self.back_button = QPushButton(back)
        self.back_button.setAutoDefault(True)
        self.back_button.clicked.connect(self.done)
        head = QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(self.back_button)
        inner = QWidget()
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(0, 16, 16, 16)
        self.body.setSpacing(8)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(inner)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The background of the window shows through.
        self.area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        page = QVBoxLayout(self)
        page.setContentsMargins(48, 32, 48, 0)
        page.setSpacing(8)
        page.addLayout(head)
        page.addWidget(self.area, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go back on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
            return
        super().keyPressEvent(event)

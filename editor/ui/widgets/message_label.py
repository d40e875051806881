"""A label for sentences that may contain paths: they continue on the next line, and are copied as they are."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

_ZERO_WIDTH_SPACE = "\u200b"
_BREAKABLE = re.compile(r"[/\\_-](?=\w)")
"""Where a path or the name of a file may continue on the next line; Qt breaks lines at spaces only."""


class MessageLabel(QLabel):
    """Plain text that wraps and can be selected."""

    def __init__(self, text: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(_BREAKABLE.sub(rf"\g<0>{_ZERO_WIDTH_SPACE}", text), parent)
        self.setProperty("role", role)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)  # file names and texts of an issue are not trusted
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleName(text)

    def text(self) -> str:
        """Return the text without the places where it may break."""
        return super().text().replace(_ZERO_WIDTH_SPACE, "")

    def copy(self) -> None:
        """Copy the selected text; all of it if nothing is selected."""
        QApplication.clipboard().setText((self.selectedText() or self.text()).replace(_ZERO_WIDTH_SPACE, ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        menu = QMenu(self)
        menu.addAction("Copy", self.copy)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

"""The bar below a line of text in which a link's address is edited."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from editor.document.text.links import may_be_published, scheme
from editor.formats.rules.characters import cleaned
from editor.ui.text.plain_line import PlainLine

_MAIL = re.compile(r"[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+")
_SITE = re.compile(r"[^\s@:/.]+(?:\.[^\s@:/.]+)+(?::\d+)?(?:[/?#]\S*)?")


def complete_address(typed: str) -> str | None:
    """Complete a typed address: `www.gov.cn` gets a scheme.

    Returns None for an unsupported address, and "" for an empty one.
    """
    address = cleaned(typed).strip()
    if _MAIL.fullmatch(address):
        address = f"mailto:{address}"
    elif _SITE.fullmatch(address) and scheme(address) not in ("http", "https", "mailto"):
        address = f"https://{address}"
    return address if not address or may_be_published(address) else None


class LinkBar(QFrame):
    """The address field with Apply and Remove. Enter applies, Escape closes."""

    applied = Signal(str)
    removed = Signal()
    cancelled = Signal()
    left = Signal()
    """The focus left the bar."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "link-bar")
        self.address = PlainLine("Link address", placeholder="https://…", parent=self)
        self.address.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
        self.note = QLabel("Start with https://, http:// or mailto:", self)
        self.note.setProperty("role", "problem-error")
        self.note.hide()
        self.apply_button = QPushButton("Apply", self)
        self.remove_button = QPushButton("Remove", self)
        self.apply_button.setAccessibleName("Apply link address")
        self.remove_button.setAccessibleName("Remove link")
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 5, 6, 5)
        row.setSpacing(6)
        row.addWidget(self.address, 1)
        row.addWidget(self.note)
        row.addWidget(self.apply_button)
        row.addWidget(self.remove_button)
        self.address.returnPressed.connect(self._apply)
        self.address.textEdited.connect(self.note.hide)
        self.apply_button.clicked.connect(self._apply)
        self.remove_button.clicked.connect(self.removed)
        self.setFocusProxy(self.address)
        self.parts: tuple[QWidget, ...] = (self.address, self.apply_button, self.remove_button)
        for part in self.parts:
            part.installEventFilter(self)
        self.hide()

    def open(self, address: str | None) -> None:
        """Show the bar for a link, or for a new one if `address` is None."""
        self.address.setText(address or "")
        self.address.selectAll()
        self.remove_button.setVisible(address is not None)
        self.note.hide()
        self.show()
        self.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def _apply(self) -> None:
        address = complete_address(self.address.text())
        if address is None:
            self.note.show()
            self.address.setFocus()
        else:
            self.applied.emit(address)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        # Keys that the address field does not use must not reach the text.
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.apply_button.hasFocus():
            self._apply()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.remove_button.hasFocus():
            self.removed.emit()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)

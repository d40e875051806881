"""A frame around several widgets that looks and behaves as one input."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QWidget

from editor.ui.widgets.style_properties import set_property


class InputFrame(QFrame):
    """Is drawn as focused while the focus is on what it watches."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "input")

    def watch(self, inner: QWidget) -> None:
        """Take `inner` for a piece of the input."""
        inner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            set_property(self, "active", event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

"""A frame that makes several widgets look like one input."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QWidget

from editor.ui.widgets.style_properties import set_property


class InputFrame(QFrame):
    """A frame that is drawn as focused while a watched widget has the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "input")

    def watch(self, inner: QWidget) -> None:
        """Treat `inner` as part of the input."""
        inner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            set_property(self, "active", event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

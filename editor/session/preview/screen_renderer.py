"""Lays out mail and web page in a process of its own. It starts with the first one, and again after a failure."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.document.installed_theme import InstalledTheme
from editor.publish.protocol import LayOutScreen, Message, ScreenFailed, ScreenPages
from editor.session.preview.renderer import RenderedSection, Rendering
from editor.session.preview.renderer_child import RendererChild

COMMAND = (sys.executable, "-P", "-m", "editor.publish.screen_renderer")
PATIENCE = 120.0
"""Seconds for one page. A mail of 60 entries takes seven, and more on a busy machine."""

STOPPED = "The preview stopped unexpectedly."
TIMED_OUT = "The preview took too long."
OTHERWISE = "Open it in the browser instead."


class ScreenRenderer(QObject):
    """Shows the newest page that it was given."""

    rendered = Signal(object)
    """A `Rendering` with one section, whose pages are tiles."""
    failed = Signal(str, str)
    """Message and help."""

    def __init__(
        self,
        theme: InstalledTheme,
        parent: QObject | None = None,
        *,
        command: Sequence[str] = COMMAND,
        patience: float = PATIENCE,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._command = command
        self._child: RendererChild | None = None
        self._request = 0
        self._watchdog = QTimer(self)
        self._watchdog.setSingleShot(True)
        self._watchdog.setInterval(round(patience * 1000))
        self._watchdog.timeout.connect(self._on_timeout)

    @property
    def is_busy(self) -> bool:
        """Whether a page is being laid out."""
        return self._watchdog.isActive()

    @property
    def pid(self) -> int:
        """The id of the process; 0 if there is none."""
        return self._child.pid if self._child is not None else 0

    def lay_out(self, html: bytes, width: int, *, dark: bool) -> None:
        """Lay out a page for a screen of that many pixels; `rendered` or `failed` follows for the newest one."""
        if self._child is None:
            self._child = RendererChild(self._theme, self._command, self)
            self._child.received.connect(self._on_message)
            self._child.ended.connect(self._on_end)
        self._request += 1
        self._child.send(LayOutScreen(self._request, width, dark, html))
        self._watchdog.start()

    def close(self) -> None:
        """End the process. No signal follows."""
        self._watchdog.stop()
        child, self._child = self._child, None
        if child is not None:
            child.close()

    @Slot(object)
    def _on_message(self, message: Message) -> None:
        match message:
            case ScreenPages(request, size, rectangles, body) if request == self._request:
                self._watchdog.stop()
                section = RenderedSection("screen", 1, size, rectangles, body)
                self.rendered.emit(Rendering((section,), section.page_count))
            case ScreenFailed(request, text, help) if request == self._request:
                self._watchdog.stop()
                self.failed.emit(text, help)

    @Slot()
    def _on_end(self) -> None:
        self._child = None
        if self._watchdog.isActive():
            self._watchdog.stop()
            self.failed.emit(STOPPED, OTHERWISE)

    @Slot()
    def _on_timeout(self) -> None:
        self.close()
        self.failed.emit(TIMED_OUT, OTHERWISE)

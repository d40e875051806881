"""The preview of mail or web page: follows the issue while it is shown, and does nothing while it is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.document.editing.change import Change
from editor.session.issue.session import Session
from editor.session.preview.screen_renderer import ScreenRenderer
from editor.session.publishing.output_maker import MadeOutputs, OutputMaker, OutputRequest

DELAY_MS = 250
"""Pause in typing after which the preview is made anew."""


class Medium(StrEnum):
    """What is previewed: the name of the output that has its HTML."""

    MAIL = "mail-html"
    WEB = "html"


@dataclass(frozen=True, slots=True)
class ScreenView:
    """A medium on a screen of `width` CSS pixels."""

    medium: Medium
    width: int
    dark: bool


MakeRequest = Callable[[str, str], OutputRequest]
"""Returns the request of an output with the current settings; the first argument is its purpose."""


class OnlinePreview(QObject):
    """Makes the HTML as publication does, and has it laid out for a screen."""

    rendered = Signal(object)
    """A `Rendering`."""
    failed = Signal(str, str)
    """Message and help."""
    busy_changed = Signal(bool)

    def __init__(
        self,
        session: Session,
        maker: OutputMaker,
        renderer: ScreenRenderer,
        request: MakeRequest,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._maker = maker
        self._renderer = renderer
        self._make_request = request
        self._view: ScreenView | None = None
        self._request: OutputRequest | None = None
        self._html: tuple[Medium, bytes] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._make)
        session.changed.connect(self._on_changed)
        maker.made.connect(self._on_made)
        renderer.rendered.connect(self._on_rendered)
        renderer.failed.connect(self._on_failed)

    @property
    def view(self) -> ScreenView | None:
        """What is shown; None while nothing is."""
        return self._view

    @property
    def html(self) -> bytes:
        """The HTML of the medium that is shown; empty until it is made."""
        is_current = self._html is not None and self._view is not None and self._html[0] is self._view.medium
        return self._html[1] if is_current and self._html is not None else b""

    def show(self, view: ScreenView) -> None:
        """Show a view, and keep it up to date."""
        before, self._view = self._view, view
        if before is not None and before.medium is view.medium and self.html and not self._timer.isActive():
            self._lay_out()
        else:
            self._make()

    def hide(self) -> None:
        """Stop following the issue."""
        self._view = None
        self._html = None
        self._timer.stop()

    def close(self) -> None:
        """End the process."""
        self.hide()
        self._renderer.close()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if self._view is not None and change.content_paths:
            self._timer.start()
            self.busy_changed.emit(True)

    @Slot()
    def _make(self) -> None:
        if self._view is not None:
            self._timer.stop()
            self.busy_changed.emit(True)
            self._request = self._make_request("preview", self._view.medium.value)
            self._maker.make(self._request)

    @Slot(object)
    def _on_made(self, made: MadeOutputs) -> None:
        if self._view is None or made.request is not self._request:
            return
        name = self._view.medium.value
        if name in made.written:
            self._html = self._view.medium, made.written[name].files[0].data
            self._lay_out()
        elif name in made.failures:
            self._on_failed(made.failures[name].message, made.failures[name].help)

    def _lay_out(self) -> None:
        if self._view is not None and self._html is not None:
            self.busy_changed.emit(True)
            self._renderer.lay_out(self._html[1], self._view.width, dark=self._view.dark)

    @Slot(object)
    def _on_rendered(self, rendering: object) -> None:
        if self._view is not None:
            self.rendered.emit(rendering)
            self.busy_changed.emit(self._timer.isActive())

    @Slot(str, str)
    def _on_failed(self, message: str, help: str) -> None:
        if self._view is not None:
            self.failed.emit(message, help)
            self.busy_changed.emit(False)

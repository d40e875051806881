"""Connects an open issue with its renderer."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from editor.document.editing.change import Change
from editor.session.issue.session import Session
from editor.session.preview.renderer import Renderer, Rendering


class PreviewFeed(QObject):
    """Sends changes of the session to the renderer, and notes of the pages to the session."""

    def __init__(self, session: Session, renderer: Renderer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._renderer = renderer
        session.changed.connect(self._show)
        renderer.rendered.connect(self._take_notes)
        renderer.show(session.issue, None)

    @Slot(object)
    def _show(self, change: Change) -> None:
        if change.content_paths:
            self._renderer.show_change(change, min(change.content_paths, key=len))

    @Slot(object)
    def _take_notes(self, rendering: Rendering) -> None:
        self._session.show_page_notes(rendering.notes)

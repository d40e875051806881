"""Tells the archive on which pages the entries and items of the open issue begin, whenever it is saved and laid out."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Slot

from editor.publish.sections import COVER
from editor.session.archive.archive import Archive
from editor.session.issue.session import Session
from editor.session.preview.renderer import Activity, Renderer, Rendering

SETTLE_MS = 1_500
"""Delay after the last change of pages or file."""


class PageNumbers(QObject):
    """Watches one session and its pages."""

    def __init__(self, session: Session, renderer: Renderer, archive: Archive, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._renderer = renderer
        self._archive = archive
        self._stored: tuple[str, int] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self._store)
        renderer.state_changed.connect(self._restart)
        session.stored_changed.connect(self._restart)
        archive.updated.connect(self._restart)
        self._timer.start()

    @Slot()
    def _restart(self) -> None:
        self._timer.start()

    @Slot()
    def _store(self) -> None:
        session, rendering = self._session, self._renderer.rendering
        is_shown = self._renderer.state.activity is Activity.IDLE and rendering.is_whole and rendering.page_count
        # In Suggest mode the pages are those of the suggested issue.
        if not is_shown or session.stored is None or not session.is_saved or session.issue is not session.whole:
            return
        state = session.stored.digest, rendering.page_count
        if state != self._stored:
            self._stored = state
            self._archive.store_pages(session.stored.digest, first_pages(rendering))


def first_pages(rendering: Rendering) -> Mapping[str, int]:
    """Return the page, from 1, on which each section and item begins, by its path.

    The cover lists the titles of entries in its contents; it counts only for what is on no other page.
    """
    found: dict[str, int] = {}
    for section in sorted(rendering.sections, key=lambda section: section.name == COVER):
        known = set(found) if section.name == COVER else set()
        for number, rectangles in enumerate(section.rectangles, section.first_page):
            for path in rectangles:
                parts = path.split("/")
                for place in {"/".join(parts[:depth]) for depth in (1, 2, 3)} - known:
                    found[place] = min(found.get(place, number), number)
    return found

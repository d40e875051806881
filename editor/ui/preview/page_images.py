"""Pages as pixels: made by QtPdf on its own thread, one at a time, the pages that are wanted most first.

QtPdf guards all its work with one lock, so a document that is opened while another is drawn would keep the window
waiting. Therefore documents are opened only between two pages.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer

from editor.session.preview.renderer import RenderedSection
from editor.ui.preview.page_stack import PreviewPage

MAX_CACHE_BYTES = 64 << 20
"""Of pixels that are kept; a page of A4 at 150 dpi takes 9 MB."""
MIN_CACHED_PAGES = 4
"""Pages that are kept however large they are: about as many as can be in view."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class PageImage:
    """The pixels of one page, and which state of the page they show."""

    page: PreviewPage
    image: QImage

    def shows(self, page: PreviewPage, size: QSize) -> bool:
        return self.page.section is page.section and self.image.size() == size


class PageImages(QObject):
    """Keeps the newest pixels of each page; those of an earlier state stay until there are better ones."""

    ready = Signal(object)
    """A `Raster` that is new."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cache: dict[tuple[str, int], PageImage] = {}
        self._requested: list[tuple[PreviewPage, QSize]] = []
        self._documents: dict[RenderedSection, QPdfDocument] = {}
        self._current_request: tuple[int, PreviewPage] | None = None
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.pageRendered.connect(self._on_drawn)

    def image(self, page: PreviewPage) -> PageImage | None:
        """The best pixels that there are for a page."""
        return self._cache.get(page.key)

    def request(self, requested: Sequence[tuple[PreviewPage, QSize]]) -> None:
        """Draw these pages in these sizes (in pixels), in this order; what was wanted before is forgotten."""
        self._requested = [(page, size) for page, size in requested if not self._is_cached(page, size)]
        for page, _ in requested:  # the ones in use move to the end, where they are dropped last
            if (kept := self._cache.pop(page.key, None)) is not None:
                self._cache[page.key] = kept
        self._next()

    def close(self) -> None:
        """Draw nothing more."""
        self._requested.clear()

    def _is_cached(self, page: PreviewPage, size: QSize) -> bool:
        kept = self._cache.get(page.key)
        return kept is not None and kept.shows(page, size)

    def _next(self) -> None:
        while self._current_request is None and self._requested:
            page, size = self._requested[0]
            document = self._document(page.section)
            if document.status() is not QPdfDocument.Status.Ready or size.isEmpty():
                _log.info("The pages of %s cannot be shown: %s", page.section.name, document.error())
                self._requested.pop(0)
                continue
            self._renderer.setDocument(document)
            self._current_request = (self._renderer.requestPage(page.index, size), page)

    def _document(self, section: RenderedSection) -> QPdfDocument:
        known = self._documents.get(section)
        if known is None:
            requested = {page.section for page, _ in self._requested}
            for old in [old for old in self._documents if old not in requested]:
                self._documents.pop(old).deleteLater()
            known = self._documents[section] = QPdfDocument(self)
            data = QBuffer(known)
            data.setData(QByteArray(section.pdf))
            data.open(QIODevice.OpenModeFlag.ReadOnly)
            known.load(data)
        return known

    def _on_drawn(self, _page: int, _size: QSize, image: QImage, _options: object, request: int) -> None:
        if self._current_request is None or self._current_request[0] != request:
            return
        page = self._current_request[1]
        self._current_request = None
        # The pages have a white ground, so nothing shines through; opaque pixels need not be blended when painted.
        image.reinterpretAsFormat(QImage.Format.Format_RGB32)
        drawn = PageImage(page, image)
        self._requested = [one for one in self._requested if not drawn.shows(*one)]
        self._cache.pop(page.key, None)
        self._cache[page.key] = drawn
        self._evict_oldest()
        self._next()
        self.ready.emit(drawn)

    def _evict_oldest(self) -> None:
        held = sum(cached.image.sizeInBytes() for cached in self._cache.values())
        for key in list(self._cache)[:-MIN_CACHED_PAGES]:
            if held <= MAX_CACHE_BYTES:
                return
            held -= self._cache.pop(key).image.sizeInBytes()

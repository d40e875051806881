"""Renders pages to images with QtPdf in a background thread, one at a time, the most urgent ones first.

QtPdf guards all its work with one lock: opening a document while another is rendered would block the window. Documents
are therefore opened between two pages only.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer

from editor.session.preview.renderer import RenderedSection
from editor.ui.preview.page_stack import PreviewPage
from editor.ui.system.pdf_document import load_pdf

MAX_CACHE_BYTES = 64 << 20
"""The most image data that is cached. An A4 page at 150 dpi takes 9 MB."""
MIN_CACHED_PAGES = 4
"""The number of pages that are always cached: about as many as fit into the view."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class PageImage:
    """The image of one page, and the state of the page that it shows."""

    page: PreviewPage
    image: QImage

    def shows(self, page: PreviewPage, size: QSize) -> bool:
        return self.page.section is page.section and self.image.size() == size


class PageImages(QObject):
    """Caches the latest image of each page. An outdated image is kept until the new one is ready."""

    ready = Signal(object)
    """A new `PageImage`."""

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
        """Return the latest image of a page."""
        return self._cache.get(page.key)

    def request(self, requested: Sequence[tuple[PreviewPage, QSize]]) -> None:
        """Render these pages in these sizes (in device pixels), in this order. Replaces earlier requests."""
        self._requested = [(page, size) for page, size in requested if not self._is_cached(page, size)]
        for page, _ in requested:  # pages in use move to the end, and are evicted last
            if (kept := self._cache.pop(page.key, None)) is not None:
                self._cache[page.key] = kept
        self._next()

    def clear(self) -> None:
        """Forget all images: other pages with the same names follow."""
        self._cache.clear()
        self._requested.clear()
        self._current_request = None

    def close(self) -> None:
        """Render no more pages."""
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
            known = self._documents[section] = load_pdf(section.pdf, self)
        return known

    def _on_drawn(self, _page: int, _size: QSize, image: QImage, _options: object, request: int) -> None:
        if self._current_request is None or self._current_request[0] != request:
            return
        page = self._current_request[1]
        self._current_request = None
        # Pages have a white background. Opaque images need no blending when they are painted.
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

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
from editor.ui.preview.page_stack import Sheet

MOST_BYTES = 64 << 20
"""Of pixels that are kept; a page of A4 at 150 dpi takes 9 MB."""
FEWEST_KEPT = 4
"""Pages that are kept however large they are: about as many as can be in view."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class PageImage:
    """The pixels of one page, and which state of the page they show."""

    sheet: Sheet
    image: QImage

    def shows(self, sheet: Sheet, size: QSize) -> bool:
        return self.sheet.section is sheet.section and self.image.size() == size


class PageImages(QObject):
    """Keeps the newest pixels of each page; those of an earlier state stay until there are better ones."""

    ready = Signal(object)
    """A `Raster` that is new."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: dict[tuple[str, int], PageImage] = {}
        self._wanted: list[tuple[Sheet, QSize]] = []
        self._documents: dict[RenderedSection, QPdfDocument] = {}
        self._at_work: tuple[int, Sheet] | None = None
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.pageRendered.connect(self._on_drawn)

    def raster(self, sheet: Sheet) -> PageImage | None:
        """The best pixels that there are for a page."""
        return self._kept.get(sheet.key)

    def want(self, wanted: Sequence[tuple[Sheet, QSize]]) -> None:
        """Draw these pages in these sizes (in pixels), in this order; what was wanted before is forgotten."""
        self._wanted = [(sheet, size) for sheet, size in wanted if not self._is_there(sheet, size)]
        for sheet, _ in wanted:  # the ones in use move to the end, where they are dropped last
            if (kept := self._kept.pop(sheet.key, None)) is not None:
                self._kept[sheet.key] = kept
        self._next()

    def close(self) -> None:
        """Draw nothing more."""
        self._wanted.clear()

    def _is_there(self, sheet: Sheet, size: QSize) -> bool:
        kept = self._kept.get(sheet.key)
        return kept is not None and kept.shows(sheet, size)

    def _next(self) -> None:
        while self._at_work is None and self._wanted:
            sheet, size = self._wanted[0]
            document = self._document(sheet.section)
            if document.status() is not QPdfDocument.Status.Ready or size.isEmpty():
                _log.info("The pages of %s cannot be shown: %s", sheet.section.name, document.error())
                self._wanted.pop(0)
                continue
            self._renderer.setDocument(document)
            self._at_work = (self._renderer.requestPage(sheet.index, size), sheet)

    def _document(self, section: RenderedSection) -> QPdfDocument:
        known = self._documents.get(section)
        if known is None:
            wanted = {sheet.section for sheet, _ in self._wanted}
            for old in [old for old in self._documents if old not in wanted]:
                self._documents.pop(old).deleteLater()
            known = self._documents[section] = QPdfDocument(self)
            data = QBuffer(known)
            data.setData(QByteArray(section.pdf))
            data.open(QIODevice.OpenModeFlag.ReadOnly)
            known.load(data)
        return known

    def _on_drawn(self, _page: int, _size: QSize, image: QImage, _options: object, request: int) -> None:
        if self._at_work is None or self._at_work[0] != request:
            return
        sheet = self._at_work[1]
        self._at_work = None
        # The pages have a white ground, so nothing shines through; opaque pixels need not be blended when painted.
        image.reinterpretAsFormat(QImage.Format.Format_RGB32)
        raster = PageImage(sheet, image)
        self._wanted = [one for one in self._wanted if not raster.shows(*one)]
        self._kept.pop(sheet.key, None)
        self._kept[sheet.key] = raster
        self._drop_oldest()
        self._next()
        self.ready.emit(raster)

    def _drop_oldest(self) -> None:
        held = sum(raster.image.sizeInBytes() for raster in self._kept.values())
        for key in list(self._kept)[:-FEWEST_KEPT]:
            if held <= MOST_BYTES:
                return
            held -= self._kept.pop(key).image.sizeInBytes()

"""Prints the pages of a PDF one by one, each at true size.

Pages are painted as images in bands: a whole page at 600 dpi would take 140 MB.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QRectF, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

MOST_DPI = 600
_BAND = 1024
"""Height of a band in pixels."""
_POINTS = 72


class PrintJob(QObject):
    """Prints the pages that the printer is set to. The window stays usable between two pages."""

    progressed = Signal(int, int)
    """The number of the page that is being printed, from 1, and how many there are."""
    done = Signal(int)
    """The number of pages that were sent to the printer."""
    failed = Signal()

    def __init__(self, document: QPdfDocument, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._printer = printer
        self._pages = _pages(printer, document.pageCount())
        self._next = 0
        self._painter = QPainter()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._print_next)

    def start(self) -> None:
        """Begin with the first page."""
        if self._pages and self._painter.begin(self._printer):
            self._timer.start(0)
        else:
            self.failed.emit()

    def cancel(self) -> None:
        """Stop, and have the printer discard what it has received as far as it can."""
        self._timer.stop()
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()

    @Slot()
    def _print_next(self) -> None:
        if self._next == len(self._pages):
            self._timer.stop()
            if self._painter.end():
                self.done.emit(len(self._pages))
            else:
                self.failed.emit()
            return
        if self._next and not self._printer.newPage():
            self.cancel()
            self.failed.emit()
            return
        self.progressed.emit(self._next + 1, len(self._pages))
        self._paint(self._pages[self._next])
        self._next += 1

    def _paint(self, page: int) -> None:
        points, dpi = self._document.pagePointSize(page), self._printer.resolution()
        target = QRectF(0, 0, points.width() * dpi / _POINTS, points.height() * dpi / _POINTS)
        scale = min(MOST_DPI, dpi) / _POINTS
        whole = QSize(round(points.width() * scale), round(points.height() * scale))
        for top in range(0, whole.height(), _BAND):
            band = QRect(0, top, whole.width(), min(_BAND, whole.height() - top))
            options = QPdfDocumentRenderOptions()
            options.setScaledSize(whole)
            options.setScaledClipRect(band)
            image = self._document.render(page, band.size(), options)
            factor = target.height() / whole.height()
            place = QRectF(0, top * factor, target.width(), band.height() * factor)
            self._painter.drawImage(place, image)


def _pages(printer: QPrinter, count: int) -> list[int]:
    """Return the numbers, from 0, of the pages that a printer is to print, in its order."""
    is_range = printer.printRange() is type(printer).PrintRange.PageRange
    first, last = (max(1, printer.fromPage()), min(printer.toPage() or count, count)) if is_range else (1, count)
    pages = list(range(first - 1, last))
    return pages[::-1] if printer.pageOrder() is type(printer).PageOrder.LastPageFirst else pages

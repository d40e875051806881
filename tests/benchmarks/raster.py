"""One page of a PDF as pixels, for the programs that are compared with ours."""

from __future__ import annotations

import pypdfium2

from tests.benchmarks.issues import DPI


def page_pixels(pdf: bytes, page: int) -> int:
    """Draw a page, counted from 0; returns how many pixels it has."""
    with pypdfium2.PdfDocument(pdf) as document:
        bitmap = document[page].render(scale=DPI / 72)
        return int(bitmap.width * bitmap.height)

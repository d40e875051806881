"""Sections as bytes for another process with the same theme, which paints them with its own fonts."""

import io
import pickle
from collections.abc import Mapping
from typing import Any

from weasyprint.pdf.fonts import Font

from editor.publish import OtherWidths
from editor.publish.layout_backend import Facts
from editor.publish.layout_memory.drawing import unused
from editor.publish.layout_memory.recorded_pages import RecordedPage


class UnknownFont(Exception):
    """A section was drawn with a font that this process has not used yet."""


def packed(pages: list[RecordedPage], facts: Facts) -> bytes:
    """Recorded pages, and what else is known about them."""
    output = io.BytesIO()
    _Pickler(output, pickle.HIGHEST_PROTOCOL).dump((pages, facts))
    return output.getvalue()


def unpacked(data: bytes, fonts: Mapping[int, Font]) -> tuple[list[RecordedPage], Facts]:
    """What was packed, drawn with these fonts by their keys. Raises UnknownFont or OtherWidths.

    Only for bytes of a process that this one has started: they can contain any code.
    """
    unpickler = _Unpickler(io.BytesIO(data))
    unpickler.fonts = fonts
    pages: list[RecordedPage]
    pages, facts = unpickler.load()
    for recording in {id(recording): recording for page in pages for recording in page.recordings}.values():
        if not recording.fits(fonts):
            raise OtherWidths
    return pages, facts


class _Pickler(pickle.Pickler):
    def persistent_id(self, one: Any) -> int | None:
        return vars(one)["key"] if isinstance(one, Font) else None


class _Unpickler(pickle.Unpickler):
    fonts: Mapping[int, Font]

    def persistent_load(self, key: int) -> Font:
        if key not in self.fonts:
            raise UnknownFont
        return unused(self.fonts[key], key)

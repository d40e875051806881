"""Files of many pages written in a time that grows with their length.

For each tag, pydyf lists all pages; it serialises every object twice, and compresses the list of all objects twice.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import pydyf

from editor.publish.patching import patched

_write = pydyf.PDF.write
_page_references = pydyf.PDF.page_references.fget


@contextmanager
def files_written_once() -> Iterator[None]:
    """While this is open, pydyf writes the same bytes faster."""
    with patched((pydyf.PDF, "page_references", property(_listed_once)), (pydyf.PDF, "write", _serialised_once)):
        yield


def _listed_once(pdf: Any) -> tuple[bytes, ...]:
    """Replaces `page_references`, of which one is asked for at a time."""
    count = len(pdf.pages["Kids"])
    known: tuple[int, tuple[bytes, ...]] | None = vars(pdf).get("listed_pages")
    if known is None or known[0] != count:
        known = pdf.listed_pages = (count, _page_references(pdf))
    return known[1]


def _serialised_once(pdf: Any, *how: Any) -> None:
    """Replaces `PDF.write`, which ends the work on a file."""
    pdf.objects[1:] = map(_Serialised, pdf.objects[1:])
    with patched((pydyf, "Stream", _ListOfObjects)):
        _write(pdf, *how)


class _Serialised(pydyf.Object):  # type: ignore[misc]
    """An object as its bytes."""

    compressible, data = False, b""  # these replace properties

    def __init__(self, original: Any) -> None:
        self.number, self.generation, self.free = original.number, original.generation, original.free
        self.offset, self.compressible = original.offset, original.compressible
        self.data = original.data


class _ListOfObjects(pydyf.Stream):  # type: ignore[misc]
    """A stream that is complete when it is made."""

    data = cached_property(pydyf.Stream.data.fget)

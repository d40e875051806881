"""A quick way for WeasyPrint to its libraries: without it, a third of a second passes before the first page.

WeasyPrint tries the names that Pango and its kin have on Windows and macOS before those of Linux. For each name that
the loader does not know, `ctypes.util.find_library` runs ldconfig, gcc and ld: some fifty processes in all.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_LAST_OF_ALL = "libpangoft2-1.0.so.0"
"""Where the loader finds this one, it finds those that it stands on: Pango, HarfBuzz, Fontconfig, GObject."""


@contextmanager
def found_by_the_loader() -> Iterator[None]:
    """In this block, libraries are found by the system's loader alone, if it can find them at all."""
    search = ctypes.util.find_library
    if _is_known(_LAST_OF_ALL):
        ctypes.util.find_library = _not_found
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _is_known(library: str) -> bool:
    if sys.platform != "linux":
        return False
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _not_found(name: str) -> None:
    return None

"""Keeps None, True and False alive on Python 3.11 under Qt.

Since Python 3.12 these three are immortal, and PySide6 6.12 counts on it: each call into Qt that returns nothing takes
one reference from None too many. On Python 3.11 the process would end after some ten thousand calls with "Fatal
Python error: none_dealloc". A count that cannot run out makes them immortal here too.
"""

from __future__ import annotations

import ctypes
import sys

IMMORTAL_SINCE = (3, 12)
_PLENTY = 1 << (8 * ctypes.sizeof(ctypes.c_ssize_t) - 4)


def make_immortal() -> None:
    """Do what Python 3.12 does of itself; calling it again does no harm."""
    if sys.version_info >= IMMORTAL_SINCE or sys.implementation.name != "cpython":
        return
    for singleton in (None, True, False):
        if sys.getrefcount(singleton) < _PLENTY // 2:
            ctypes.c_ssize_t.from_address(id(singleton)).value += _PLENTY

"""Makes None, True and False immortal on Python 3.11.

They are immortal since Python 3.12, and PySide6 6.12 relies on it: each call into Qt that returns nothing drops one
reference to None too many. On Python 3.11 the process would end after some ten thousand calls with "Fatal Python
error: none_dealloc". A huge reference count prevents that.
"""

from __future__ import annotations

import ctypes
import sys

IMMORTAL_SINCE = (3, 12)
_HUGE_COUNT = 1 << (8 * ctypes.sizeof(ctypes.c_ssize_t) - 4)


def make_immortal() -> None:
    """Raise the reference counts on Python 3.11; do nothing on later versions, or if it was done already."""
    if sys.version_info >= IMMORTAL_SINCE or sys.implementation.name != "cpython":
        return
    for singleton in (None, True, False):
        if sys.getrefcount(singleton) < _HUGE_COUNT // 2:
            ctypes.c_ssize_t.from_address(id(singleton)).value += _HUGE_COUNT

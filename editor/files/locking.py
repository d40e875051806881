"""Locks that end with the process that holds them, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_FLAGS = os.O_RDWR | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
_FAR = 1 << 30  # behind the end of any file of ours


def try_to_hold(descriptor: int) -> bool:
    """Lock an open file until it is closed. False where somebody else holds it, be it in this process.

    Where a file system knows no locks, nobody holds anything.
    """
    if sys.platform == "win32":
        import msvcrt

        try:
            os.lseek(descriptor, _FAR, os.SEEK_SET)  # there a locked byte cannot be read by others
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def is_held(path: Path) -> bool:
    """Whether some process holds the file. Raises OSError where it cannot be opened."""
    descriptor = os.open(path, _FLAGS)
    try:
        return not try_to_hold(descriptor)
    finally:
        os.close(descriptor)

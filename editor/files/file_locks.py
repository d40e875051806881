"""File locks that are released when the process ends, even if it is killed."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

_FLAGS = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
_FAR = 1 << 30  # beyond the end of any of our files
_PAUSE = 0.01  # seconds between two attempts


def try_lock(descriptor: int) -> bool:
    """Lock an open file until it is closed. Returns False if it is locked, even by this process.

    On a file system without locks, returns True.
    """
    if sys.platform == "win32":
        import msvcrt

        try:
            os.lseek(descriptor, _FAR, os.SEEK_SET)  # on Windows, others cannot read a locked byte
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


def is_locked(path: Path) -> bool:
    """Whether a process has locked the file. Raises OSError if it cannot be opened."""
    try:
        descriptor = os.open(path, os.O_RDWR | _FLAGS)
    except PermissionError:  # another user's file; some network folders need write access to check a lock
        descriptor = os.open(path, os.O_RDONLY | _FLAGS)
    try:
        return not try_lock(descriptor)
    finally:
        os.close(descriptor)


def has_path(descriptor: int, path: Path) -> bool:
    """Whether the open file is still the one at `path`, and was not removed or replaced."""
    with contextlib.suppress(OSError):
        return os.path.samestat(os.fstat(descriptor), path.stat())
    return False


@contextlib.contextmanager
def exclusive(path: Path, patience: float = 5.0) -> Iterator[None]:
    """Hold an exclusive lock on a lock file.

    Waits at most `patience` seconds for another holder. Continues without the lock after that, or if locks are not
    supported.
    """
    descriptor = _acquired(path, time.monotonic() + patience)
    try:
        yield
    finally:
        if descriptor is not None:
            if os.name != "nt":  # Windows cannot remove open files
                _remove(path)
            os.close(descriptor)
            if os.name == "nt":
                _remove(path)


def save_lock_path(path: Path) -> Path:
    """Return the path of the lock file for saving a file. It is the same for all links to the file."""
    with contextlib.suppress(OSError, ValueError):
        path = Path(os.path.realpath(path))
    return path.with_name(f".~save.{path.name}#")


def _acquired(path: Path, until: float) -> int | None:
    while True:
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | _FLAGS, 0o666)
        except (OSError, ValueError):
            return None
        if try_lock(descriptor):
            if has_path(descriptor, path):
                return descriptor
        elif time.monotonic() > until:
            os.close(descriptor)
            return None
        else:
            time.sleep(_PAUSE)
        os.close(descriptor)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()

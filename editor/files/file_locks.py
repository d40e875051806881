"""Locks that end with the process that holds them, however it ends."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

_FLAGS = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
_FAR = 1 << 30  # behind the end of any file of ours
_PAUSE = 0.01  # seconds between two tries


def try_lock(descriptor: int) -> bool:
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


def is_locked(path: Path) -> bool:
    """Whether some process holds the file. Raises OSError where it cannot be opened."""
    try:
        descriptor = os.open(path, os.O_RDWR | _FLAGS)
    except PermissionError:  # another user's; some network folders need the right to write for telling
        descriptor = os.open(path, os.O_RDONLY | _FLAGS)
    try:
        return not try_lock(descriptor)
    finally:
        os.close(descriptor)


def has_path(descriptor: int, path: Path) -> bool:
    """Whether the open file still has that name, and is not one that was removed or replaced meanwhile."""
    with contextlib.suppress(OSError):
        return os.path.samestat(os.fstat(descriptor), path.stat())
    return False


@contextlib.contextmanager
def exclusive(path: Path, patience: float = 5.0) -> Iterator[None]:
    """Keep everybody else out who names the same file, which is there only for that.

    Waits for whoever is in, for so many seconds at most; then, or where no lock can be had, goes on all the same.
    """
    descriptor = _acquired(path, time.monotonic() + patience)
    try:
        yield
    finally:
        if descriptor is not None:
            if os.name != "nt":  # there, what is open cannot be removed
                _remove(path)
            os.close(descriptor)
            if os.name == "nt":
                _remove(path)


def save_lock_path(path: Path) -> Path:
    """What two who change a file have to pass one by one; the same for all names that the file has."""
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

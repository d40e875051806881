"""Replace files atomically: readers see the old content or the new one, never a part of it.

The new content is written to a temporary file beside the old one, synced, read back, and renamed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

from editor.files.disk import DISK, Disk
from editor.files.errors import FileError
from editor.files.file_locks import is_locked, try_lock
from editor.files.os_error_messages import explain

_PREFIX, _SUFFIX = ".newsdesk-", ".tmp"
_ABANDONED = 60.0  # seconds


def replace_file(path: Path, data: bytes, disk: Disk = DISK) -> None:
    """Replace the content of `path` by `data`. Links are followed, permissions are kept.

    Raises FileError. The old file is then unchanged, and no temporary file is left.
    """
    try:
        _replace(path, data, disk)
    except OSError as error:
        why, help = explain(error)
        raise FileError(f"{path} was not written: {why}.", help) from error
    except ValueError as error:  # a NUL in the name
        raise FileError(f"{str(path)!r} is not a valid file name.", "Choose another name.") from error


def is_read_only(path: Path) -> bool:
    """Whether `replace_file` refuses this file though its folder can be written: somebody has protected it."""
    target = Path(os.path.realpath(path))
    return target.is_file() and not os.access(target, os.W_OK) and os.access(target.parent, os.W_OK)


def _replace(path: Path, data: bytes, disk: Disk) -> None:
    target = Path(os.path.realpath(path))
    mode = _mode_to_keep(target)
    temporary = target.with_name(f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}")
    # Private until the old permissions are set: nobody may read the new content who could not read the old.
    descriptor = disk.create(temporary, 0o666 if mode is None else 0o600)
    try:
        try:
            try_lock(descriptor)  # marks the file as in use
            _sweep(target.parent, os.fstat(descriptor).st_mtime - _ABANDONED)
            _write_all(descriptor, data, disk)
            if mode is not None:
                disk.allow(descriptor, mode)
            disk.sync(descriptor)
            if disk.content(descriptor) != data:  # some network folders lose the end
                raise OSError(errno.EIO, os.strerror(errno.EIO))
        finally:
            disk.close(descriptor)
        disk.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            disk.remove(temporary)
        raise
    with contextlib.suppress(OSError):  # the content is in place
        disk.sync_folder(target.parent)


def _mode_to_keep(target: Path) -> int | None:
    """Return the permissions of the existing file, or None. Raises OSError or FileError if it must not be replaced."""
    try:
        status = os.lstat(target)
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(status.st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if stat.S_ISDIR(status.st_mode):
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode):
        # Replacing would remove the device or pipe.
        raise FileError(f"{target} was not written: it is a device or pipe, not a file.", "Choose another name.")
    if is_read_only(target):
        raise FileError(
            f"{target} was not written: the existing file is read-only.",
            "Choose another name, or make the file writable.",
        )
    if not os.access(target, os.W_OK):  # nor can its folder be written
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))
    return stat.S_IMODE(status.st_mode) & 0o777


def _write_all(descriptor: int, data: bytes, disk: Disk) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[disk.write(descriptor, rest) :]


def _sweep(folder: Path, before: float) -> None:
    """Remove abandoned temporary files. Ages are compared by the file system's clock, as a server's may differ."""
    with contextlib.suppress(OSError):
        for found in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            with contextlib.suppress(OSError):
                status = found.lstat()
                if stat.S_ISREG(status.st_mode) and status.st_mtime < before and not is_locked(found):
                    found.unlink()

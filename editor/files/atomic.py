"""Replacing a file whole or not at all: a reader sees the old content or the new, never half of it.

The new content is written beside the old, synced, read back, and only then given the name.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path

from editor.files.disk import DISK, Disk
from editor.files.errors import FileError
from editor.files.file_locks import is_locked, try_lock
from editor.files.os_error_messages import explain

_PREFIX, _SUFFIX = ".newsdesk-", ".tmp"
_ABANDONED = 60.0  # seconds


def replace_file(path: Path, data: bytes, disk: Disk = DISK) -> None:
    """Put `data` in the place of what `path` holds; links are followed, permissions kept.

    Raises FileError; the old file is then as it was, and no temporary file is left.
    """
    try:
        _replace(path, data, disk)
    except OSError as error:
        why, help = explain(error)
        raise FileError(f"{path} was not written: {why}.", help) from error
    except ValueError as error:  # a NUL in the name
        raise FileError(f"{str(path)!r} cannot be the name of a file.", "Choose another name.") from error


def _replace(path: Path, data: bytes, disk: Disk) -> None:
    target = Path(os.path.realpath(path))
    mode = _mode_to_keep(target)
    temporary = target.with_name(f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}")
    # Born private where the old file may be: nobody reads the new content who could not read the old.
    descriptor = disk.create(temporary, 0o666 if mode is None else 0o600)
    try:
        try:
            try_lock(descriptor)  # so that nobody takes it for abandoned
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
    """The permissions of the file that is there; None where none is. Raises OSError or FileError
    where it must stay."""
    try:
        status = os.lstat(target)
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(status.st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if stat.S_ISDIR(status.st_mode):
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode):
        # Replacing would take the device or pipe away from everybody else.
        raise FileError(f"{target} was not written: it is a device or a pipe, not a file.", "Choose another name.")
    if not os.access(target, os.W_OK):
        raise FileError(
            f"{target} was not written: the file that is there is read-only.",
            "Choose another name, or make it writable.",
        )
    return stat.S_IMODE(status.st_mode) & 0o777


def _write_all(descriptor: int, data: bytes, disk: Disk) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[disk.write(descriptor, rest) :]


def _sweep(folder: Path, before: float) -> None:
    """Remove what killed writers left behind. The folder's own clock tells its age: that of a server may be wrong."""
    with contextlib.suppress(OSError):
        for found in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            with contextlib.suppress(OSError):
                status = found.lstat()
                if stat.S_ISREG(status.st_mode) and status.st_mtime < before and not is_locked(found):
                    found.unlink()

"""The disk operations that writing a file needs, behind a protocol so that tests can make each of them fail."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

_EXTRA = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Disk(Protocol):
    """Disk operations. Every method may raise OSError."""

    def create(self, path: Path, mode: int) -> int:
        """Create a file and open it for writing and reading. It must not exist. Returns a descriptor."""

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write some or all of the data. Returns the number of bytes written."""

    def allow(self, descriptor: int, mode: int) -> None:
        """Set the permissions of an open file, if the system has permissions."""

    def sync(self, descriptor: int) -> None:
        """Flush the file to the disk, so that it survives a power failure."""

    def content(self, descriptor: int) -> bytes:
        """Read the whole file, from the disk rather than the cache if the system allows it."""

    def close(self, descriptor: int) -> None: ...

    def replace(self, path: Path, target: Path) -> None:
        """Rename a file, replacing the target."""

    def remove(self, path: Path) -> None: ...

    def sync_folder(self, folder: Path) -> None:
        """Flush the folder's entries to the disk, if the system can."""


class RealDisk:
    """The real disk."""

    def create(self, path: Path, mode: int) -> int:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _EXTRA, mode)

    def write(self, descriptor: int, data: memoryview) -> int:
        return os.write(descriptor, data)

    def allow(self, descriptor: int, mode: int) -> None:
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, mode)

    def sync(self, descriptor: int) -> None:
        os.fsync(descriptor)

    def content(self, descriptor: int) -> bytes:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.lseek(descriptor, 0, os.SEEK_SET)
        chunks: list[bytes] = []
        while chunk := os.read(descriptor, 1 << 20):
            chunks.append(chunk)
        return b"".join(chunks)

    def close(self, descriptor: int) -> None:
        os.close(descriptor)

    def replace(self, path: Path, target: Path) -> None:
        path.replace(target)

    def remove(self, path: Path) -> None:
        path.unlink()

    def sync_folder(self, folder: Path) -> None:
        if not hasattr(os, "O_DIRECTORY"):  # not on Windows
            return
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | _EXTRA)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


DISK = RealDisk()

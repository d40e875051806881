"""The few operations that putting a file in its place needs of a disk. One seam, so that each may be made to fail."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

_EXTRA = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Disk(Protocol):
    """Every method may raise OSError."""

    def create(self, path: Path, mode: int) -> int:
        """Open a new file for writing and reading; one of the name must not be there. Returns a descriptor."""

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write the beginning of the data; returns how many bytes."""

    def allow(self, descriptor: int, mode: int) -> None:
        """Give an open file these permissions, where the system has any."""

    def sync(self, descriptor: int) -> None:
        """Let what was written outlast a power cut."""

    def content(self, descriptor: int) -> bytes:
        """All that an open file holds: from the disk, where the system can be made to forget what it remembers."""

    def close(self, descriptor: int) -> None: ...

    def replace(self, path: Path, target: Path) -> None:
        """Give a file another name, in the place of the one that has it."""

    def remove(self, path: Path) -> None: ...

    def sync_folder(self, folder: Path) -> None:
        """Let the names in a folder outlast a power cut, where the system can."""


class RealDisk:
    """The disk that is there."""

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
        if not hasattr(os, "O_DIRECTORY"):  # Windows knows no such thing
            return
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | _EXTRA)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


DISK = RealDisk()

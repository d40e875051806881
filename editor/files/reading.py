"""Read untrusted files: with a size limit, without blocking, and with a message for each kind of failure."""

from __future__ import annotations

import codecs
import errno
import os
import stat
from pathlib import Path

from editor.files.errors import FileError

MOST_BYTES = 20_000_000
"""The size limit. Issues are far smaller; larger files are refused before they are read."""

# Non-blocking, because opening a named pipe would otherwise wait for a writer.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the content of a regular file of at most `most` bytes. Raises FileError."""
    try:
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        raise _not_opened(path, error) from error
    try:
        return _content(path, descriptor, most)
    except OSError as error:
        raise FileError(
            f"{path} could not be read: {error.strerror or error}.",
            "Check the disk or the network folder, and try again.",
        ) from error
    finally:
        os.close(descriptor)


def decoded(data: bytes, name: str) -> str:
    """Decode UTF-8 text, with or without a byte order mark. Raises FileError with the position of an invalid byte."""
    if data.startswith(_UTF_16_MARKS):
        raise FileError(f"{name} is UTF-16 text, not UTF-8.", "Save it as UTF-8 and try again.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + (len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)
        line = data.count(b"\n", 0, start) + 1
        raise FileError(
            f"{name} is not UTF-8 text: line {line}, byte {start + 1} of the file (0x{data[start]:02x}).",
            "Save it as UTF-8 and try again.",
        ) from error


def _content(path: Path, descriptor: int, most: int) -> bytes:
    status = os.fstat(descriptor)
    if stat.S_ISDIR(status.st_mode):
        raise _is_folder(path)
    if not stat.S_ISREG(status.st_mode):
        raise FileError(f"{path} is a device or pipe, not a file.", "Choose a regular file.")
    if status.st_size > most:
        raise _too_large(path, most)
    chunks: list[bytes] = []
    size = 0
    while chunk := os.read(descriptor, 1 << 20):
        chunks.append(chunk)
        size += len(chunk)
        if size > most:
            raise _too_large(path, most)
    return b"".join(chunks)


def _is_folder(path: Path) -> FileError:
    return FileError(f"{path} is a folder, not a file.", "Choose a file in it.")


def _too_large(path: Path, most: int) -> FileError:
    return FileError(
        f"{path} is too large: the limit is {most // 1_000_000} MB.",
        "Check that it is the right file.",
    )


def _not_opened(path: Path, error: OSError | ValueError) -> FileError:
    if not isinstance(error, OSError):  # a NUL in the name
        return FileError(f"{str(path)!r} is not a valid file name.", "Check the name.")
    if error.errno == errno.ENOENT:
        return FileError(f"{path} does not exist.", "Check the name and the folder.")
    if error.errno == errno.ENOTDIR:
        return FileError(f"{path}: a part of the path is a file, not a folder.", "Check the name and the folder.")
    if error.errno in (errno.EACCES, errno.EPERM):
        if path.is_dir():  # Windows reports folders this way
            return _is_folder(path)
        return FileError(f"You do not have permission to read {path}.", "Ask its owner for read permission.")
    if error.errno == errno.ENXIO:
        return FileError(f"{path} is a device or pipe, not a file.", "Choose a regular file.")
    if error.errno == errno.ENAMETOOLONG:
        return FileError(f"The name {str(path)[:60]}… is too long.", "Check the name.")
    if error.errno == errno.ELOOP:
        return FileError(f"{path} is a link to itself.", "Choose the file itself.")
    return FileError(f"{path} could not be opened: {error.strerror or error}.", "Check the disk, and try again.")

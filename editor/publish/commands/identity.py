"""Who a process is: a renderer does a command's work only if it would be done in the same way."""

from __future__ import annotations

import hashlib
import os
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import editor

_VARIABLES = {"HOME", "LANG", "LANGUAGE", "TZ", "SOURCE_DATE_EPOCH"}
_BEGINNINGS = ("NEWSDESK_", "XDG_CACHE_", "XDG_CONFIG_HOME", "XDG_DATA_", "LC_", "FONTCONFIG_", "PANGO")
_PEER = struct.Struct("3i")  # process, user, group


def program_state() -> str:
    """A digest of the program's files, the installed packages and the environment that pages depend on."""
    root = Path(editor.__file__).resolve().parent.parent
    packages = [Path(place) for place in sys.path if place.endswith("site-packages")]
    lines = [sys.version, str(root), *(f"{place} {place.stat().st_mtime_ns}" for place in packages if place.is_dir())]
    lines += [line for name in ("editor", "schemas") for line in _files(root / name)]
    lines += [
        f"{name}={value}"
        for name, value in sorted(os.environ.items())
        if name in _VARIABLES or name.startswith(_BEGINNINGS)
    ]
    return hashlib.sha256("\n".join(lines).encode(errors="surrogateescape")).hexdigest()


def theme_state(folders: tuple[Path, ...]) -> str:
    """A digest of a theme's files."""
    return hashlib.sha256("\n".join(line for folder in folders for line in _files(folder)).encode()).hexdigest()


def is_same_user(connection: socket.socket) -> bool:
    """Whether the other side has this process's user, group, and file system."""
    if sys.platform != "linux":
        return False
    try:
        found = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size)
        process, user, group = _PEER.unpack(found)
        return (user, group) == (os.getuid(), os.getgid()) and _place(process) == _place(os.getpid())
    except OSError:
        return False


def _place(process: int) -> tuple[str, int, int]:
    """What paths mean in a process: its mounts and its root."""
    root = Path(f"/proc/{process}/root").stat()
    return os.readlink(f"/proc/{process}/ns/mnt"), root.st_dev, root.st_ino  # noqa: PTH115


def _files(folder: Path) -> Iterator[str]:
    """A line for each file in a folder and the folders in it, without compiled ones."""
    with suppress(OSError):
        for entry in sorted(os.scandir(folder), key=lambda one: one.name):
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(Path(entry.path))
            else:
                found = entry.stat()
                yield f"{entry.path} {found.st_size} {found.st_mtime_ns}"

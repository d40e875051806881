"""What the renderer and a second one send each other: frames with a number and bytes.

Nothing that takes long to load is imported here.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_HEAD = struct.Struct(">II")
_LONGEST = 1 << 28

READY = 0
"""The number of the first frame in either direction: what a process starts with, and that it has started. Then each
section has a number: its name and HTML go there, its pages come back."""


@dataclass(frozen=True, slots=True)
class WorkerStart:
    """What a second renderer needs: the theme's folders and its stylesheet, and an empty folder for temporary files."""

    folders: tuple[Path, ...]
    stylesheet: str
    scratch: str


def frame(number: int, data: bytes) -> bytes:
    """A frame for the stream."""
    return _HEAD.pack(number, len(data)) + data


def read_frame(stream: IO[bytes]) -> tuple[int, bytes] | None:
    """Wait for the next frame; None at the end of the stream. Raises ValueError for what is no frame."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    number, length = _HEAD.unpack(head)
    if length > _LONGEST:
        raise ValueError(f"A frame cannot be {length} bytes long.")
    data = stream.read(length)
    return (number, data) if len(data) == length else None

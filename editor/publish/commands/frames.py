"""Frames on the socket between a command and a renderer: a JSON object, and bytes."""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

from editor.publish.related_processes import receive_exactly

_LENGTHS = struct.Struct(">II")
_MOST = 1 << 30  # bytes


class BadFrame(OSError):
    """The other side sent something else."""


def send(connection: socket.socket, header: dict[str, Any], blob: bytes = b"") -> None:
    """Write a frame. Raises OSError."""
    text = json.dumps(header).encode("ascii")
    connection.sendall(_LENGTHS.pack(len(text), len(blob)) + text + blob)


def receive(connection: socket.socket) -> tuple[dict[str, Any], bytes]:
    """Read a frame. Raises OSError."""
    lengths = _LENGTHS.unpack(receive_exactly(connection, _LENGTHS.size))
    if sum(lengths) > _MOST:
        raise BadFrame("too long")
    try:
        header = json.loads(receive_exactly(connection, lengths[0]))
    except ValueError as error:
        raise BadFrame("no JSON") from error
    if not isinstance(header, dict):
        raise BadFrame("no object")
    return header, receive_exactly(connection, lengths[1])

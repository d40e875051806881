"""Messages between a command and its layout process, which is a fork of it."""

from __future__ import annotations

import pickle
import socket
import struct
from typing import Any

from editor.publish.related_processes import receive_exactly

_LENGTH = struct.Struct(">Q")


def scratch_prefix(pid: int) -> str:
    """The beginning of the name of a process's temporary folder."""
    return f"newsdesk-pages-{pid}-"


def send(connection: socket.socket, message: Any) -> None:
    """Write a message to the other process. Raises OSError."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    connection.sendall(_LENGTH.pack(len(data)) + data)


def receive(connection: socket.socket) -> Any:
    """Read a message of the other process, which has the same memory and user. Raises OSError."""
    (length,) = _LENGTH.unpack(receive_exactly(connection, _LENGTH.size))
    return pickle.loads(receive_exactly(connection, length))

"""What processes that lay out pages together share: cores, whole messages, and an end with their parent.

Nothing that takes long to load is imported here.
"""

from __future__ import annotations

import os
import socket
import sys

_PR_SET_PDEATHSIG = 1
"""From Linux's `sys/prctl.h`; see prctl(2)."""
_PIECE = 1 << 20


def usable_cores() -> int:
    """The number of cores on which this process may run."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def end_with_parent(parent: int, number: int) -> None:
    """Have Linux send this process a signal when its parent is gone, even if that was killed while this one is busy.

    The signal goes also when only the parent's thread that started this process ends. `parent` is the parent's id; the
    process ends at once if that is gone already. Nothing happens on other systems.
    """
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:
            os._exit(1)


def receive_exactly(connection: socket.socket, length: int) -> bytes:
    """Receive that many bytes. Raises OSError, also if the other side ends before."""
    data = bytearray()
    while len(data) < length:
        piece = connection.recv(min(length - len(data), _PIECE))
        if not piece:
            raise ConnectionResetError("The other process ended its side.")
        data += piece
    return bytes(data)

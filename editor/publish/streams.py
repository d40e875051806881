"""Standard input and output of a process that speaks in frames."""

from __future__ import annotations

import os
from typing import BinaryIO


def own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output for frames only. Other output goes to standard error."""
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    return incoming, outgoing

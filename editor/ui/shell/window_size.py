"""The size of the window at its first start."""

from __future__ import annotations

from PySide6.QtCore import QSize

_WANTED = QSize(1360, 860)
_FRAME = QSize(8, 48)
"""Room for the frame and the title bar, whose size is known only once the window manager has added them."""


def first_size(available: QSize) -> QSize:
    """Return the size of the window without its frame, so that both fit on a screen with that room, in pixels."""
    return _WANTED.boundedTo(available - _FRAME)

"""Dropping what comes from other programs."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent


def accept_copy(event: QDropEvent) -> None:
    """Accept a drag as a copy. Where a move is accepted, the other program deletes what was dragged."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()

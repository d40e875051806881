"""Reads something in a thread."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from editor.files.errors import FileError


class BackgroundReader(QObject):
    """Calls a function in a thread. After `cancel` no signal is emitted."""

    done = Signal(object)
    """What the function returned."""
    failed = Signal(str, str)
    """A message and what to do: the function raised FileError."""

    _finished = Signal(object)  # from the thread: the result or a FileError

    def __init__(self, read: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._is_cancelled = False
        self._finished.connect(self._forward, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Start reading."""
        # A daemon: the program does not wait for a source when it ends.
        threading.Thread(target=self._run, daemon=True).start()

    def cancel(self) -> None:
        """Discard the result."""
        self._is_cancelled = True

    def _run(self) -> None:
        try:
            result = self._read()
        except FileError as error:
            result = error
        with contextlib.suppress(RuntimeError):  # the window was closed meanwhile
            self._finished.emit(result)

    @Slot(object)
    def _forward(self, result: object) -> None:
        if self._is_cancelled:
            return
        if isinstance(result, FileError):
            self.failed.emit(result.message, result.help)
        else:
            self.done.emit(result)

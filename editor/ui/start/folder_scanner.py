"""Scans the folder of issues and the journals in a thread, since network folders may be slow, and watches it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from editor.files.errors import FileError
from editor.files.journal.recovery import Recovered

if TYPE_CHECKING:  # loaded when the start page reads the folder
    from editor.files.newsroom import IssueSummary, Removed

WATCH_SECONDS = 1.0
"""How often the folder is looked at again. Notifications of the system do not reach network folders."""

ReadChanges = Callable[[], "Iterable[IssueSummary | Removed]"]
"""Returns what is new, changed or removed since the last call; at the first, all issues."""


@dataclass(frozen=True)
class UnsavedWork:
    """Unsaved work to recover, recently discarded work, and journals that cannot be read."""

    recoverable: tuple[Recovered, ...] = ()
    discarded: tuple[Recovered, ...] = ()
    unreadable: tuple[Path, ...] = ()


@dataclass(frozen=True)
class StartSources:
    """Functions that list issues and unsaved work. They run in the thread, may be stopped, and raise FileError."""

    issues: Callable[[Path], ReadChanges]
    work: Callable[[], UnsavedWork]


class FolderScanner(QObject):
    """A scan of a folder, which goes on watching it. After `stop` it emits no signal, not even for what was found."""

    work_found = Signal(object)
    changed = Signal(object)
    """An `IssueSummary` that is new or has changed, or a `Removed`."""
    done = Signal(str)
    """The folder was read, the first time or after an error: the error message, or "" on success."""

    _found = Signal(object, object)  # from the thread: the name of a signal above, and its argument

    def __init__(
        self, folder: Path, sources: StartSources, parent: QObject | None = None, *, pause: float = WATCH_SECONDS
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._sources = sources
        self._pause = pause
        self._stopped = Event()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._found.connect(self._forward, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Start scanning; signals arrive in the GUI thread."""
        self._pool.start(self._run)

    def stop(self) -> None:
        """Stop scanning and wait for the thread."""
        self._stopped.set()
        self._pool.waitForDone()

    @Slot(object, object)
    def _forward(self, signal: str, argument: object) -> None:
        if not self._stopped.is_set():
            getattr(self, signal).emit(argument)

    def _run(self) -> None:
        try:
            self._found.emit("work_found", self._sources.work())
        except FileError as error:
            self._found.emit("done", f"{error.message} {error.help}".strip())
            return
        read = self._sources.issues(self._folder)
        reported: str | None = None
        while not self._stopped.is_set():
            message = ""
            try:
                for one in read():
                    if self._stopped.is_set():
                        return
                    self._found.emit("changed", one)
            except FileError as error:
                message = f"{error.message} {error.help}".strip()
            if message != reported:
                self._found.emit("done", message)
                reported = message
            self._stopped.wait(self._pause)

"""Scans the folder of issues and the journals in a thread, since network folders may be slow."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from editor.files.errors import FileError
from editor.files.journal.recovery import Recovered
from editor.files.newsroom import IssueSummary


@dataclass(frozen=True)
class UnsavedWork:
    """Unsaved work to recover, recently discarded work, and journals that cannot be read."""

    recoverable: tuple[Recovered, ...] = ()
    discarded: tuple[Recovered, ...] = ()
    unreadable: tuple[Path, ...] = ()


@dataclass(frozen=True)
class StartSources:
    """Functions that list issues and unsaved work. They run in the thread, may be stopped, and raise FileError."""

    issues: Callable[[Path], Iterable[IssueSummary]]
    work: Callable[[], UnsavedWork]


class FolderScanner(QObject):
    """One scan. After `stop` it emits no signal, not even for what the thread has found already."""

    work_found = Signal(object)
    issue_found = Signal(object)
    done = Signal(str)
    """The error message; empty on success."""

    _found = Signal(object, object)  # from the thread: the name of a signal above, and its argument

    def __init__(self, folder: Path, sources: StartSources, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._sources = sources
        self._stopped = False
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._found.connect(self._forward, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Start scanning; signals arrive in the GUI thread."""
        self._pool.start(self._run)

    def stop(self) -> None:
        """Stop scanning and wait for the thread."""
        self._stopped = True
        self._pool.waitForDone()

    @Slot(object, object)
    def _forward(self, signal: str, argument: object) -> None:
        if not self._stopped:
            getattr(self, signal).emit(argument)

    def _run(self) -> None:
        message = ""
        try:
            self._found.emit("work_found", self._sources.work())
            for summary in self._sources.issues(self._folder):
                if self._stopped:
                    return
                self._found.emit("issue_found", summary)
        except FileError as error:
            message = f"{error.message} {error.help}".strip()
        self._found.emit("done", message)

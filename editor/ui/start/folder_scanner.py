"""Looks through the newsroom's folder and the journals in a thread: network folders are slow, the window is not."""

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
    """Unsaved work, what was discarded lately, and journals of which nothing can be read."""

    left: tuple[Recovered, ...] = ()
    discarded: tuple[Recovered, ...] = ()
    unreadable: tuple[Path, ...] = ()


@dataclass(frozen=True)
class StartSources:
    """What is looked through. Both run in the thread and may be left in the middle. They raise FileError."""

    issues: Callable[[Path], Iterable[IssueSummary]]
    work: Callable[[], UnsavedWork]


class FolderScanner(QObject):
    """One run. After `stop` nothing more is heard of it, not even of what the thread had found already."""

    work_found = Signal(object)
    issue_found = Signal(object)
    done = Signal(str)
    """What went wrong; empty where nothing did."""

    _told = Signal(object, object)  # from the thread: one of the signals above, and what it carries

    def __init__(self, folder: Path, sources: StartSources, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._sources = sources
        self._stopped = False
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin; the signals arrive in the window's thread."""
        self._pool.start(self._run)

    def stop(self) -> None:
        """Leave it, and wait until the thread is out."""
        self._stopped = True
        self._pool.waitForDone()

    @Slot(object, object)
    def _pass_on(self, name: str, found: object) -> None:
        if not self._stopped:
            getattr(self, name).emit(found)

    def _run(self) -> None:
        trouble = ""
        try:
            self._told.emit("work_found", self._sources.work())
            for summary in self._sources.issues(self._folder):
                if self._stopped:
                    return
                self._told.emit("issue_found", summary)
        except FileError as error:
            trouble = f"{error.message} {error.help}".strip()
        self._told.emit("done", trouble)

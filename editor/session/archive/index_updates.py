"""Keeps the index up to date in a child process of low priority."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFileSystemWatcher, QObject, QProcess, QTimer, Signal, Slot

from editor.files.archive.process import COMMAND
from editor.session.preview.renderer_child import environment

SETTLE_MS = 400
"""Delay after a change in the folder, since files are written in several steps."""
LOOK_AGAIN_MS = 60_000
"""Network folders and subfolders send no notifications, so they are looked at again after this time."""
_CLOSING_MS = 2_000

_log = logging.getLogger(__name__)


class IndexUpdates(QObject):
    """Updates the index of one folder at a time: when asked, when the folder changes, and every minute."""

    progressed = Signal(int, int)
    """Files read, and files to read."""
    updated = Signal(int)
    """The index is up to date. The number of issues in it."""
    failed = Signal(str, str)
    """The folder or the index could not be read or written. Message and help."""
    unavailable = Signal()
    """SQLite has no full-text search, so there is no index."""

    def __init__(
        self, cache: Path, folder: Path, parent: QObject | None = None, *, command: Sequence[str] = COMMAND
    ) -> None:
        super().__init__(parent)
        self._cache = cache
        self._folder = folder
        self._command = command
        self._process: QProcess | None = None
        self._is_wanted_again = False
        self._is_closed = False
        self._issues = 0
        self._has_failed = False
        self._has_answered = False
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._on_folder_changed)
        self._settle_timer = QTimer(self)
        self._settle_timer.setSingleShot(True)
        self._settle_timer.setInterval(SETTLE_MS)
        self._settle_timer.timeout.connect(self.update)
        self._again_timer = QTimer(self)
        self._again_timer.setInterval(LOOK_AGAIN_MS)
        self._again_timer.timeout.connect(self.update)

    @property
    def is_running(self) -> bool:
        """Whether the index is being updated."""
        return self._process is not None

    @Slot()
    def update(self) -> None:
        """Update the index; again afterwards if it is being updated. A signal follows."""
        if self._is_closed:
            return
        if self._process is not None:
            self._is_wanted_again = True
            return
        self._is_wanted_again = self._has_failed = self._has_answered = False
        if not self._watcher.directories():
            with suppress(OSError):
                if self._folder.is_dir():
                    self._watcher.addPath(str(self._folder))
        self._again_timer.start()
        process = self._process = QProcess(self)
        process.setProcessEnvironment(environment())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        process.start(self._command[0], [*self._command[1:], str(self._cache), str(self._folder)])

    def close(self) -> None:
        """End the update and wait for it, some milliseconds. No signal follows. The next update continues."""
        self._is_closed = True
        self._settle_timer.stop()
        self._again_timer.stop()
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(_CLOSING_MS)
            process.deleteLater()

    @Slot()
    def _on_folder_changed(self) -> None:
        self._settle_timer.start()

    @Slot()
    def _read(self) -> None:
        process = self._process
        while process is not None and process is self._process and process.canReadLine():
            with suppress(ValueError):
                self._on_message(json.loads(bytes(process.readLine().data())))

    def _on_message(self, message: dict[str, Any]) -> None:
        if "error" in message:
            self._has_failed = True
            self.failed.emit(message["error"], message["help"])
        elif message.get("full_text_search") is False:
            self._has_failed = True
            self.unavailable.emit()
        else:
            self._has_answered = True
            self._issues = message["issues"]
            self.progressed.emit(message["done"], message["total"])

    @Slot()
    def _on_finished(self) -> None:
        process = self._process
        if process is None:
            return
        self._read()
        said = bytes(process.readAllStandardError().data()).decode(errors="replace").strip()
        # A process that did not start has an exit code of 0 as well.
        is_done = self._has_answered and process.exitStatus() is QProcess.ExitStatus.NormalExit
        is_done = is_done and process.exitCode() == 0
        self._process = None
        process.deleteLater()
        if is_done:
            self.updated.emit(self._issues)
        elif not self._has_failed:
            _log.warning("The archive was not updated: %s", said or "its process ended early")
            self.failed.emit("The archive could not be updated.", "It is tried again in a minute. See the log.")
        if self._is_wanted_again and not self._is_closed:
            self.update()

    @Slot(object)
    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:  # nothing else follows
            self._on_finished()

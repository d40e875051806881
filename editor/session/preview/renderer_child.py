"""One renderer process: messages in and out, its log, its end, and its scratch folder."""

from __future__ import annotations

import logging
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

import editor
from editor.document.installed_theme import InstalledTheme
from editor.publish.protocol import Frames, ProtocolError, Start, ToRenderer, frame
from editor.session.deferred_call import call_later

COMMAND = (sys.executable, "-P", "-m", "editor.rendering")

_log = logging.getLogger(__name__)


class RendererChild(QObject):
    """A running renderer process. It emits nothing after `ended`."""

    received = Signal(object)
    """A message from the renderer."""
    ended = Signal()

    def __init__(self, theme: InstalledTheme, command: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._scratch = ""
        self._frames = Frames()
        self._alive = True
        self._process = QProcess(self)
        self._process.setProcessEnvironment(environment())
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.readyReadStandardError.connect(self._log_errors)
        self._process.finished.connect(self._on_end)
        self._process.errorOccurred.connect(self._on_error)
        try:
            self._scratch = mkdtemp(prefix="newsdesk-pages-")
        except OSError as error:  # no folder has room for temporary files: for the window, the process ended at once
            _log.warning("The renderer was not started: %s", error)
            call_later(self, self._on_end)
            return
        self._process.start(command[0], list(command[1:]))
        self.send(Start.with_theme(theme, self._scratch))

    @property
    def pid(self) -> int:
        """The process id; 0 if it is not running."""
        return self._process.processId()

    def send(self, message: ToRenderer) -> None:
        """Send a message. If the process has just ended, `ended` follows anyway."""
        if self._alive and self._process.isOpen():
            self._process.write(frame(message))

    def kill(self) -> None:
        """Kill the process; `ended` follows."""
        self._process.kill()

    def close(self) -> None:
        """End the process and wait for it, some milliseconds. No signal follows."""
        self._alive = False
        self._process.closeWriteChannel()
        if self._process.state() is not QProcess.ProcessState.NotRunning and not self._process.waitForFinished(500):
            self._process.kill()
            self._process.waitForFinished(2000)
        self._clean_up()

    def _read(self) -> None:
        try:
            for message in self._frames.feed(self._process.readAllStandardOutput().data()):
                if self._alive:
                    self.received.emit(message)
        except ProtocolError:
            _log.exception("Invalid answer from the renderer; killing it.")
            self._process.kill()

    def _log_errors(self) -> None:
        for line in bytes(self._process.readAllStandardError().data()).decode(errors="replace").splitlines():
            _log.info("renderer: %s", line)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:  # then `finished` is not emitted
            _log.info("The renderer did not start: %s", self._process.errorString())
            self._on_end()

    def _on_end(self) -> None:
        if self._alive:
            self._alive = False
            self._clean_up()
            self.ended.emit()

    def _clean_up(self) -> None:
        shutil.rmtree(self._scratch, ignore_errors=True)
        self.deleteLater()


def environment() -> QProcessEnvironment:
    """Return the environment of this process, with the program on the import path."""
    environment = QProcessEnvironment.systemEnvironment()
    folders = [str(Path(editor.__file__).resolve().parents[1]), environment.value("PYTHONPATH")]
    environment.insert("PYTHONPATH", os.pathsep.join(folder for folder in folders if folder))
    return environment

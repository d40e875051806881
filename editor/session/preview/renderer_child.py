"""One run of the renderer's program: frames in and out, its log, its end, and the folder that it may fill."""

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

COMMAND = (sys.executable, "-P", "-m", "editor.publish.renderer")

_log = logging.getLogger(__name__)


class RendererChild(QObject):
    """A running renderer. After `ended` nothing more comes from it."""

    received = Signal(object)
    """A message from the renderer."""
    ended = Signal()

    def __init__(self, theme: InstalledTheme, command: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._scratch = mkdtemp(prefix="newsdesk-pages-")
        self._frames = Frames()
        self._alive = True
        self._process = QProcess(self)
        self._process.setProcessEnvironment(environment())
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.readyReadStandardError.connect(self._log_errors)
        self._process.finished.connect(self._on_end)
        self._process.errorOccurred.connect(self._on_error)
        self._process.start(command[0], list(command[1:]))
        self.send(Start.with_theme(theme, self._scratch))

    @property
    def pid(self) -> int:
        """The process's id; 0 when it is not running."""
        return self._process.processId()

    def send(self, message: ToRenderer) -> None:
        """Put a message on its way; where the process has just died, `ended` follows anyway."""
        if self._alive:
            self._process.write(frame(message))

    def kill(self) -> None:
        """End it at once; `ended` follows."""
        self._process.kill()

    def close(self) -> None:
        """End it for good and wait for that, which takes milliseconds: nothing is heard of it any more."""
        self._alive = False
        self._process.closeWriteChannel()
        if self._process.state() is not QProcess.ProcessState.NotRunning and not self._process.waitForFinished(500):
            self._process.kill()
            self._process.waitForFinished(2000)
        self._clear_up()

    def _read(self) -> None:
        try:
            for message in self._frames.feed(self._process.readAllStandardOutput().data()):
                if self._alive:
                    self.received.emit(message)
        except ProtocolError:
            _log.exception("The renderer's answer makes no sense; it is ended.")
            self._process.kill()

    def _log_errors(self) -> None:
        for line in bytes(self._process.readAllStandardError().data()).decode(errors="replace").splitlines():
            _log.info("renderer: %s", line)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:  # then `finished` does not come
            _log.info("The renderer did not start: %s", self._process.errorString())
            self._on_end()

    def _on_end(self) -> None:
        if self._alive:
            self._alive = False
            self._clear_up()
            self.ended.emit()

    def _clear_up(self) -> None:
        shutil.rmtree(self._scratch, ignore_errors=True)
        self.deleteLater()


def environment() -> QProcessEnvironment:
    """The window's own, with the program on the import path wherever it was started from."""
    environment = QProcessEnvironment.systemEnvironment()
    places = [str(Path(editor.__file__).resolve().parents[1]), environment.value("PYTHONPATH")]
    environment.insert("PYTHONPATH", os.pathsep.join(place for place in places if place))
    return environment

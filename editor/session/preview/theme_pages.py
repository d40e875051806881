"""A page of each theme, made from the sample issue by the command `theme preview` in a process of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, QProcess, Signal

from editor.session.preview.renderer_child import environment

COMMAND = (sys.executable, "-P", "-m", "editor", "theme", "preview")


class ThemePages(QObject):
    """Writes one theme's pages after the other, at low priority for the user: nothing waits for them."""

    written = Signal(str, object)
    """The theme's name and the PDF (`Path`), which exists as long as this object is not closed."""
    failed = Signal(str, str)
    """The theme's name, and why it has no pages."""

    def __init__(self, parent: QObject | None = None, *, command: Sequence[str] = COMMAND) -> None:
        super().__init__(parent)
        self._command = command
        self._folder = TemporaryDirectory(prefix="newsdesk-themes-", ignore_cleanup_errors=True)
        self._waiting: list[str] = []
        self._process: QProcess | None = None
        self._name = ""

    def write(self, names: Iterable[str]) -> None:
        """Write the pages of these themes."""
        self._waiting = list(names)
        self._start_next()

    def close(self) -> None:
        """End the process, and remove the files."""
        self._waiting.clear()
        process, self._process = self._process, None
        if process is not None and process.state() is not QProcess.ProcessState.NotRunning:
            process.kill()
            process.waitForFinished(2000)
        self._folder.cleanup()

    def _start_next(self) -> None:
        if not self._waiting:
            return
        self._name = self._waiting.pop(0)
        process = self._process = QProcess(self)
        process.setProcessEnvironment(environment())
        program, *arguments = self._command
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        process.start(program, [*arguments, self._name, "-o", str(self._file)])

    @property
    def _file(self) -> Path:
        return Path(self._folder.name) / f"{self._name}.pdf"

    def _on_finished(self) -> None:
        process, self._process = self._process, None
        if process is None:  # closed
            return
        if process.exitCode() == 0 and self._file.is_file():
            self.written.emit(self._name, self._file)
        else:
            said = bytes(process.readAllStandardError().data()).decode(errors="replace").strip()
            self.failed.emit(self._name, said.splitlines()[-1] if said else "The page layout stopped.")
        process.deleteLater()
        self._start_next()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:  # `finished` is not emitted then
            self.failed.emit(self._name, self._process.errorString())
            self._process = None
            self._start_next()

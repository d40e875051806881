"""A redline made by a process of its own: `newsdesk compare BEFORE AFTER -o PDF`, as on the command line.

The window neither imports the page layout for it nor waits for it. What is compared need not be a file: both issues
are written into a private folder that is gone when the process is.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QObject, QProcess, Signal

from editor.files.errors import FileError
from editor.files.issue_file import issue_bytes
from editor.session.preview.renderer_child import environment
from schemas import Issue

COMMAND = (sys.executable, "-P", "-m", "editor", "compare")


class Redlining(QObject):
    """One redline at a time."""

    done = Signal(object)
    """The Path of the file that was written."""
    failed = Signal(str, str)
    """What happened, and what to do."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._folder: Path | None = None
        self._target = Path()

    @property
    def is_busy(self) -> bool:
        """Whether a redline is being made."""
        return self._process is not None

    def start(self, before: tuple[str, Issue], after: tuple[str, Issue], target: Path) -> None:
        """Make it; `done` or `failed` follows. Each issue comes with the name that the redline gives it."""
        if self._process is not None:
            return
        self._target = target
        try:
            self._folder = Path(mkdtemp(prefix="newsdesk-redline-"))
            files = self._folder / "before.json", self._folder / "after.json"
            for file, (_, issue) in zip(files, (before, after), strict=True):
                file.write_bytes(issue_bytes(issue, "The issue"))
        except FileError as trouble:
            self._clear_up()
            self.failed.emit(f"The redline was not made. {trouble.message}", trouble.help)
            return
        except OSError as error:
            self._clear_up()
            self.failed.emit(f"The redline was not made: {error.strerror or error}.", "Make room on the disk.")
            return
        process = self._process = QProcess(self)
        process.setProcessEnvironment(environment())
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._failed_to_start)
        names = (f"--before-name={before[0]}", f"--after-name={after[0]}")
        process.start(COMMAND[0], [*COMMAND[1:], str(files[0]), str(files[1]), "-o", str(target.absolute()), *names])
        process.closeWriteChannel()

    def cancel(self) -> None:
        """Leave it; nothing is written, and nothing more is heard of it. Takes milliseconds."""
        process = self._process
        if process is None:
            return
        self._process = None
        process.finished.disconnect(self._ended)
        process.errorOccurred.disconnect(self._failed_to_start)
        process.kill()
        process.waitForFinished(2000)
        process.deleteLater()
        self._clear_up()

    def _ended(self, status: int, how: QProcess.ExitStatus) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        said = bytes(process.readAllStandardError().data()).decode(errors="replace")
        process.deleteLater()
        self._clear_up()
        if status == 0 and how is QProcess.ExitStatus.NormalExit:
            self.done.emit(self._target)
            return
        # What the command is doing ends in an ellipsis; the rest is what went wrong, and what to do.
        lines = [line for line in said.splitlines() if line.strip() and not line.endswith("…")]
        message = lines[0] if lines else "The page layout ended without a word."
        self.failed.emit(message, " ".join(lines[1:]))

    def _failed_to_start(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:  # `finished` does not come
            said = self._process.errorString()
            self._process.deleteLater()
            self._process = None
            self._clear_up()
            self.failed.emit(f"The redline was not made: {said}.", "Install Newsdesk again.")

    def _clear_up(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

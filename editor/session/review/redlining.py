"""Writes a redline in a child process: `newsdesk compare BEFORE AFTER -o PDF`.

So the window neither imports the page layout nor waits for it. Both issues are written to a temporary folder, which is
removed when the process ends.
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
    """Writes one redline at a time."""

    done = Signal(object)
    """The path of the written file."""
    failed = Signal(str, str)
    """Message and help."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._folder: Path | None = None
        self._target = Path()

    @property
    def is_busy(self) -> bool:
        """Whether a redline is being written."""
        return self._process is not None

    def start(self, before: tuple[str, Issue], after: tuple[str, Issue], target: Path) -> None:
        """Write a redline of two named issues; `done` or `failed` follows. The names are printed in it."""
        if self._process is not None:
            return
        self._target = target
        try:
            self._folder = Path(mkdtemp(prefix="newsdesk-redline-"))
            files = self._folder / "before.json", self._folder / "after.json"
            for file, (_, issue) in zip(files, (before, after), strict=True):
                file.write_bytes(issue_bytes(issue, "The issue"))
        except FileError as error:
            self._clean_up()
            self.failed.emit(f"The redline could not be created. {error.message}", error.help)
            return
        except OSError as error:
            self._clean_up()
            self.failed.emit(
                f"The redline could not be created: {error.strerror or error}.", "Free some disk space, then try again."
            )
            return
        process = self._process = QProcess(self)
        process.setProcessEnvironment(environment())
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._failed_to_start)
        names = (f"--before-name={before[0]}", f"--after-name={after[0]}")
        process.start(COMMAND[0], [*COMMAND[1:], str(files[0]), str(files[1]), "-o", str(target.absolute()), *names])
        process.closeWriteChannel()

    def cancel(self) -> None:
        """Cancel it: nothing is written, and no signal follows. Takes some milliseconds."""
        process = self._process
        if process is None:
            return
        self._process = None
        process.finished.disconnect(self._ended)
        process.errorOccurred.disconnect(self._failed_to_start)
        process.kill()
        process.waitForFinished(2000)
        process.deleteLater()
        self._clean_up()

    def _ended(self, status: int, how: QProcess.ExitStatus) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        output = bytes(process.readAllStandardError().data()).decode(errors="replace")
        process.deleteLater()
        self._clean_up()
        if status == 0 and how is QProcess.ExitStatus.NormalExit:
            self.done.emit(self._target)
            return
        # Lines that end in an ellipsis report progress; the others are message and help.
        lines = [line for line in output.splitlines() if line.strip() and not line.endswith("…")]
        message = lines[0] if lines else "The page layout stopped unexpectedly."
        self.failed.emit(message, " ".join(lines[1:]))

    def _failed_to_start(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:  # `finished` is not emitted
            reason = self._process.errorString()
            self._process.deleteLater()
            self._process = None
            self._clean_up()
            self.failed.emit(f"The redline could not be created: {reason}.", "Reinstall Newsdesk.")

    def _clean_up(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

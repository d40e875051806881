"""Writes published files in a thread: on a network folder, each can take seconds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.files.atomic import replace_file
from editor.files.errors import FileError
from editor.formats.outputs import OUTPUTS
from editor.session.publishing.job import PublishedFile, PublishJob
from editor.session.publishing.output_names import PDF
from editor.session.storage.latest_only_worker import IsWanted, LatestOnlyWorker


@dataclass(frozen=True, slots=True)
class SavedFiles:
    """What became of a publication's files.

    `others` are those in the folder that are not known to be of this issue: while there are some, nothing is written.
    `error` is about the file behind those in `saved`.
    """

    job: PublishJob
    saved: tuple[Path, ...] = ()
    others: tuple[Path, ...] = ()
    error: FileError | None = None


class FileSaver(QObject):
    """Writes the files of one issue's publications, one publication after the other."""

    done = Signal(object)
    """`SavedFiles`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = LatestOnlyWorker("publish")
        self._saved: list[Path] = []

    def save(self, job: PublishJob, own: Collection[Path], *, replace: bool) -> None:
        """Write all files, each in one piece; `done` follows.

        `own` are files that were published from this issue before. Others are replaced only if `replace` says so.
        """
        self._saved = saved = []

        def run(is_wanted: IsWanted) -> SavedFiles:
            if not replace and (others := tuple(file.path for file in job.files() if _is_other(file, job, own))):
                return SavedFiles(job, others=others)
            try:
                for file in job.files():
                    replace_file(file.path, file.data)
                    saved.append(file.path)
            except FileError as error:
                return SavedFiles(job, tuple(saved), error=error)
            return SavedFiles(job, tuple(saved))

        self._worker.submit("", run, self.done.emit)

    def close(self) -> tuple[Path, ...]:
        """Wait until everything is written, emit nothing more, and return what was written last."""
        self._worker.close()
        return tuple(self._saved)


def _is_other(file: PublishedFile, job: PublishJob, own: Collection[Path]) -> bool:
    path = file.path
    if path == job.target or not path.is_file() or path in own:
        return False
    continued = OUTPUTS[file.output].continues if file.output != PDF else ""
    if continued and not job.choice.proof and (path.parent / continued).is_file():
        return False  # it was read, and is continued
    try:
        return path.read_bytes() != file.data
    except OSError:
        return True

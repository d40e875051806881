"""Writes published files, and knows which of them would replace those of another issue."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from editor.files.atomic import replace_file
from editor.files.errors import FileError
from editor.formats.outputs import OUTPUTS
from editor.session.issue.session import Session
from editor.session.publishing.job import PublishedFile, PublishJob
from editor.session.publishing.output_names import PDF
from editor.ui.settings import Settings


class NotSaved(Exception):
    """A file could not be written. Those in `saved` were written before."""

    def __init__(self, error: FileError, saved: tuple[Path, ...]) -> None:
        super().__init__(error.message)
        self.error = error
        self.saved = saved


class PublishedFiles:
    """The published files of one issue. The settings remember which issue a file was published from."""

    def __init__(self, session: Session, settings: Settings) -> None:
        self._session = session
        self._settings = settings
        self._unsaved_name = f"unsaved {uuid4().hex}"

    def others(self, job: PublishJob) -> tuple[Path, ...]:
        """Return the files that a publication would replace although they are not known to be of this issue."""
        return tuple(file.path for file in job.files() if self._is_other(file, job))

    def save(self, job: PublishJob) -> tuple[Path, ...]:
        """Write all files, each in one piece. Raises NotSaved."""
        saved: list[Path] = []
        try:
            for file in job.files():
                replace_file(file.path, file.data)
                saved.append(file.path)
        except FileError as error:
            raise NotSaved(error, tuple(saved)) from error
        finally:
            self._settings.record_published(saved, self._issue_name)
        return tuple(saved)

    @property
    def _issue_name(self) -> str:
        return str(self._session.file) if self._session.file is not None else self._unsaved_name

    def _is_other(self, file: PublishedFile, job: PublishJob) -> bool:
        path = file.path
        if path == job.target or not path.is_file() or self._settings.publisher_of(path) == self._issue_name:
            return False
        continued = OUTPUTS[file.output].continues if file.output != PDF else ""
        if continued and not job.choice.proof and (path.parent / continued).is_file():
            return False  # it was read, and is continued
        try:
            return path.read_bytes() != file.data
        except OSError:
            return True

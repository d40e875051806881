"""Remembers which issue a file was published from, so that another issue does not replace it unasked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

from editor.session.issue.session import Session
from editor.session.publishing.job import PublishJob
from editor.ui.settings import Settings


class PublishedFiles:
    """The published files of one issue, as the settings know them."""

    def __init__(self, session: Session, settings: Settings) -> None:
        self._session = session
        self._settings = settings
        self._unsaved_name = f"unsaved {uuid4().hex}"

    def own(self, job: PublishJob) -> frozenset[Path]:
        """Return the files of a publication that were published from this issue before."""
        return frozenset(
            file.path for file in job.files() if self._settings.publisher_of(file.path) == self._issue_name
        )

    def record(self, files: Iterable[Path]) -> None:
        """Record that files were published from this issue."""
        self._settings.record_published(files, self._issue_name)

    @property
    def _issue_name(self) -> str:
        return str(self._session.file) if self._session.file is not None else self._unsaved_name

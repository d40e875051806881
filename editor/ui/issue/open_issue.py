"""An open issue with all that watches over it: journal, versions, the eye on its file, the note that it is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor.files.open_marker import OpenMarker, Owner
from editor.files.stored import open_issue
from editor.session.issue.issue_opening import OpenedIssue
from editor.session.issue.session import Session
from editor.session.storage.journaling import Journaling
from editor.session.storage.merging import Merging
from editor.session.storage.watching import Watching
from schemas import Issue

if TYPE_CHECKING:
    from editor.files.errors import FileError
    from editor.session.storage.version_reading import VersionReading
    from editor.session.storage.versions import Versions

RENEW_MS = 30 * 60 * 1000
"""How often the note that an issue is open is renewed; one that is not is taken for left over after hours."""

MAKE_MS = 2000
"""How long the versions wait for the window to take typing first: git's library takes a tenth of a second to load."""


@dataclass(frozen=True)
class UserContext:
    """Who works here, by the name that the preferences have at the moment, and where journals are kept."""

    person: Callable[[], str]
    journals: Path


class OpenIssue(QObject):
    """One session and its guards. `close` ends them; whoever opens one calls it."""

    changed_outside = Signal()
    state_changed = Signal()
    versions_trouble_changed = Signal()

    def __init__(self, opened: OpenedIssue, workplace: UserContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = Session(opened.issue, opened.theme, stored=opened.stored, parent=self)
        self.saved_at: datetime | None = None
        self._is_closed = False
        self.elsewhere: Owner | None = None
        """Who else had the issue open when it was opened here."""
        self.merging = Merging(self.session, self)
        self._workplace = workplace
        self._journaling = Journaling(self.session, workplace.journals, self)
        self._watching = Watching(self.session, self)
        self._versions: Versions | None = None
        self._reading: VersionReading | None = None
        self._lock: OpenMarker | None = None
        self._lock_file: Path | None = None
        self._renewal = QTimer(self)
        self._renewal.setInterval(RENEW_MS)
        self._renewal.timeout.connect(self._renew)
        self._renewal.start()
        self._watching.changed_outside.connect(self.changed_outside)
        self._journaling.protection_changed.connect(self.state_changed)
        self.session.state_changed.connect(self.state_changed)
        self.session.saved.connect(self._saved)
        # Before a Save As can come, so that the history follows the issue to its other name.
        self._making = QTimer(self)
        self._making.setSingleShot(True)
        self._making.setInterval(MAKE_MS)
        self._making.timeout.connect(lambda: self.versions)
        self._making.start()
        self._take_lock()
        if opened.work is not None:
            self.session.replace(opened.work, "Bring In Unsaved Work")

    @property
    def versions(self) -> Versions:
        """The issue's versions; made when they are first asked for."""
        if self._versions is None:
            from editor.session.storage.versions import Versions

            self._versions = Versions(self.session, self._workplace.person, self)
            self._versions.trouble_changed.connect(self.versions_trouble_changed)
        return self._versions

    @property
    def versions_trouble(self) -> FileError | None:
        """Why the last save is no version, or what became of those before; None where all is well."""
        return self._versions.trouble if self._versions is not None else None

    @property
    def reading(self) -> VersionReading:
        """What reads the issue's versions; made when it is first asked for."""
        if self._reading is None:
            from editor.session.storage.version_reading import VersionReading

            self._reading = VersionReading(self.session, self)
        return self._reading

    @property
    def is_protected(self) -> bool:
        """Whether unsaved work would outlast a crash."""
        return self._journaling.trouble is None

    @property
    def state(self) -> str:
        """`Saved 14:32`, `Unsaved changes, protected`: for the status bar."""
        if not self.session.is_saved:
            trouble = self._journaling.trouble
            return "Unsaved changes, protected" if trouble is None else f"Not protected: {trouble.message}"
        if self.session.file is None:
            return "Nothing written yet"
        return f"Saved {self.saved_at:%H:%M}" if self.saved_at is not None else "Saved"

    def check_file(self) -> None:
        """See whether somebody else changed the file; the window has come to the front."""
        if not self._is_closed:
            self._watching.look()

    def outside(self) -> Issue | None:
        """What the file holds now, or None where it is gone. Raises FileError."""
        file = self.session.file
        return open_issue(file)[0] if file is not None and file.exists() else None

    def close(self, *, discard: bool = False) -> None:
        """End it. Unsaved work stays in its journal; what is discarded is set aside, and can be brought back."""
        if self._is_closed:
            return
        self._is_closed = True
        self._renewal.stop()
        self._making.stop()
        if self._reading is not None:
            self._reading.close()
        if self._versions is not None:
            self._versions.close()
        self._journaling.close(keep=not discard)
        self._watching.close()
        self._watching.deleteLater()
        self._release_lock()

    def _saved(self) -> None:
        if self._versions is None:
            self.versions.keep()
        self.saved_at = datetime.now()
        file = self.session.file
        if self._lock is None or self._lock_file != file:
            self._take_lock()

    def _take_lock(self) -> None:
        self._release_lock()
        file = self._lock_file = self.session.file
        if file is not None:
            self._lock = OpenMarker(file, Owner.here(self._workplace.person()))
            self.elsewhere = self._lock.other()
            self._lock.take()

    def _renew(self) -> None:
        if self._lock is not None:
            self._lock.take()

    def _release_lock(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

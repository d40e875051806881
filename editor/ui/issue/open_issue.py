"""An open issue: session, journal, versions, file watcher and the marker that tells others it is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor.files.atomic import is_read_only
from editor.files.open_marker import OpenMarker, Owner
from editor.files.stored import open_issue
from editor.session.issue.issue_opening import OpenedIssue
from editor.session.issue.session import Session
from editor.session.storage.journaling import Journaling
from editor.session.storage.merging import Merging
from editor.session.storage.watching import Watching
from schemas import Issue

if TYPE_CHECKING:  # imported when first used, to keep the start-up time short
    from editor.files.errors import FileError
    from editor.session.storage.version_reading import VersionReading
    from editor.session.storage.versions import Versions

RENEW_MS = 30 * 60 * 1000
"""How often the open marker is renewed; others ignore one that is some hours old."""

OWNER_MS = 3000
"""How often it is checked whether somebody else still has the issue open, as long as somebody has."""

LOAD_VERSIONS_MS = 2000
"""Delay before versions are loaded: dulwich takes a tenth of a second to import, and typing comes first."""


@dataclass(frozen=True)
class UserContext:
    """The user's name, as the preferences have it at the time of the call, and the folder for journals."""

    person: Callable[[], str]
    journals: Path


class OpenIssue(QObject):
    """One session and the objects that save and watch it. The caller must `close` it."""

    changed_outside = Signal()
    state_changed = Signal()
    versions_error_changed = Signal()
    owner_left = Signal()
    """Who else had the issue open has closed it."""

    def __init__(self, opened: OpenedIssue, context: UserContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = Session(opened.issue, opened.theme, stored=opened.stored, parent=self)
        self.saved_at: datetime | None = None
        self._is_closed = False
        self.other_owner: Owner | None = None
        """Who else has the issue open."""
        self._owner_timer = QTimer(self)
        self._owner_timer.setInterval(OWNER_MS)
        self._owner_timer.timeout.connect(self._check_owner)
        self.merging = Merging(self.session, self)
        self._context = context
        self._journaling = Journaling(self.session, context.journals, self)
        self._watching = Watching(self.session, self)
        self._versions: Versions | None = None
        self._version_reader: VersionReading | None = None
        self._marker: OpenMarker | None = None
        self._marked_file: Path | None = None
        self._renewal = QTimer(self)
        self._renewal.setInterval(RENEW_MS)
        self._renewal.timeout.connect(self._renew_marker)
        self._renewal.start()
        self._watching.changed_outside.connect(self.changed_outside)
        self._journaling.protection_changed.connect(self.state_changed)
        self.session.state_changed.connect(self.state_changed)
        self.session.saved.connect(self._on_saved)
        # Before the user can save under another name, so that the history follows the issue.
        self._versions_timer = QTimer(self)
        self._versions_timer.setSingleShot(True)
        self._versions_timer.setInterval(LOAD_VERSIONS_MS)
        self._versions_timer.timeout.connect(lambda: self.versions)
        self._versions_timer.start()
        self._place_marker()
        if opened.work is not None:
            self.session.replace(opened.work, "Recover Unsaved Work")

    @property
    def versions(self) -> Versions:
        """The issue's versions; created at the first access."""
        if self._versions is None:
            from editor.session.storage.versions import Versions  # loads dulwich; see LOAD_VERSIONS_MS

            self._versions = Versions(self.session, self._context.person, self)
            self._versions.error_changed.connect(self.versions_error_changed)
        return self._versions

    @property
    def versions_error(self) -> FileError | None:
        """Why the last version was not kept, or why earlier ones were lost; None if there is no error."""
        return self._versions.error if self._versions is not None else None

    @property
    def version_reader(self) -> VersionReading:
        """The reader of the issue's versions; created at the first access."""
        if self._version_reader is None:
            from editor.session.storage.version_reading import VersionReading  # loads dulwich

            self._version_reader = VersionReading(self.session, self)
        return self._version_reader

    @property
    def is_protected(self) -> bool:
        """Whether unsaved work would survive a crash."""
        return self._journaling.error is None

    @property
    def is_in_read_only_folder(self) -> bool:
        """Whether the issue cannot be saved in its folder, as far as the marker shows."""
        return self._marker is not None and self._marker.is_refused

    @property
    def is_read_only(self) -> bool:
        """Whether the issue cannot be saved in its file, which somebody has protected."""
        return self.session.file is not None and is_read_only(self.session.file)

    @property
    def state(self) -> str:
        """`Saved 14:32`, `Unsaved changes, protected` or, before the first change, `New issue`: for the status bar."""
        if not self.session.is_saved:
            error = self._journaling.error
            return "Unsaved changes, protected" if error is None else f"Unsaved changes, not protected: {error.message}"
        if self.session.file is None:
            return "New issue"
        return f"Saved {self.saved_at:%H:%M}" if self.saved_at is not None else "Saved"

    def check_file(self) -> None:
        """Check now whether someone else changed the file."""
        if not self._is_closed:
            self._watching.check()

    def read_file(self) -> Issue | None:
        """Return the issue in the file, or None if the file is gone. Raises FileError."""
        file = self.session.file
        return open_issue(file)[0] if file is not None and file.exists() else None

    def close(self, *, discard: bool = False) -> None:
        """Close the issue. The journal keeps unsaved work; discarded work can be recovered for some time."""
        if self._is_closed:
            return
        self._is_closed = True
        self._renewal.stop()
        self._owner_timer.stop()
        self._versions_timer.stop()
        if self._version_reader is not None:
            self._version_reader.close()
        if self._versions is not None:
            self._versions.close()
        self._journaling.close(keep=not discard)
        self._watching.close()
        self._watching.deleteLater()
        self._remove_marker()

    def _on_saved(self) -> None:
        if self._versions is None:
            self.versions.keep()
        self.saved_at = datetime.now()
        file = self.session.file
        if self._marker is None or self._marked_file != file:
            self._place_marker()

    def _place_marker(self) -> None:
        self._remove_marker()
        file = self._marked_file = self.session.file
        if file is not None:
            self._marker = OpenMarker(file, Owner.here(self._context.person()))
            self.other_owner = self._marker.other()
            self._marker.take()
            if self.other_owner is not None:
                self._owner_timer.start()

    def _check_owner(self) -> None:
        if self._marker is not None and self._marker.other() is not None:
            return
        self._owner_timer.stop()
        self.other_owner = None
        if self._marker is not None:
            self._marker.take()
        self.owner_left.emit()

    def _renew_marker(self) -> None:
        if self._marker is not None:
            self._marker.take()

    def _remove_marker(self) -> None:
        if self._marker is not None:
            self._marker.release()
            self._marker = None

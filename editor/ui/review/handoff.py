"""Handing an issue over: ready for review, sent back, published.

A handoff saves the issue and names its version. It counts once the issue is saved: if saving fails, the change of state
stays as an undoable step, and the next successful save completes the handoff.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.document.findings import errors
from editor.document.path_labels import section_label
from editor.document.review.open_review import open_count
from editor.document.review.publishing import digest_of_all, is_as_published
from editor.document.text.datetime_labels import datetime_label
from editor.document.text.phrasing import listed
from editor.document.written_dates import date_label
from editor.files.errors import FileError
from editor.session.review.approval_gate import approvals_missing
from editor.session.review.reviewing import Reviewing
from editor.ui.desk.desk import Desk
from editor.ui.issue.issue_files import IssueFiles
from editor.ui.issue.open_issue import OpenIssue
from editor.ui.settings import Settings
from editor.ui.widgets.banner import BannerButton, BannerMessage, Banners, Level
from schemas import Issue
from schemas.review import State

if TYPE_CHECKING:
    from editor.session.storage.versions import Versions

KEY = "rounds"
ONLY_EDITORS_MARK = "Only an editor can mark an issue as published that is not approved."
_REFRESH_MS = 30


@dataclass(frozen=True)
class _PendingHandoff:
    """A handoff that completes with the next save. `is_valid` returns False if it was undone meanwhile."""

    version: str
    message: str
    is_valid: Callable[[], bool]


class Handoff(QObject):
    """The handoffs of one open issue, and the banners about them."""

    checklist_requested = Signal()
    status_changed = Signal()
    """The states of sections changed."""

    def __init__(
        self,
        open_issue: OpenIssue,
        reviewing: Reviewing,
        desk: Desk,
        files: IssueFiles,
        banners: Banners,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_issue = open_issue
        self._session = open_issue.session
        self._reviewing = reviewing
        self._desk = desk
        self._files = files
        self._banners = banners
        self._settings = settings
        self._pending: _PendingHandoff | None = None
        self._message_issue: Issue | None = None
        self._versions: Versions | None = None
        self._dismiss_timer = QTimer(self)
        self._dismiss_timer.setSingleShot(True)
        self._dismiss_timer.setInterval(_REFRESH_MS)
        self._dismiss_timer.timeout.connect(self._dismiss_outdated)
        reviewing.changed.connect(self._dismiss_timer.start)

    def close(self) -> None:
        """Remove the banner: the issue is closed."""
        self.dismiss()

    def show_message(self, tone: Level, text: str, help: str = "", *answers: BannerButton) -> None:
        """Show a banner. It is removed with the next change, unless a handoff is pending."""
        self._banners.show_message(self._message(tone, text, help, answers))

    def _message(self, tone: Level, text: str, help: str, answers: tuple[BannerButton, ...]) -> BannerMessage:
        self._message_issue = self._session.whole if self._pending is None else None
        return BannerMessage(KEY, tone, text, help, answers, passing=self._pending is None)

    def dismiss(self) -> None:
        """Remove the banner."""
        self._message_issue = None
        self._banners.dismiss(KEY)

    @Slot()
    def _dismiss_outdated(self) -> None:
        """Remove the banner if it no longer applies."""
        is_off = self._pending is not None and not self._pending.is_valid()
        if is_off:
            self._pending = None
        if is_off or (self._message_issue is not None and self._message_issue is not self._session.whole):
            self.dismiss()

    # Handoffs

    @Slot()
    def send_to_editor(self) -> None:
        """Mark all sections that are not approved as in review, and save a named version."""
        self._desk.commit_input()
        sent = self._reviewing.not_approved
        self._reviewing.send_to_editor()
        self._send(
            _PendingHandoff(
                "ready for review", "Marked as ready for review.", lambda: not self._any_in_state(State.DRAFT, sent)
            )
        )

    @Slot()
    def send_back(self) -> None:
        """Mark all sections that are not approved as drafts, and save a named version."""
        self._desk.commit_input()
        sent = self._reviewing.not_approved
        self._reviewing.send_back()
        self._send(
            _PendingHandoff(
                "sent back", "Sent back to the author.", lambda: not self._any_in_state(State.IN_REVIEW, sent)
            )
        )

    def publish(self, digest: str = "") -> None:
        """Mark the content with this digest as published, and save a named version; without one, ask first."""
        self._desk.commit_input()
        if digest:
            self._mark_published(digest)
        elif self._may_publish():
            self._ask_to_publish()

    def _mark_published(self, digest: str) -> None:
        self._reviewing.publish(digest)
        self._send(_PendingHandoff("published", "Marked as published.", lambda: self._published == digest))

    def _ask_to_publish(self) -> None:
        """Ask, and name who will have published what, and what is still open."""
        issue = self._session.whole
        what = f"the issue of {date_label(issue.date)}" if issue.date is not None else "the issue"
        found = open_count(issue.review)
        left = f" Still open, and not part of what is published: {found}." if found else ""
        mark = BannerButton("Mark as Published", lambda: self._mark_published(digest_of_all(issue)), primary=True)
        look = BannerButton("Checklist", self.checklist_requested.emit)
        buttons = (mark, *((look,) if found else ()), BannerButton("Cancel", self.dismiss))
        self._banners.ask(
            self._message(
                Level.WARNING if found else Level.INFO,
                f"Mark {what} as published, by {self._reviewing.name}?",
                f"It is saved as the version “published”.{left}",
                buttons,
            )
        )

    @property
    def _published(self) -> str:
        publication = self._reviewing.review.publication
        return publication.digest if publication is not None else ""

    def _may_publish(self) -> bool:
        publication = self._reviewing.review.publication
        if publication is not None and is_as_published(self._session.whole):
            self.show_message(
                Level.INFO,
                f"Already marked as published, by {publication.by} on {datetime_label(publication.at)}.",
            )
            return False
        look = BannerButton("Checklist", self.checklist_requested.emit)
        if errors(self._session.content_findings):
            self.show_message(
                Level.WARNING, "Not marked as published: the issue has errors.", "See the checklist.", look
            )
            return False
        try:
            missing = approvals_missing(self._session, self._settings.newsroom)
        except FileError as trouble:
            self.show_message(Level.ERROR, f"Not marked as published. {trouble.message}", trouble.help)
            return False
        if missing:
            whole = self._session.whole
            names = listed([section_label(whole, one.path) for one in missing], 6)
            self.show_message(
                Level.WARNING, "Not marked as published: not every section is approved.", f"{names}.", look
            )
            return False
        if not self._reviewing.may_approve and self._reviewing.not_approved:
            self.show_message(
                Level.INFO,
                ONLY_EDITORS_MARK,
                "If you are the editor, set your role in Preferences.",
            )
            return False
        return True

    def _any_in_state(self, state: State, keys: frozenset[str]) -> bool:
        return any(one.state is state for one in self._reviewing.standings if one.key in keys)

    def _send(self, pending: _PendingHandoff) -> None:
        self.dismiss()
        if self._versions is None:
            # The versions must be notified of the save before this object: only then can the version be named.
            self._versions = self._open_issue.versions
            self._session.saved.connect(self._saved)
        self._pending = pending
        self.status_changed.emit()
        self._files.save()
        if self._pending is not None:
            self.show_message(
                Level.WARNING,
                f"Not {pending.version} yet: the issue is not saved.",
                "Save the issue to complete this, or undo it.",
                BannerButton("Save", lambda: self._files.save(), primary=True),
            )

    @Slot()
    def _saved(self) -> None:
        pending, self._pending = self._pending, None
        if pending is None or self._versions is None or not pending.is_valid():
            return
        self._versions.name_saved(pending.version)
        file = self._session.file
        name = file.name if file is not None else "The issue"
        kept = f"Saved {name} as version “{pending.version}”."
        self.show_message(Level.OK, pending.message, f"{kept}{self._open_points_note}{self._missing_name_note}")

    @property
    def _open_points_note(self) -> str:
        """Return a note on the open comments and suggestions."""
        found = open_count(self._reviewing.review)
        return f" Open: {found}." if found else ""

    @property
    def _missing_name_note(self) -> str:
        """Return a note if the user's name is not set."""
        return "" if self._settings.name else " Set your name in Preferences."

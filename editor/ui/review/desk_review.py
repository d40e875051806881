"""The review of one open issue: connects commands, margin, modes, approvals and handoff."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QMetaObject, QObject
from PySide6.QtGui import QAction

from editor.session.review.reviewing import Reviewer, Reviewing
from editor.ui.commands import Commands
from editor.ui.desk.desk import Desk
from editor.ui.issue.issue_files import IssueFiles
from editor.ui.issue.open_issue import OpenIssue
from editor.ui.look.tokens import PEOPLE
from editor.ui.pages.page_navigator import PageNavigator
from editor.ui.publishing.publishing import Publishing
from editor.ui.review.annotations import Annotations
from editor.ui.review.approving import Approvals
from editor.ui.review.command_reasons import ReviewReasons
from editor.ui.review.comparing import DeskComparisons
from editor.ui.review.deciding_all import DecidingAll
from editor.ui.review.handoff import Handoff
from editor.ui.review.modes import COMMANDS as MODES
from editor.ui.review.modes import Modes
from editor.ui.review.name_request import NameRequest
from editor.ui.review.review_pages import ReviewPages
from editor.ui.review.suggestions import Suggestions
from editor.ui.review.threads import Threads
from editor.ui.settings import Settings
from editor.ui.transfer.bringing_back import BringingBack
from editor.ui.versions.desk_versions import DeskVersions
from editor.ui.widgets.banner import Banners


class DeskReview(QObject):
    """Connects the review's commands with its parts while the issue is open."""

    def __init__(
        self,
        open_issue: OpenIssue,
        desk: Desk,
        commands: Commands,
        settings: Settings,
        banners: Banners,
        navigator: PageNavigator,
        files: IssueFiles,
    ) -> None:
        super().__init__(desk)
        self._commands = commands
        self._settings = settings
        self._desk = desk
        self._open_issue = open_issue
        self._banners = banners
        self._navigator = navigator
        self._connections: list[tuple[QAction, QMetaObject.Connection]] = []
        self.reviewing = Reviewing(open_issue.session, self._reviewer, _now, self)
        self.versions = DeskVersions(open_issue, banners, navigator, self)
        self._on("versions", self.versions.show)
        self.comparing = DeskComparisons(open_issue, desk, files.dialogs, banners, navigator, self)
        self._on("compare", self.comparing.show)
        commands["marks"].setChecked(not settings.is_collapsed("marks"))
        self.annotations = Annotations(desk, commands["marks"], lambda: self.reviewing.numbers(PEOPLE), self)
        self.margin = self.annotations.margin
        open_issue.merging.merged.connect(lambda merged: self.reviewing.know_read(merged.theirs.review))
        self.names = NameRequest(open_issue.session, self.reviewing, banners, settings, self)
        self.threads = Threads(self.reviewing, open_issue.session, self.annotations, self.names, self)
        self._on("comment", self.threads.start_comment)
        self._on("resolve", self.threads.toggle_resolved)
        commands["resolved"].setChecked(False)
        self._on("resolved", lambda: self.threads.show_resolved(commands["resolved"].isChecked()))
        self._on("next_mark", lambda: self.annotations.step(1))
        self._on("previous_mark", lambda: self.annotations.step(-1))
        self.suggestions = Suggestions(self.reviewing, open_issue.session, self.annotations, desk.message.emit, self)
        self.deciding_all = DecidingAll(
            self.reviewing, open_issue.session, self.annotations, banners, desk.message.emit, self
        )
        for command, action in (
            ("accept", self.suggestions.accept),
            ("reject", self.suggestions.reject),
            ("accept_field", self.suggestions.accept_field),
            ("reject_field", self.suggestions.reject_field),
            ("accept_all", self.deciding_all.accept),
            ("reject_all", self.deciding_all.reject),
        ):
            self._on(command, action)
        self.modes = Modes(self.reviewing, desk, commands, settings, self)
        for mode, command in MODES.items():
            self._on(command, partial(self.modes.choose, mode))
        self.bringing_back = BringingBack(
            open_issue.session, desk.commit_input, files.dialogs, banners, navigator, _now, self
        )
        self.bringing_back.added.connect(desk.message)
        self._on("bring_back", self.bringing_back.ask)
        self._on("bring_back_proof", self.bringing_back.ask_for_proof)
        self.handoff = Handoff(open_issue, self.reviewing, desk, files, banners, settings, self)
        self.approving = Approvals(self.reviewing, self.handoff, desk, settings, self)
        self.pages = ReviewPages(
            self.reviewing,
            self.approving,
            self.handoff,
            desk,
            navigator,
            choose_annotation=self.annotations.choose,
            parent=self,
        )
        for command, action in (
            ("approve", self.approving.approve),
            ("approve_all", self.approving.approve_all),
            ("withdraw_approval", self.approving.withdraw),
            ("ready_for_review", self.handoff.send_to_editor),
            ("return_to_draft", self.handoff.send_back),
            ("publish", self.handoff.publish),
            ("checklist", self.pages.checklist),
        ):
            self._on(command, action)
        self._reasons = ReviewReasons(
            open_issue.session,
            self.reviewing,
            self.annotations,
            self.threads,
            self.suggestions,
            self.deciding_all,
            self.approving,
        )
        commands.ask_for_reasons(self._reasons)

    @property
    def unposted(self) -> Sequence[str]:
        """The keys of comments and replies that were typed but not posted."""
        return self.threads.unposted

    def show_unposted(self) -> None:
        """Go to the first unposted comment, leaving any open page."""
        if self._navigator.page is not None:
            self._navigator.close()
        self.threads.show_unposted()

    def discard_unposted(self) -> None:
        """Discard all unposted comments."""
        self.threads.discard_unposted()

    def follow(self, publishing: Publishing) -> None:
        """Connect publishing with the checklist and with marking as published."""
        publishing.checklist_requested.connect(self.pages.checklist)
        publishing.publish_requested.connect(self.handoff.publish)

    def _reviewer(self) -> Reviewer:
        return Reviewer(self._settings.name, self._settings.role == "editor")

    def close(self) -> None:
        """Disconnect the commands: the issue is closed."""
        for action, connection in self._connections:
            action.triggered.disconnect(connection)
        self._connections.clear()
        self._commands.forget_reasons(self._reasons)
        self.handoff.close()
        self.deciding_all.close()
        self.bringing_back.close()
        self.pages.close()
        self.comparing.close()
        self._settings.set_collapsed("marks", not self._commands["marks"].isChecked())

    def _on(self, command: str, slot: Callable[[], Any]) -> None:
        """Connect a command while this issue is open."""
        action = self._commands[command]
        self._connections.append((action, action.triggered.connect(lambda: slot())))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)

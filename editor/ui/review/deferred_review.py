"""Creates the review of an issue: at once if there is something to show, otherwise shortly after start-up.

An author's issue without comments, suggestions and approvals needs no review at start-up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from editor.session.deferred_call import call_later
from editor.ui.commands import Commands
from editor.ui.desk.desk import Desk
from editor.ui.issue.issue_files import IssueFiles
from editor.ui.issue.open_issue import OpenIssue
from editor.ui.pages.page_navigator import PageNavigator
from editor.ui.settings import Settings
from editor.ui.widgets.banner import Banners
from schemas.review import Review

if TYPE_CHECKING:
    from editor.ui.publishing.desk_publishing import DeskPublishing
    from editor.ui.review.desk_review import DeskReview

DELAY_MS = 15
"""The delay until the review is created, in milliseconds: the window accepts input first."""


class DeferredReview:
    """The review of the open issue, created on first use."""

    def __init__(
        self,
        open_issue: OpenIssue,
        desk: Desk,
        commands: Commands,
        settings: Settings,
        banners: Banners,
        navigator: PageNavigator,
        files: IssueFiles,
        publishing: DeskPublishing,
        *,
        immediately: bool,
    ) -> None:
        self._parts = (open_issue, desk, commands, settings, banners, navigator, files)
        self._publishing = publishing
        self._review: DeskReview | None = None
        self._is_closed = False
        # An editor's first keystroke is already a suggestion.
        if immediately or settings.role == "editor" or desk.session.whole.review != Review():
            self.create()
        else:
            call_later(desk, self.create, DELAY_MS)

    def create(self) -> None:
        """Create the review, unless it exists or the issue was closed."""
        if self._review is None and not self._is_closed:
            # Takes 46 ms to load; an author's window accepts input before that.
            from editor.ui.review.desk_review import DeskReview

            self._review = DeskReview(*self._parts)
            self._review.follow(self._publishing.publishing)

    @property
    def review(self) -> DeskReview | None:
        """The review; None if the issue was closed without one."""
        self.create()
        return self._review

    @property
    def unposted(self) -> Sequence[str]:
        """The keys of comments and replies that were typed but not posted."""
        return self._review.unposted if self._review is not None else ()

    def show_unposted(self) -> None:
        """Go to the first unposted comment."""
        if self._review is not None:
            self._review.show_unposted()

    def discard_unposted(self) -> None:
        """Discard all unposted comments."""
        if self._review is not None:
            self._review.discard_unposted()

    def close(self) -> None:
        """Close the review: the issue is closed."""
        self._is_closed = True
        if self._review is not None:
            self._review.close()

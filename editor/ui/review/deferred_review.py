"""When the review of an issue is put together: at once where there is something to show, otherwise after the start.

A start waits for no part of it that nobody sees yet: that of an author's issue without comments, suggestions and
approvals.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from editor.ui.commands import Commands
from editor.ui.desk.desk import Desk
from editor.ui.issue.issue_files import IssueFiles
from editor.ui.issue.open_issue import OpenIssue
from editor.ui.pages.page_navigator import PageNavigator
from editor.ui.settings import Settings
from editor.ui.widgets.banner import Banners
from schemas.review import Review

if TYPE_CHECKING:  # with all that it loads, the review is a thirtieth of a start
    from editor.ui.review.desk_review import DeskReview
    from editor.ui.transfer.export_panel import Export

MOMENT_MS = 15
"""The window takes typing first. The pane of pages, which takes longer, comes after this."""


class DeferredReview:
    """The review of the issue on a desk, made once, when it is wanted for the first time."""

    def __init__(
        self,
        open_issue: OpenIssue,
        desk: Desk,
        commands: Commands,
        settings: Settings,
        banners: Banners,
        navigator: PageNavigator,
        files: IssueFiles,
        export: Export,
        *,
        at_once: bool,
    ) -> None:
        self._parts = (open_issue, desk, commands, settings, banners, navigator, files)
        self._export = export
        self._made: DeskReview | None = None
        self._is_over = False
        # What an editor types is a suggestion from the first letter on.
        if at_once or settings.role == "editor" or desk.session.whole.review != Review():
            self.begin()
        else:
            QTimer.singleShot(MOMENT_MS, desk, self.begin)

    def begin(self) -> None:
        """Put it together, unless it is there or the issue has been left."""
        if self._made is None and not self._is_over:
            from editor.ui.review.desk_review import DeskReview

            self._made = DeskReview(*self._parts)
            self._made.follow(self._export)

    @property
    def now(self) -> DeskReview | None:
        """The review; None after the issue was left without one."""
        self.begin()
        return self._made

    @property
    def unposted(self) -> Sequence[str]:
        """Comments and answers that were begun and not posted."""
        return self._made.unposted if self._made is not None else ()

    def show_unposted(self) -> None:
        """Go to the first of them."""
        if self._made is not None:
            self._made.show_unposted()

    def discard_unposted(self) -> None:
        """Throw all of them away."""
        if self._made is not None:
            self._made.discard_unposted()

    def close(self) -> None:
        """The issue is left."""
        self._is_over = True
        if self._made is not None:
            self._made.close()

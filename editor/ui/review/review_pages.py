"""The pages of the review: changes since an approval, and the checklist."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from editor.document.paths import FieldPath
from editor.document.review.approvals import SectionStatus
from editor.document.review.section_digest import digest
from editor.session.review.reviewing import Reviewing
from editor.ui.desk.desk import Desk
from editor.ui.pages.page_navigator import PageNavigator
from editor.ui.review.approving import Approvals
from editor.ui.review.handoff import Handoff
from schemas import Issue

if TYPE_CHECKING:
    from editor.document.review.open_points import OpenPoint
    from editor.session.review.approved_version import ApprovedVersion


class ReviewPages(QObject):
    """Opens the review pages of one open issue."""

    def __init__(
        self,
        reviewing: Reviewing,
        approving: Approvals,
        handoff: Handoff,
        desk: Desk,
        navigator: PageNavigator,
        choose_annotation: Callable[[str], Any],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = desk.session
        self._reviewing = reviewing
        self._approving = approving
        self._handoff = handoff
        self._desk = desk
        self._navigator = navigator
        self._choose_annotation = choose_annotation
        self._search: ApprovedVersion | None = None
        approving.difference_requested.connect(self.changed_since)
        handoff.checklist_requested.connect(self.checklist)

    def close(self) -> None:
        """Stop the search: the issue is closed."""
        if self._search is not None:
            self._search.close()

    @Slot(object)
    def changed_since(self, standing: SectionStatus) -> None:
        """Show what changed in a section since its approval."""
        # These take 5 ms to load, and are not needed at start-up.
        from editor.session.review.approved_version import ApprovedVersion
        from editor.ui.review.changed_since import ChangedSincePage

        approved = next((one for one in self._reviewing.review.approvals if one.id == standing.key), None)
        if approved is None:
            return
        if self._search is None:
            self._search = ApprovedVersion(self._session, self)
        page = ChangedSincePage(self._session.whole, standing, may_approve=self._reviewing.may_approve)
        page.approve_requested.connect(lambda: self._approve_again(standing.path, page.issue))
        self._search.found.connect(page.show_found)
        self._search.search(standing.path, approved.digest)
        self._navigator.open(page, page.back_button)

    @Slot()
    def checklist(self) -> None:
        """Show the checklist."""
        # Takes 9 ms to load, and is not needed at start-up.
        from editor.ui.review.checklist import ChecklistPage

        self._desk.commit_input()
        page = ChecklistPage(self._reviewing, self._session)
        page.chosen.connect(self._go_to)
        for asked, action in (
            (page.send_back_requested, self._handoff.send_back),
            (page.send_to_editor_requested, self._handoff.send_to_editor),
            (page.approve_all_requested, self._approving.approve_all),
        ):
            asked.connect(action)
        self._navigator.open(page, page.first)

    def _approve_again(self, path: FieldPath, seen: Issue) -> None:
        """Approve the compared state. If the section changed meanwhile, show the new differences first."""
        now = self._approving.standing
        if now is None or now.path != path:  # the section was removed
            self._navigator.close()
        elif digest(seen, path) != digest(self._session.whole, path):
            self.changed_since(now)
        else:
            self._navigator.close()
            self._approving.approve()

    @Slot(object)
    def _go_to(self, point: OpenPoint) -> None:
        self._navigator.close()
        self._desk.go_to(point.path)
        if point.key:
            self._choose_annotation(point.key)

"""Why commands of the menu Review cannot act now."""

from __future__ import annotations

from collections.abc import Mapping

from editor.document.review.publishing import is_as_published
from editor.session.issue.session import Session
from editor.session.review.reviewing import Reviewing
from editor.ui.review.annotations import NO_ANNOTATIONS, Annotations
from editor.ui.review.approving import ONLY_EDITORS, Approvals
from editor.ui.review.deciding_all import DecidingAll
from editor.ui.review.handoff import ONLY_EDITORS_MARK
from editor.ui.review.suggestions import Suggestions
from editor.ui.review.threads import NO_COMMENT_SELECTED, Threads
from schemas.review import State

ALL_APPROVED = "All sections are approved."
SENT_ALREADY = "All sections are in review or approved."
NOTHING_SENT = "No section is in review."
PUBLISHED_ALREADY = "The issue is marked as published."


class ReviewReasons:
    """Asked when a menu or the list of commands opens."""

    def __init__(
        self,
        session: Session,
        reviewing: Reviewing,
        annotations: Annotations,
        threads: Threads,
        suggestions: Suggestions,
        deciding_all: DecidingAll,
        approving: Approvals,
    ) -> None:
        self._session = session
        self._reviewing = reviewing
        self._annotations = annotations
        self._threads = threads
        self._suggestions = suggestions
        self._deciding_all = deciding_all
        self._approving = approving

    def __call__(self) -> Mapping[str, str]:
        """Return the reasons by the command's name; "" for a command that can act."""
        self._annotations.refresh()
        accept, reject = (self._suggestions.refusal(accepts=accepts) for accepts in (True, False))
        no_marks = NO_ANNOTATIONS if self._annotations.is_empty else ""
        return {
            "resolve": "" if self._threads.has_current else NO_COMMENT_SELECTED,
            "next_mark": no_marks,
            "previous_mark": no_marks,
            "accept": accept,
            "accept_field": accept,
            "reject": reject,
            "reject_field": reject,
            "accept_all": self._deciding_all.refusal(accepts=True),
            "reject_all": self._deciding_all.refusal(accepts=False),
            **self._of_states(),
        }

    def _of_states(self) -> dict[str, str]:
        states = [one.state for one in self._reviewing.standings]
        may_approve, all_approved = self._reviewing.may_approve, not self._reviewing.not_approved
        role = "" if may_approve else ONLY_EDITORS
        published = PUBLISHED_ALREADY if is_as_published(self._session.whole) else ""
        mark = "" if may_approve or all_approved else ONLY_EDITORS_MARK
        return {
            "approve": role or self._approving.refusal(),
            "approve_all": role or (ALL_APPROVED if all_approved else ""),
            "withdraw_approval": self._approving.refusal_to_withdraw(),
            "ready_for_review": "" if State.DRAFT in states else SENT_ALREADY,
            "return_to_draft": "" if State.IN_REVIEW in states else NOTHING_SENT,
            "publish": published or mark,
        }

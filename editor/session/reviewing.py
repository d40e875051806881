"""What a reviewer does to an open issue: comments, states, suggestions taken or left. Each is one undo step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from editor.document.edits import SetValue
from editor.document.paths import FieldPath
from editor.document.review import proposals, threads
from editor.document.review.anchors import Place
from editor.document.review.approvals import Standing, issue_state, standings, with_state
from editor.document.review.proposals import Suggestion, suggestions
from editor.document.review.proposed import proposed, with_changed
from editor.session.session import Session
from editor.session.view import Suggesting
from schemas import Issue
from schemas.review import Proposal, Review, State, Thread

REVIEW = FieldPath(("review",))
NOBODY = "Unnamed"
"""Stands for a name that the preferences do not have yet."""


@dataclass(frozen=True)
class Reviewer:
    """Who works here. Only an editor approves."""

    name: str
    is_editor: bool = False


@dataclass(frozen=True)
class Suggested:
    """One suggestion of one proposal, with the issue as its author would have it."""

    proposal: Proposal
    proposed: Issue
    suggestion: Suggestion


class Reviewing(QObject):
    """The review of one session."""

    changed = Signal()
    """Threads, proposals, states or the content that they are about."""
    suggesting_changed = Signal()

    def __init__(
        self,
        session: Session,
        who: Callable[[], Reviewer],
        now: Callable[[], dt.datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._who = who
        self._now = now
        self._is_suggesting = False
        session.changed.connect(self._tell)

    @property
    def review(self) -> Review:
        return self._session.whole.review

    # --- Threads ------------------------------------------------------------------------------------------

    @property
    def open_threads(self) -> tuple[Thread, ...]:
        """Threads that nobody has resolved, in the order in which they were opened."""
        return tuple(thread for thread in self.review.threads if not thread.resolved)

    def comment(self, path: FieldPath, text: str, place: Place | None = None) -> None:
        """Open a thread about a field, or about words in it. Blank text is no comment."""
        if text.strip():
            who, at = self._signature()
            self._put(threads.opened(self.review, path, text.strip(), by=who, at=at, place=place), "Comment")

    def answer(self, thread: str, text: str) -> None:
        """Add to a thread; an answer opens a resolved one again. Raises NoSuchField."""
        if text.strip():
            who, at = self._signature()
            self._put(threads.answered(self.review, thread, text.strip(), by=who, at=at), "Answer Comment")

    def resolve(self, thread: str) -> None:
        """Close a thread. Raises NoSuchField."""
        self._put(threads.resolved(self.review, thread), "Resolve Comment")

    def reopen(self, thread: str) -> None:
        """Open a resolved thread again. Raises NoSuchField."""
        self._put(threads.resolved(self.review, thread, done=False), "Reopen Comment")

    # --- States -------------------------------------------------------------------------------------------

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Where each section stands, in the order of the pages."""
        return standings(self._session.whole, self.review)

    @property
    def state(self) -> State:
        """Where the issue stands: as far as the section that is least far."""
        return issue_state(self._session.whole, self.review)

    @property
    def may_approve(self) -> bool:
        return self._who().is_editor

    def send_to_editor(self) -> None:
        """All that is not approved is in review from now on."""
        self._give(self._not_approved(), State.IN_REVIEW, "Send to Editor")

    def send_back(self) -> None:
        """All that is not approved is a draft again."""
        self._give(self._not_approved(), State.DRAFT, "Send Back")

    def approve(self, key: str) -> None:
        """Approve one section as it is now."""
        self._give(frozenset({key}), State.APPROVED, "Approve Section")

    def approve_all(self) -> None:
        """Approve all sections that are not approved yet."""
        self._give(self._not_approved(), State.APPROVED, "Approve All")

    def _not_approved(self) -> frozenset[str]:
        return frozenset(one.section.key for one in self.standings if one.state is not State.APPROVED)

    def _give(self, keys: frozenset[str], state: State, label: str) -> None:
        if keys:
            who, at = self._signature()
            self._put(with_state(self._session.whole, self.review, keys, state, by=who, at=at), label)

    # --- Suggestions --------------------------------------------------------------------------------------

    @property
    def is_suggesting(self) -> bool:
        """Whether what is typed becomes a suggestion."""
        return self._is_suggesting

    def suggest(self, on: bool) -> None:
        """Turn what is typed from now on into suggestions, or into changes again."""
        if on != self._is_suggesting:
            self._is_suggesting = on
            self._session.look_through(Suggesting(self._name(), self._now) if on else None)
            self.suggesting_changed.emit()

    @property
    def suggestions(self) -> tuple[Suggested, ...]:
        """All that is proposed, proposal by proposal."""
        whole = self._session.whole
        found: list[Suggested] = []
        for proposal in self.review.proposals:
            shown = proposed(whole, proposal)
            found += (Suggested(proposal, shown, one) for one in suggestions(whole, shown))
        return tuple(found)

    def accept(self, one: Suggested) -> None:
        """Take a suggestion into the content. Raises NoSuchField where it is no longer there."""
        whole = self._session.whole
        content = proposals.accepted(whole, one.proposed, one.suggestion)
        self._session.revise(with_changed(whole, content, one.proposal, one.proposed), "Accept Suggestion")

    def reject(self, one: Suggested) -> None:
        """Take a suggestion out of its proposal. Raises NoSuchField where it is no longer there."""
        whole = self._session.whole
        shown = proposals.rejected(whole, one.proposed, one.suggestion)
        self._session.revise(with_changed(whole, whole, one.proposal, shown), "Reject Suggestion")

    def accept_all(self, proposal: Proposal) -> None:
        """Make the content what a proposal would have."""
        whole = self._session.whole
        shown = proposed(whole, proposal)
        content = shown.model_copy(update={"review": whole.review})
        self._session.revise(with_changed(whole, content, proposal, shown), "Accept All Suggestions")

    def reject_all(self, proposal: Proposal) -> None:
        """Leave the content as it is, and drop the proposal."""
        left = tuple(one for one in self.review.proposals if one.id != proposal.id)
        self._put(self.review.model_copy(update={"proposals": left}), "Reject All Suggestions")

    # --- Within -------------------------------------------------------------------------------------------

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()

    def _put(self, review: Review, label: str) -> None:
        self._session.edit(SetValue(REVIEW, review), label)

    def _signature(self) -> tuple[str, dt.datetime]:
        return self._name(), self._now()

    def _name(self) -> str:
        return self._who().name or NOBODY

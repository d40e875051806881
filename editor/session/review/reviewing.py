"""What a reviewer does to an open issue: comments, states, suggestions taken or left. Each is one undo step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal, Slot

from editor.document.editing.edits import SetValue
from editor.document.paths import FieldPath
from editor.document.review import threads
from editor.document.review.anchors import Anchor
from editor.document.review.approvals import SectionStatus, issue_state, section_statuses, with_state
from editor.document.review.locations import field_of
from editor.document.review.proposal_cache import ProposalCache
from editor.document.review.proposals import proposal_by, proposed, with_changed
from editor.document.review.publishing import marked_published, not_approved
from editor.document.review.suggestions import Suggestion, accepted, rejected, suggestions
from editor.document.review.written_edits import with_edits
from editor.session.issue.edit_projection import EditProjection, ReadingProjection, SuggestingProjection
from editor.session.issue.session import Session
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


@dataclass(frozen=True)
class OrphanedSuggestion:
    """An edit of a proposal that does not fit the content any more, as the proposal holds it."""

    proposal: Proposal
    text: str


class Mode(StrEnum):
    """What becomes of what is typed: a change, a suggestion, or nothing."""

    WRITING = "writing"
    SUGGESTING = "suggesting"
    READING = "reading"


class Reviewing(QObject):
    """The review of one session."""

    changed = Signal()
    """Threads, proposals, states or the content that they are about."""
    mode_changed = Signal()

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
        self._mode = Mode.WRITING
        self._suggesting: SuggestingProjection | None = None
        self._proposal_cache = ProposalCache()
        self._found: tuple[Issue, tuple[Suggested, ...], tuple[OrphanedSuggestion, ...]] | None = None
        session.changed.connect(self._tell)

    @property
    def name(self) -> str:
        """Who signs what is written now."""
        return self._who().name or NOBODY

    @property
    def review(self) -> Review:
        """All that is said of the issue."""
        return self._session.whole.review

    # --- Threads ------------------------------------------------------------------------------------------

    @property
    def open_threads(self) -> tuple[Thread, ...]:
        """Threads that nobody has resolved, in the order in which they were opened."""
        return tuple(thread for thread in self.review.threads if not thread.resolved)

    def comment(self, path: FieldPath, text: str, place: Anchor | None = None) -> None:
        """Open a thread about a field, or about words in it. Blank text is no comment."""
        if text.strip():
            who, at = self._signature()
            self._put(threads.with_new_thread(self.review, path, text.strip(), by=who, at=at, place=place), "Comment")

    def answer(self, thread: str, text: str) -> None:
        """Add to a thread; an answer opens a resolved one again. Raises NoSuchField."""
        if text.strip():
            who, at = self._signature()
            self._put(threads.with_reply(self.review, thread, text.strip(), by=who, at=at), "Reply to Comment")

    def resolve(self, thread: str) -> None:
        """Close a thread. Raises NoSuchField."""
        self._put(threads.with_resolved(self.review, thread), "Resolve Comment")

    def reopen(self, thread: str) -> None:
        """Open a resolved thread again. Raises NoSuchField."""
        self._put(threads.with_resolved(self.review, thread, done=False), "Reopen Comment")

    # --- States -------------------------------------------------------------------------------------------

    @property
    def standings(self) -> tuple[SectionStatus, ...]:
        """Where each section stands, in the order of the pages."""
        return section_statuses(self._session.whole, self.review)

    @property
    def state(self) -> State:
        """Where the issue stands: as far as the section that is least far."""
        return issue_state(self._session.whole, self.review)

    @property
    def may_approve(self) -> bool:
        """Whether whoever writes is an editor."""
        return self._who().is_editor

    def send_to_editor(self) -> None:
        """All that is not approved is in review from now on."""
        self._give(self.not_approved, State.IN_REVIEW, "Mark as Ready for Review")

    def send_back(self) -> None:
        """All that is not approved is a draft again."""
        self._give(self.not_approved, State.DRAFT, "Send Back")

    def approve(self, key: str) -> None:
        """Approve one section as it is now."""
        self._give(frozenset({key}), State.APPROVED, "Approve Section")

    def approve_all(self) -> None:
        """Approve all sections that are not approved yet."""
        self._give(self.not_approved, State.APPROVED, "Approve All")

    def publish(self, digest: str) -> None:
        """Say that the content of this digest was published."""
        who, at = self._signature()
        marked = marked_published(self._session.whole, digest, by=who, at=at)
        self._put(marked.review, "Mark as Published")

    @property
    def not_approved(self) -> frozenset[str]:
        """The keys of the sections that are not approved as they are now."""
        return frozenset(one.key for one in not_approved(self._session.whole))

    def _give(self, keys: frozenset[str], state: State, label: str) -> None:
        if keys:
            who, at = self._signature()
            self._put(with_state(self._session.whole, self.review, keys, state, by=who, at=at), label)

    # --- Suggestions --------------------------------------------------------------------------------------

    @property
    def mode(self) -> Mode:
        """What becomes of what is typed."""
        return self._mode

    def enter(self, mode: Mode) -> None:
        """Work in another mode from now on."""
        if mode is self._mode:
            return
        self._mode = mode
        self._suggesting = SuggestingProjection(self._name(), self._now) if mode is Mode.SUGGESTING else None
        view: EditProjection | None = ReadingProjection() if mode is Mode.READING else self._suggesting
        self._session.set_projection(view)
        self.mode_changed.emit()

    @property
    def own(self) -> Proposal | None:
        """The proposal whose text is shown: one's own while one suggests; None while the content is shown."""
        return proposal_by(self.review, self._suggesting.author) if self._suggesting is not None else None

    @property
    def suggestions(self) -> tuple[Suggested, ...]:
        """All that is proposed, proposal by proposal."""
        return self._look()[0]

    @property
    def orphaned_suggestions(self) -> tuple[OrphanedSuggestion, ...]:
        """What was proposed and can no longer be shown in the text: its place is gone, or it cannot be read."""
        return self._look()[1]

    def _look(self) -> tuple[tuple[Suggested, ...], tuple[OrphanedSuggestion, ...]]:
        whole = self._session.whole
        if self._found is None or self._found[0] is not whole:
            self._proposal_cache.keep(whole.review.proposals)
            own = self.own
            found: list[Suggested] = []
            orphaned_suggestions: list[OrphanedSuggestion] = []
            for proposal in whole.review.proposals:
                seen = self._suggesting if proposal is own else None
                read = self._proposal_cache.read(whole, proposal, seen.known(whole) if seen is not None else None)
                found += (Suggested(proposal, read.shown, one) for one in read.found)
                orphaned_suggestions += (OrphanedSuggestion(proposal, text) for text in read.rest)
            self._found = (whole, tuple(found), tuple(orphaned_suggestions))
        return self._found[1:]

    def dismiss(self, one: OrphanedSuggestion) -> None:
        """Drop an edit that does not fit."""
        whole, proposal = self._session.whole, one.proposal
        left = tuple(text for text in proposal.edits if text != one.text)
        self._session.revise(with_edits(whole, proposal, left), "Dismiss Suggestion")

    def accept(self, one: Suggested) -> None:
        """Take a suggestion into the content. Raises NoSuchField where it is no longer there."""
        whole = self._session.whole
        content = accepted(whole, one.proposed, one.suggestion)
        self._session.revise(with_changed(whole, content, one.proposal, one.proposed), "Accept Suggestion")

    def reject(self, one: Suggested) -> None:
        """Take a suggestion out of its proposal. Raises NoSuchField where it is no longer there."""
        whole = self._session.whole
        shown = rejected(whole, one.proposed, one.suggestion)
        self._session.revise(with_changed(whole, whole, one.proposal, shown), "Reject Suggestion")

    def accept_field(self, one: Suggested) -> None:
        """Take all suggestions that a proposal has for the field of this one. Raises NoSuchField."""
        whole, shown = self._session.whole, one.proposed
        content = whole
        while found := self._in_field(one, content, shown):
            content = accepted(content, shown, found[0])
        self._session.revise(with_changed(whole, content, one.proposal, shown), "Accept All in Field")

    def reject_field(self, one: Suggested) -> None:
        """Take all suggestions for the field of this one out of their proposal. Raises NoSuchField."""
        whole, shown = self._session.whole, one.proposed
        while found := self._in_field(one, whole, shown):
            shown = rejected(whole, shown, found[0])
        self._session.revise(with_changed(whole, whole, one.proposal, shown), "Reject All in Field")

    def _in_field(self, one: Suggested, content: Issue, shown: Issue) -> tuple[Suggestion, ...]:
        field = field_of(content, one.suggestion.path)
        return tuple(found for found in suggestions(content, shown) if field_of(content, found.path) == field)

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
        return self.name

"""What a reviewer does to an open issue: comments, states, suggestions taken or left. Each is one undo step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from editor.document.editing.edits import SetValue
from editor.document.paths import FieldPath
from editor.document.review import threads
from editor.document.review.anchors import Anchor
from editor.document.review.approvals import (
    SectionStatus,
    issue_state,
    section_statuses,
    with_state,
    with_withdrawn,
)
from editor.document.review.people import numbered, people
from editor.document.review.publishing import marked_published, not_approved
from editor.document.review.signing import signed
from editor.document.review.threads import with_updated_anchors
from editor.document.suggestions.cards import Card, cards
from editor.document.suggestions.locate import field_of
from editor.document.suggestions.record_paths import path_of
from editor.document.suggestions.review import accepted, is_open, open_records, rejected, with_reply
from editor.session.issue.edit_projection import EditProjection, ReadingProjection, SuggestingProjection
from editor.session.issue.session import Session
from editor.session.review.mode import Mode
from schemas import Issue
from schemas.review import Review, State, Thread
from schemas.suggestion import AddItem

REVIEW = FieldPath(("review",))
NOBODY = "Unnamed"
"""The name used while the preferences contain none."""


@dataclass(frozen=True)
class Reviewer:
    """Who works here. Only an editor approves."""

    name: str
    is_editor: bool = False


class Reviewing(QObject):
    """The review of one session."""

    changed = Signal()
    """Threads, suggestions, states or the content that they are about."""
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
        self._found: tuple[Issue, tuple[Card, ...]] | None = None
        self._read = [session.whole.review]
        session.changed.connect(self._tell)

    def take_name(self) -> None:
        """Sign with the preferences' name from now on, and what was written without one since the issue was opened."""
        review = signed(self.review, self._read, NOBODY, self.name)
        if review != self.review:
            self._put(review, "Add Name")
        if self._suggesting is not None and self._suggesting.author != self.name:
            # Shown anew: what is signed with another name is no part of the text any more.
            self._suggesting = SuggestingProjection(self.name, self._now)
            self._session.set_projection(self._suggesting)

    def know_read(self, review: Review) -> None:
        """Note what came from a file: unnamed parts of it may be somebody else's, and are not signed."""
        self._read.append(review)

    @property
    def name(self) -> str:
        """Who signs what is written now."""
        return self._who().name or NOBODY

    @property
    def review(self) -> Review:
        """The review of the issue."""
        return self._session.whole.review

    def numbers(self, count: int) -> Mapping[str, int]:
        """A number from 1 to `count` for everybody who takes part in the review."""
        return numbered(people(self.review), count)

    # --- Threads ------------------------------------------------------------------------------------------

    @property
    def open_threads(self) -> tuple[Thread, ...]:
        """Unresolved threads, in the order in which they were opened."""
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
        """The review state of each section, in the order of the pages."""
        return section_statuses(self._session.whole, self.review)

    @property
    def state(self) -> State:
        """The review state of the issue: the earliest state of its sections."""
        return issue_state(self._session.whole, self.review)

    @property
    def may_approve(self) -> bool:
        """Whether the user is an editor."""
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

    def may_withdraw(self, status: SectionStatus) -> bool:
        """Whether the user may take the approval of a section back: an editor, and whoever gave it."""
        return status.state is State.APPROVED and (self.may_approve or status.by == self.name)

    def withdraw_approval(self, key: str) -> None:
        """Take the approval of one section back."""
        who, at = self._signature()
        self._put(with_withdrawn(self.review, key, by=who, at=at), "Withdraw Approval")

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
    def is_suggesting(self) -> bool:
        """Whether one's own suggestions are in the text that is shown."""
        return self._suggesting is not None

    def is_own(self, card: Card) -> bool:
        """Whether a suggestion is in the text that is shown: one's own while one suggests."""
        return self._suggesting is not None and card.author == self._suggesting.author

    @property
    def has_own_suggestions(self) -> bool:
        """Whether there are suggestions in the text that is shown. Asked at each keystroke: no card is made for it."""
        if self._suggesting is None:
            return False
        own = self._suggesting.author
        return any(one.author == own and is_open(self.review, one) for one in self.review.suggestions)

    @property
    def suggestions(self) -> tuple[Card, ...]:
        """All open suggestions, in the order in which they were made. What is one action is one card."""
        whole = self._session.whole
        if self._found is None or self._found[0] is not whole:
            self._found = (whole, cards(open_records(whole.review)))
        return self._found[1]

    def by(self, author: str | None) -> tuple[Card, ...]:
        """The open suggestions of one person, or of everybody."""
        return tuple(one for one in self.suggestions if author is None or one.author == author)

    def accept(self, *chosen: Card, label: str = "Accept Suggestion") -> tuple[Card, ...]:
        """Apply suggestions to the content, as one undo step. Return those that stay open.

        Those that overlap an earlier one, or are outdated, stay. Raises NoSuchSuggestion.
        """
        whole = self._session.whole
        who, at = self._signature()
        decided = accepted(whole, _ids(chosen), by=who, at=at)
        self._session.replace(with_updated_anchors(whole, decided.issue), label)
        return cards(decided.left)

    def left_open(self, *chosen: Card) -> tuple[Card, ...]:
        """Those that would stay open if these were accepted: they overlap an earlier one, or are outdated."""
        who, at = self._signature()
        return cards(accepted(self._session.whole, _ids(chosen), by=who, at=at).left)

    def reject(self, *chosen: Card, label: str = "Reject Suggestion") -> None:
        """Put suggestions away, as one undo step. The content stays as it is. Raises NoSuchSuggestion."""
        who, at = self._signature()
        self._session.replace(rejected(self._session.whole, _ids(chosen), by=who, at=at).issue, label)

    def in_field_of(self, card: Card) -> tuple[Card, ...]:
        """The suggestions of the same person for the same field of the form."""
        field = self.field_of(card)
        return tuple(one for one in self.by(card.author) if self.field_of(one) == field)

    def field_of(self, card: Card) -> FieldPath:
        """The field of the form that a suggestion is for."""
        path = path_of(card.first)
        if path is None:
            return FieldPath()
        if isinstance(card.first, AddItem):
            return path
        return field_of(self._session.whole, path)

    def reply(self, card: Card, text: str) -> None:
        """Add a reason or an answer to a suggestion. Blank text is no reply."""
        if text.strip():
            who, at = self._signature()
            review = with_reply(self.review, card.first.id, text.strip(), by=who, at=at)
            self._put(review, "Reply to Suggestion")

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


def _ids(chosen: Iterable[Card]) -> tuple[str, ...]:
    return tuple(record.id for card in chosen for record in card.records)

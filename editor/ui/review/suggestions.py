"""Suggestions in the margin and the text: accepting and rejecting them, one at a time or all at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from editor.document.compare.word_diff import ChangeKind
from editor.document.editing.edits import InsertItem, RemoveItem
from editor.document.path_labels import path_label
from editor.document.paths import NoSuchField, path_exists, value_at, value_or_none
from editor.document.review.descriptions import description_of
from editor.document.review.locations import changed_ranges, field_of, location_of
from editor.document.review.suggestions import Suggestion, TextSuggestion
from editor.document.text.phrasing import counted
from editor.session.issue.session import Session
from editor.session.review.annotation import Annotation
from editor.session.review.reviewing import Mode, Reviewing, Suggested
from editor.ui.review.annotations import Annotations
from editor.ui.review.card import AnnotationCard
from editor.ui.review.orphaned_suggestions import OrphanedSuggestions
from editor.ui.review.suggestion_card import DecisionOptions, SuggestionCard, SuggestionDetails
from editor.ui.text.highlights import Highlight, HighlightKind
from schemas import Issue
from schemas.review import Proposal

NO_SUGGESTION_SELECTED = "Select a suggestion first. Press F4 for the next one."
NOT_IN_READ_MODE = "To accept or reject suggestions, choose Write in the Review menu."
OWN_SUGGESTION = "Only the author can accept your suggestion. Press Ctrl+Shift+R to withdraw it."
_MAX_REMEMBERED = 100
"""The number of decisions that undo can return to."""
_HIGHLIGHT_KINDS = {ChangeKind.DELETED: HighlightKind.DELETED, ChangeKind.INSERTED: HighlightKind.INSERTED}


class _Cached(NamedTuple):
    """A suggestion with its annotation. `shown` is the text that it was located in, or None for other values."""

    one: Suggested
    shown: object
    annotation: Annotation
    highlights: tuple[Highlight, ...]


def with_stable_keys(suggestions: Iterable[Suggested]) -> list[tuple[str, Suggested]]:
    """Pair suggestions with keys that stay the same while the user types. Suggestions of one text are numbered."""
    numbers: dict[str, int] = {}
    found: list[tuple[str, Suggested]] = []
    for one in suggestions:
        base = f"{one.proposal.id}/{one.suggestion.path}"
        numbers[base] = numbers.get(base, 0) + 1
        found.append((f"{base}/{numbers[base]}", one))
    return found


class Suggestions(QObject):
    """A source of annotations for suggestions, and the commands on them."""

    def __init__(
        self,
        reviewing: Reviewing,
        session: Session,
        annotations: Annotations,
        show_message: Callable[[str], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reviewing = reviewing
        self._session = session
        self._annotations = annotations
        self._show_message = show_message
        self._known: dict[str, _Cached] = {}
        self._decided: deque[tuple[Issue, str]] = deque(maxlen=_MAX_REMEMBERED)
        annotations.add(self)
        self._orphaned = OrphanedSuggestions(reviewing, annotations, self)
        reviewing.mode_changed.connect(annotations.schedule_refresh)
        session.changed.connect(self._reselect_undone)

    # Annotations

    def annotations(self) -> tuple[Annotation, ...]:
        """Return all suggestions, located in the text that is shown."""
        known: dict[str, _Cached] = {}
        for key, one in with_stable_keys(self._reviewing.suggestions):
            before = self._known.get(key)
            shown = self._text_of(one.suggestion)
            is_as_before = (
                before is not None
                and shown is not None
                and before.shown == shown
                and before.one.suggestion is one.suggestion
                and before.annotation.shown == self._card_content(one)
            )
            if is_as_before and before is not None:
                known[key] = before._replace(one=one)
            else:
                known[key] = self._build(key, one, shown)
        self._known = known
        return tuple(known.annotation for known in known.values())

    def _text_of(self, suggestion: Suggestion) -> object:
        return self._session.value(suggestion.path) if isinstance(suggestion, TextSuggestion) else None

    def _is_own(self, proposal: Proposal) -> bool:
        own = self._reviewing.own
        return own is not None and own.id == proposal.id

    def _build(self, key: str, one: Suggested, shown: object) -> _Cached:
        issue = self._session.issue
        other = self._session.whole if self._is_own(one.proposal) else one.proposed
        is_content = not self._is_own(one.proposal)
        found = changed_ranges(issue, other, one.suggestion, is_content=is_content)
        place = location_of(issue, other, one.suggestion, found)
        highlights = tuple(
            Highlight(word.path, word.start, word.length, _HIGHLIGHT_KINDS[word.change]) for word in found
        )
        if not highlights and _is_missing_item(issue, one.suggestion) and isinstance(value_at(issue, place.path), str):
            highlights = (
                Highlight(place.path, place.start, 0, HighlightKind.INSERTED if is_content else HighlightKind.DELETED),
            )
        return _Cached(one, shown, Annotation(key, place.path, place.start, self._card_content(one)), highlights)

    def _card_content(self, one: Suggested) -> tuple[object, ...]:
        """Return what the card shows. An equal result keeps the card."""
        suggestion = one.suggestion
        around: object = None
        if isinstance(suggestion, TextSuggestion):
            around = tuple(value_or_none(issue, suggestion.path) for issue in (self._session.whole, one.proposed))
        else:
            around = description_of(self._session.whole, one.proposed, suggestion)
        return (suggestion, around, one.proposal.author, self._options(one))

    def highlights(self, annotation: Annotation) -> tuple[Highlight, ...]:
        """Return the text that is deleted or inserted."""
        return self._known[annotation.key].highlights

    def card(self, annotation: Annotation, parent: QWidget) -> AnnotationCard:
        """Create the card of a suggestion."""
        card = SuggestionCard(annotation, parent, self.details)
        card.accepted.connect(self._accept)
        card.rejected.connect(self._reject)
        return card

    def details(self, annotation: Annotation) -> SuggestionDetails | None:
        """Return the details of a suggestion, or None if it no longer exists."""
        known = self._known.get(annotation.key)
        if known is None:
            return None
        one = known.one
        try:
            description = description_of(self._session.whole, one.proposed, one.suggestion)
        except NoSuchField:
            return None
        place = path_label(self._session.issue, annotation.path)
        return SuggestionDetails(one.proposal.author, place, description, self._options(one))

    def _options(self, one: Suggested) -> DecisionOptions:
        if self._reviewing.mode is Mode.READING:
            return DecisionOptions.NOTHING
        return DecisionOptions.WITHDRAW if self._is_own(one.proposal) else DecisionOptions.DECIDE

    # Commands

    def accept(self) -> None:
        """Accept the current suggestion and go to the next one."""
        key = self._current_key()
        if key is not None:
            self._accept(key)

    def reject(self) -> None:
        """Reject the current suggestion and go to the next one."""
        if self._orphaned.dismiss_current():
            return
        key = self._current_key()
        if key is not None:
            self._reject(key)

    def accept_field(self) -> None:
        """Accept all suggestions of the current one's author in its field."""
        self._decide_field(self._reviewing.accept_field, accepts=True)

    def reject_field(self) -> None:
        """Reject all suggestions of the current one's author in its field."""
        self._decide_field(self._reviewing.reject_field, accepts=False)

    def accept_all(self) -> None:
        """Accept all suggestions of one editor."""
        self._decide_all(self._reviewing.accept_all, "accepted", accepts=True)

    def reject_all(self) -> None:
        """Reject all suggestions of one editor."""
        self._decide_all(self._reviewing.reject_all, "rejected", accepts=False)

    @Slot(str)
    def _accept(self, key: str) -> None:
        one = self._known[key].one
        if self._can_decide(one, accepts=True):
            self._decide(key, one, self._reviewing.accept)

    @Slot(str)
    def _reject(self, key: str) -> None:
        one = self._known[key].one
        if self._can_decide(one, accepts=False):
            self._decide(key, one, self._reviewing.reject)

    def _decide(self, key: str, one: Suggested, action: Callable[[Suggested], None]) -> None:
        after = self._next_suggestion(key)
        self._decided.append((self._session.whole, key))
        action(one)
        # The next suggestion in the same text gets the number of this one.
        same = after is not None and self._known[after].one.suggestion.path == one.suggestion.path
        self._choose_next(key if same and after is not None and _base(after) == _base(key) else after)

    def _decide_field(self, action: Callable[[Suggested], None], *, accepts: bool) -> None:
        key = self._current_key()
        one = self._known[key].one if key is not None else None
        if key is None or one is None or not self._can_decide(one, accepts=accepts):
            return
        whole = self._session.whole
        field = field_of(whole, one.suggestion.path)
        after = self._next_suggestion(key)
        while after is not None and self._is_in_field(after, one, whole, field):
            after = self._next_suggestion(after)
        self._decided.append((whole, key))
        action(one)
        self._choose_next(after)

    def _is_in_field(self, key: str, one: Suggested, whole: Issue, field: tuple[str, ...]) -> bool:
        other = self._known[key].one
        return other.proposal.id == one.proposal.id and field_of(whole, other.suggestion.path) == field

    def _decide_all(self, action: Callable[[Proposal], None], done: str, *, accepts: bool) -> None:
        proposal = self._proposal()
        if proposal is None:
            self._show_message(
                NO_SUGGESTION_SELECTED if self._reviewing.suggestions else "No suggestions in this issue."
            )
            return
        own = [one for one in self._reviewing.suggestions if one.proposal.id == proposal.id]
        if own and not self._can_decide(own[0], accepts=accepts):
            return
        action(proposal)
        number = counted(len(own), "suggestion")
        self._show_message(f"{number} by {proposal.author} {done}. Press Ctrl+Z to undo.")
        self._choose_next(None)

    def _proposal(self) -> Proposal | None:
        current = self._annotations.current
        known = self._known.get(current.key) if current is not None else None
        if known is not None:
            return known.one.proposal
        proposals = {one.proposal.id: one.proposal for one in self._reviewing.suggestions}
        return next(iter(proposals.values())) if len(proposals) == 1 else None

    def _current_key(self) -> str | None:
        """Return the key of the current suggestion, after updating the annotations."""
        self._annotations.refresh()
        current = self._annotations.current
        if current is not None and current.key in self._known:
            return current.key
        self._show_message(NO_SUGGESTION_SELECTED)
        return None

    def _can_decide(self, one: Suggested, *, accepts: bool) -> bool:
        if self._reviewing.mode is Mode.READING:
            self._show_message(NOT_IN_READ_MODE)
            return False
        if accepts and self._is_own(one.proposal):
            self._show_message(OWN_SUGGESTION)
            return False
        return True

    def _next_suggestion(self, key: str) -> str | None:
        """Return the key of the next suggestion in reading order, skipping comments."""
        following = self._annotations.after(key)
        while following is not None and following not in self._known:
            following = self._annotations.after(following)
        return following

    @Slot()
    def _reselect_undone(self) -> None:
        """Select the suggestion again whose decision was undone."""
        whole = self._session.whole
        key = next((key for before, key in self._decided if before is whole), None)
        if key is not None:  # after the forms show the restored text
            QTimer.singleShot(0, self, partial(self._return_to, key))

    def _return_to(self, key: str) -> None:
        self._annotations.refresh()
        if key in self._known:
            self._annotations.choose(key)

    def _choose_next(self, key: str | None) -> None:
        keyboard = self._annotations.has_keyboard
        self._annotations.refresh()
        known = key if key in self._known else None
        self._annotations.choose(known, enter=keyboard and known is not None)
        if keyboard and known is None:
            self._annotations.focus_text()


def _is_missing_item(shown: Issue, suggestion: Suggestion) -> bool:
    """Return whether the suggestion is about an item that is not in the shown issue."""
    if isinstance(suggestion, TextSuggestion) or not isinstance(suggestion.edit, InsertItem | RemoveItem):
        return False
    return not path_exists(shown, suggestion.path)


def _base(key: str) -> str:
    return key.rpartition("/")[0]

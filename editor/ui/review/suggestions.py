"""Suggestions in the margin and in the text: what would go, what would come, taken or left one by one or together."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from editor.document.compare.word_diff import ChangeKind
from editor.document.editing.edits import InsertItem, RemoveItem
from editor.document.path_labels import place_of
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
from editor.ui.review.suggestion_card import Facts, Offer, SuggestionCard
from editor.ui.text.highlights import Highlight, HighlightKind
from schemas import Issue
from schemas.review import Proposal

NONE_CHOSEN = "Choose a suggestion first: F4 goes to the next one."
NOT_WHILE_READING = "Choose Write in the menu Review to accept or reject suggestions."
OWN_TO_ACCEPT = "The author accepts it. To take it back, withdraw it with Ctrl+Shift+R."
_REMEMBERED = 100
"""Decisions that are looked at again when they are undone."""
_TINTS = {ChangeKind.DELETED: HighlightKind.DELETED, ChangeKind.INSERTED: HighlightKind.INSERTED}


class _Known(NamedTuple):
    """A suggestion as it was looked at last. `shown` is the text that it was found in; None for whole values."""

    one: Suggested
    shown: object
    mark: Annotation
    highlights: tuple[Highlight, ...]


def keyed(suggestions: Iterable[Suggested]) -> list[tuple[str, Suggested]]:
    """Suggestions by names that last: a text's suggestions are numbered, so that typing in one keeps its card."""
    numbers: dict[str, int] = {}
    found: list[tuple[str, Suggested]] = []
    for one in suggestions:
        base = f"{one.proposal.id}/{one.suggestion.path}"
        numbers[base] = numbers.get(base, 0) + 1
        found.append((f"{base}/{numbers[base]}", one))
    return found


class Suggestions(QObject):
    """The suggestions of one issue as marks, and what can be done with them."""

    def __init__(
        self,
        reviewing: Reviewing,
        session: Session,
        marking: Annotations,
        say: Callable[[str], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reviewing = reviewing
        self._session = session
        self._marking = marking
        self._say = say
        self._known: dict[str, _Known] = {}
        self._decided: deque[tuple[Issue, str]] = deque(maxlen=_REMEMBERED)
        marking.add(self)
        self._misfits = OrphanedSuggestions(reviewing, marking, self)
        reviewing.mode_changed.connect(marking.touch)
        session.changed.connect(self._look_back)

    # --- Marks --------------------------------------------------------------------------------------------

    def marks(self) -> tuple[Annotation, ...]:
        """All that is proposed, where it stands in the text that is shown."""
        known: dict[str, _Known] = {}
        for key, one in keyed(self._reviewing.suggestions):
            before = self._known.get(key)
            shown = self._text_of(one.suggestion)
            is_as_before = (
                before is not None
                and shown is not None
                and before.shown == shown
                and before.one.suggestion is one.suggestion
                and before.mark.shown == self._looks(one)
            )
            if is_as_before and before is not None:
                known[key] = before._replace(one=one)
            else:
                known[key] = self._looked_at(key, one, shown)
        self._known = known
        return tuple(known.mark for known in known.values())

    def _text_of(self, suggestion: Suggestion) -> object:
        return self._session.value(suggestion.path) if isinstance(suggestion, TextSuggestion) else None

    def _is_own(self, proposal: Proposal) -> bool:
        own = self._reviewing.own
        return own is not None and own.id == proposal.id

    def _looked_at(self, key: str, one: Suggested, shown: object) -> _Known:
        issue = self._session.issue
        other = self._session.whole if self._is_own(one.proposal) else one.proposed
        is_content = not self._is_own(one.proposal)
        found = changed_ranges(issue, other, one.suggestion, is_content=is_content)
        place = location_of(issue, other, one.suggestion, found)
        highlights = tuple(Highlight(word.path, word.start, word.length, _TINTS[word.change]) for word in found)
        if not highlights and _is_gap(issue, one.suggestion) and isinstance(value_at(issue, place.path), str):
            highlights = (
                Highlight(place.path, place.start, 0, HighlightKind.INSERTED if is_content else HighlightKind.DELETED),
            )
        return _Known(one, shown, Annotation(key, place.path, place.start, self._looks(one)), highlights)

    def _looks(self, one: Suggested) -> tuple[object, ...]:
        """What a card is made of: where that is as before, so is the card."""
        suggestion = one.suggestion
        around: object = None
        if isinstance(suggestion, TextSuggestion):
            around = tuple(value_or_none(issue, suggestion.path) for issue in (self._session.whole, one.proposed))
        else:
            around = description_of(self._session.whole, one.proposed, suggestion)
        return (suggestion, around, one.proposal.author, self._offer(one))

    def highlights(self, mark: Annotation) -> tuple[Highlight, ...]:
        """The words that would go, or that have come."""
        return self._known[mark.key].highlights

    def card(self, mark: Annotation, parent: QWidget) -> AnnotationCard:
        """What shows a suggestion."""
        card = SuggestionCard(mark, parent, self.facts)
        card.accepted.connect(self._accept)
        card.rejected.connect(self._reject)
        return card

    def facts(self, mark: Annotation) -> Facts | None:
        """What is said of a suggestion; None where there is none of this mark any more."""
        known = self._known.get(mark.key)
        if known is None:
            return None
        one = known.one
        try:
            said = description_of(self._session.whole, one.proposed, one.suggestion)
        except NoSuchField:
            return None
        place = place_of(self._session.issue, mark.path)
        return Facts(one.proposal.author, place, said, self._offer(one))

    def _offer(self, one: Suggested) -> Offer:
        if self._reviewing.mode is Mode.READING:
            return Offer.NOTHING
        return Offer.WITHDRAW if self._is_own(one.proposal) else Offer.DECIDE

    # --- Deeds --------------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Take the current suggestion, and go on to the next one."""
        key = self._chosen()
        if key is not None:
            self._accept(key)

    def reject(self) -> None:
        """Leave the current suggestion, and go on to the next one."""
        if self._misfits.dismiss_current():
            return
        key = self._chosen()
        if key is not None:
            self._reject(key)

    def accept_field(self) -> None:
        """Take all that the current suggestion's author has for its field."""
        self._in_field(self._reviewing.accept_field, accepts=True)

    def reject_field(self) -> None:
        """Leave all that the current suggestion's author has for its field."""
        self._in_field(self._reviewing.reject_field, accepts=False)

    def accept_all(self) -> None:
        """Take all that one editor proposes."""
        self._all(self._reviewing.accept_all, "accepted", accepts=True)

    def reject_all(self) -> None:
        """Leave all that one editor proposes."""
        self._all(self._reviewing.reject_all, "rejected", accepts=False)

    @Slot(str)
    def _accept(self, key: str) -> None:
        one = self._known[key].one
        if self._may(one, accepts=True):
            self._decide(key, one, self._reviewing.accept)

    @Slot(str)
    def _reject(self, key: str) -> None:
        one = self._known[key].one
        if self._may(one, accepts=False):
            self._decide(key, one, self._reviewing.reject)

    def _decide(self, key: str, one: Suggested, deed: Callable[[Suggested], None]) -> None:
        after = self._after(key)
        self._decided.append((self._session.whole, key))
        deed(one)
        # The next one in the same text takes the number of the one that went.
        same = after is not None and self._known[after].one.suggestion.path == one.suggestion.path
        self._go_on(key if same and after is not None and _base(after) == _base(key) else after)

    def _in_field(self, deed: Callable[[Suggested], None], *, accepts: bool) -> None:
        key = self._chosen()
        one = self._known[key].one if key is not None else None
        if key is None or one is None or not self._may(one, accepts=accepts):
            return
        whole = self._session.whole
        field = field_of(whole, one.suggestion.path)
        after = self._after(key)
        while after is not None and self._belongs(after, one, whole, field):
            after = self._after(after)
        self._decided.append((whole, key))
        deed(one)
        self._go_on(after)

    def _belongs(self, key: str, one: Suggested, whole: Issue, field: tuple[str, ...]) -> bool:
        other = self._known[key].one
        return other.proposal.id == one.proposal.id and field_of(whole, other.suggestion.path) == field

    def _all(self, deed: Callable[[Proposal], None], done: str, *, accepts: bool) -> None:
        proposal = self._proposal()
        if proposal is None:
            self._say(NONE_CHOSEN if self._reviewing.suggestions else "There are no suggestions in this issue.")
            return
        own = [one for one in self._reviewing.suggestions if one.proposal.id == proposal.id]
        if own and not self._may(own[0], accepts=accepts):
            return
        deed(proposal)
        said = counted(len(own), "suggestion")
        self._say(f"{said} by {proposal.author} {done}. Ctrl+Z takes that back.")
        self._go_on(None)

    def _proposal(self) -> Proposal | None:
        current = self._marking.current
        known = self._known.get(current.key) if current is not None else None
        if known is not None:
            return known.one.proposal
        proposals = {one.proposal.id: one.proposal for one in self._reviewing.suggestions}
        return next(iter(proposals.values())) if len(proposals) == 1 else None

    def _chosen(self) -> str | None:
        """The current suggestion, looked at anew: what is typed last may not be in the margin yet."""
        self._marking.refresh()
        current = self._marking.current
        if current is not None and current.key in self._known:
            return current.key
        self._say(NONE_CHOSEN)
        return None

    def _may(self, one: Suggested, *, accepts: bool) -> bool:
        if self._reviewing.mode is Mode.READING:
            self._say(NOT_WHILE_READING)
            return False
        if accepts and self._is_own(one.proposal):
            self._say(OWN_TO_ACCEPT)
            return False
        return True

    def _after(self, key: str) -> str | None:
        """The next suggestion in reading order; comments are passed over."""
        following = self._marking.after(key)
        while following is not None and following not in self._known:
            following = self._marking.after(following)
        return following

    @Slot()
    def _look_back(self) -> None:
        """Undone, a decision is looked at again: who accepts in error means to reject this one, not the next."""
        whole = self._session.whole
        key = next((key for before, key in self._decided if before is whole), None)
        if key is not None:  # once forms show the text that is back
            QTimer.singleShot(0, self, partial(self._return_to, key))

    def _return_to(self, key: str) -> None:
        self._marking.refresh()
        if key in self._known:
            self._marking.choose(key)

    def _go_on(self, key: str | None) -> None:
        keyboard = self._marking.has_keyboard
        self._marking.refresh()
        known = key if key in self._known else None
        self._marking.choose(known, enter=keyboard and known is not None)
        if keyboard and known is None:
            self._marking.to_text()


def _is_gap(shown: Issue, suggestion: Suggestion) -> bool:
    """Whether an item is to come to a place, or has gone from it."""
    if isinstance(suggestion, TextSuggestion) or not isinstance(suggestion.edit, InsertItem | RemoveItem):
        return False
    return not path_exists(shown, suggestion.path)


def _base(key: str) -> str:
    return key.rpartition("/")[0]

"""Suggestions in the margin and the text: accepting and rejecting them, one at a time or all at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from editor.document.compare.word_diff import ChangeKind
from editor.document.path_labels import path_label
from editor.document.paths import ROOT, FieldPath, value_or_none
from editor.document.suggestions.cards import Card
from editor.document.suggestions.describe import description_of
from editor.document.suggestions.description import Description
from editor.document.suggestions.locate import (
    ChangedRange,
    Ranges,
    location_of,
    moved_ranges,
    own_positions,
    ranges_in_content,
    ranges_in_own_text,
)
from editor.document.suggestions.mapping import Mapping as Positions
from editor.document.suggestions.record_paths import path_of, story_of
from editor.document.suggestions.states import is_outdated
from editor.session.deferred_call import call_later
from editor.session.issue.session import Session
from editor.session.review.annotation import Annotation
from editor.session.review.mode import Mode
from editor.session.review.reviewing import Reviewing
from editor.ui.look.tokens import PEOPLE
from editor.ui.review.annotations import Annotations
from editor.ui.review.card import AnnotationCard
from editor.ui.review.suggestion_card import DecisionOptions, SuggestionCard, SuggestionDetails
from editor.ui.text.highlights import Highlight, HighlightKind
from schemas import Issue
from schemas.suggestion import AddItem, DropItem, FormatWords, ReplaceWords, SuggestionRecord

NO_SUGGESTION_SELECTED = "Select a suggestion first. Press F4 for the next one."
NO_SUGGESTIONS = "No suggestions in this issue."
NOT_IN_READ_MODE = "To accept or reject suggestions, choose Write in the Review menu."
OWN_SUGGESTION = "Only the author can accept your suggestion. Press Ctrl+Shift+R to withdraw it."
OUTDATED_SUGGESTION = "The text it was about has changed. Dismiss it, or make the change yourself."
_MAX_REMEMBERED = 100
"""The number of decisions that undo can return to."""
_LONGEST_TIP = 160
_HIGHLIGHT_KINDS = {ChangeKind.DELETED: HighlightKind.DELETED, ChangeKind.INSERTED: HighlightKind.INSERTED}


class _Cached(NamedTuple):
    """A card with its annotation. `sources` are the values that it was located in; None if it depends on more."""

    card: Card
    sources: tuple[object, ...] | None
    description: Description
    options: DecisionOptions
    annotation: Annotation
    highlights: tuple[Highlight, ...]


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
        self._people: Mapping[str, int] = {}
        self._positions: dict[FieldPath, Positions | None] = {}
        self._decided: deque[tuple[Issue, str]] = deque(maxlen=_MAX_REMEMBERED)
        annotations.add(self)
        reviewing.mode_changed.connect(annotations.schedule_refresh)
        session.changed.connect(self._reselect_undone)

    # Annotations

    def annotations(self) -> tuple[Annotation, ...]:
        """Return all suggestions, located in the text that is shown."""
        known: dict[str, _Cached] = {}
        own: list[SuggestionRecord] = []
        people = self._reviewing.numbers(PEOPLE)
        if people != self._people:
            self._people, self._known = people, {}
        for card in self._reviewing.suggestions:
            before = self._known.get(card.key)
            if before is not None and self._is_unchanged(before, card):
                known[card.key] = before
            elif self._reviewing.is_own(card):
                own += card.records
        ranges: Mapping[str, Ranges] = {}
        if own:
            stories = {story_of(self._session.whole, record) for record in own}
            everything = [
                one for card in self._reviewing.suggestions if self._reviewing.is_own(card) for one in card.records
            ]
            together = [one for one in everything if story_of(self._session.whole, one) in stories]
            ranges = ranges_in_own_text(self._session.whole, self._session.issue, together)
        self._positions.clear()
        self._known = {
            card.key: known.get(card.key) or self._build(card, ranges) for card in self._reviewing.suggestions
        }
        return tuple(one.annotation for one in self._known.values())

    def _is_unchanged(self, before: _Cached, card: Card) -> bool:
        return (
            before.sources is not None
            and len(before.card.records) == len(card.records)
            and all(one is two for one, two in zip(before.card.records, card.records, strict=True))
            and before.options is self._options(card, outdated=before.options is DecisionOptions.DISMISS)
            and all(one is two for one, two in zip(before.sources, self._sources(card) or (), strict=False))
        )

    def _sources(self, card: Card) -> tuple[object, ...] | None:
        """Return the values that the card and its place depend on, or None if that is more than its text."""
        whole, shown = self._session.whole, self._session.issue
        found: list[object] = []
        for record in card.records:
            path = path_of(record)
            if path is None or not isinstance(record, ReplaceWords | FormatWords):
                return None
            at = FieldPath(path[:3]) if len(path) > 3 else path  # the field that its text is in
            found += (value_or_none(whole, at), value_or_none(shown, at))
        return tuple(found)

    def _build(self, card: Card, own: Mapping[str, Ranges]) -> _Cached:
        whole, shown = self._session.whole, self._session.issue
        is_own = self._reviewing.is_own(card)
        outdated = all(is_outdated(whole, record) for record in card.records)
        ranges: list[ChangedRange] = []
        place = None
        for record in card.records:
            found = own.get(record.id, ()) if is_own else self._ranges_of_others(record)
            ranges += found
            place = place or location_of(whole, shown, record, found)
        description = description_of(whole, card)
        person, tip = self._people.get(card.author, 0), _tip(card, description)
        kinds = [
            Highlight(one.path, one.start, one.length, _HIGHLIGHT_KINDS[one.change], person, one.words, tip)
            for one in ranges
        ]
        if not kinds and place is not None and isinstance(card.first, AddItem | DropItem) and not outdated:
            kind = HighlightKind.DELETED if is_own else HighlightKind.INSERTED
            missing = isinstance(card.first, DropItem) if is_own else isinstance(card.first, AddItem)
            if missing and isinstance(value_or_none(shown, place.path), str):
                kinds = [Highlight(place.path, place.start, 0, kind, person, "", tip)]
        options = self._options(card, outdated=outdated)
        replies = tuple((reply.author, reply.text) for reply in card.replies)
        content = (description, card.author, person, options, replies)
        path = place.path if place is not None else path_of(card.first) or ROOT
        start = place.start if place is not None else 0
        annotation = Annotation(card.key, path, start, content, at_top=place is None, author=card.author)
        return _Cached(card, self._sources(card), description, options, annotation, tuple(kinds))

    def _ranges_of_others(self, record: SuggestionRecord) -> Ranges:
        """Return the words of someone else's suggestion in what is shown: one's own suggestions may be in it."""
        whole = self._session.whole
        found = ranges_in_content(whole, record)
        story = story_of(whole, record)
        if not self._reviewing.has_own_suggestions or story is None:
            return found
        if story not in self._positions:
            own = [one for card in self._reviewing.suggestions if self._reviewing.is_own(card) for one in card.records]
            self._positions[story] = own_positions(whole, story, own)
        positions = self._positions[story]
        return found if positions is None else moved_ranges(found, positions)

    def highlights(self, annotation: Annotation) -> tuple[Highlight, ...]:
        """Return the text that is deleted or inserted."""
        return self._known[annotation.key].highlights

    def card(self, annotation: Annotation, parent: QWidget) -> AnnotationCard:
        """Create the card of a suggestion."""
        card = SuggestionCard(annotation, parent, self.details)
        card.accepted.connect(self._accept)
        card.rejected.connect(self._reject)
        card.replied.connect(self._reply)
        return card

    def details(self, annotation: Annotation) -> SuggestionDetails | None:
        """Return the details of a suggestion, or None if it no longer exists."""
        known = self._known.get(annotation.key)
        if known is None:
            return None
        place = "" if annotation.at_top else path_label(self._session.issue, annotation.path)
        card = known.card
        person = self._people.get(card.author, 0)
        return SuggestionDetails(card.author, place, known.description, known.options, card.replies, person)

    def _options(self, card: Card, *, outdated: bool) -> DecisionOptions:
        if self._reviewing.mode is Mode.READING:
            return DecisionOptions.NOTHING
        if outdated:
            return DecisionOptions.DISMISS
        return DecisionOptions.WITHDRAW if self._reviewing.is_own(card) else DecisionOptions.DECIDE

    # Commands

    def accept(self) -> None:
        """Accept the current suggestion and go to the next one."""
        key = self._current_key()
        if key is not None:
            self._accept(key)

    def reject(self) -> None:
        """Reject the current suggestion and go to the next one."""
        key = self._current_key()
        if key is not None:
            self._reject(key)

    def accept_field(self) -> None:
        """Accept all suggestions of the current one's author in its field."""
        self._decide_field(accepts=True)

    def reject_field(self) -> None:
        """Reject all suggestions of the current one's author in its field."""
        self._decide_field(accepts=False)

    @Slot(str)
    def _accept(self, key: str) -> None:
        known = self._known[key]
        if self._can_decide(known, accepts=True):
            self._decide(key, lambda: self._reviewing.accept(known.card))

    @Slot(str)
    def _reject(self, key: str) -> None:
        known = self._known[key]
        if self._can_decide(known, accepts=False):
            self._decide(key, lambda: self._reviewing.reject(known.card))

    @Slot(str, str)
    def _reply(self, key: str, text: str) -> None:
        self._reviewing.reply(self._known[key].card, text)

    def _decide(self, key: str, action: Callable[[], object]) -> None:
        after = self._next_suggestion(key)
        self._decided.append((self._session.whole, key))
        action()
        self._choose_next(after)

    def _decide_field(self, *, accepts: bool) -> None:
        key = self._current_key()
        known = self._known[key] if key is not None else None
        if key is None or known is None or not self._can_decide(known, accepts=accepts):
            return
        chosen = self._reviewing.in_field_of(known.card)
        keys = {card.key for card in chosen}
        after = self._next_suggestion(key)
        while after is not None and after in keys:
            after = self._next_suggestion(after)
        self._decided.append((self._session.whole, key))
        if accepts:
            self._reviewing.accept(*chosen, label="Accept All in Field")
        else:
            self._reviewing.reject(*chosen, label="Reject All in Field")
        self._choose_next(after)

    def _current_key(self) -> str | None:
        """Return the key of the current suggestion, after updating the annotations."""
        self._annotations.refresh()
        current = self._annotations.current
        if current is not None and current.key in self._known:
            return current.key
        self._show_message(NO_SUGGESTION_SELECTED)
        return None

    def refusal(self, *, accepts: bool) -> str:
        """Return why the current suggestion cannot be accepted (or rejected) now; "" if it can."""
        current = self._annotations.current
        known = self._known.get(current.key) if current is not None else None
        return NO_SUGGESTION_SELECTED if known is None else self._refusal(known, accepts=accepts)

    def _refusal(self, known: _Cached, *, accepts: bool) -> str:
        if self._reviewing.mode is Mode.READING:
            return NOT_IN_READ_MODE
        if accepts and known.options is DecisionOptions.DISMISS:
            return OUTDATED_SUGGESTION
        return OWN_SUGGESTION if accepts and self._reviewing.is_own(known.card) else ""

    def _can_decide(self, known: _Cached, *, accepts: bool) -> bool:
        refusal = self._refusal(known, accepts=accepts)
        if refusal:
            self._show_message(refusal)
        return not refusal

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
            call_later(self, partial(self._return_to, key))

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


def _tip(card: Card, description: Description) -> str:
    """Return what a tooltip says: `Sample Editor inserts: “policy”`."""
    text = f"{card.author} {description.accessible_text}"
    return text if len(text) <= _LONGEST_TIP else f"{text[:_LONGEST_TIP].rstrip()}…"

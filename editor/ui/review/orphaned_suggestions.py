"""Suggestions whose place no longer exists, or that cannot be read. They are listed at the top and can be dismissed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from editor.document.review.descriptions import description_of_orphan
from editor.session.review.annotation import Annotation
from editor.session.review.reviewing import Mode, OrphanedSuggestion, Reviewing
from editor.ui.review.annotations import Annotations
from editor.ui.review.card import AnnotationCard
from editor.ui.review.suggestion_card import DecisionOptions, SuggestionCard, SuggestionDetails
from editor.ui.text.highlights import Highlight


class OrphanedSuggestions(QObject):
    """A source of annotations for suggestions that no longer apply."""

    def __init__(self, reviewing: Reviewing, annotations: Annotations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reviewing = reviewing
        self._annotations = annotations
        self._known: dict[str, OrphanedSuggestion] = {}
        annotations.add(self)

    def annotations(self) -> tuple[Annotation, ...]:
        """Return all of them, without a place."""
        self._known = {f"{one.proposal.id}/orphaned/{one.text}": one for one in self._reviewing.orphaned_suggestions}
        options = self._options()
        return tuple(
            Annotation(key, description_of_orphan(one.text)[0], 0, (one.proposal.author, options), at_top=True)
            for key, one in self._known.items()
        )

    def highlights(self, annotation: Annotation) -> tuple[Highlight, ...]:
        """Return no highlights."""
        return ()

    def card(self, annotation: Annotation, parent: QWidget) -> AnnotationCard:
        """Create the card."""
        card = SuggestionCard(annotation, parent, self._details)
        card.rejected.connect(self._dismiss)
        return card

    def _details(self, annotation: Annotation) -> SuggestionDetails | None:
        one = self._known.get(annotation.key)
        return (
            None
            if one is None
            else SuggestionDetails(one.proposal.author, "", description_of_orphan(one.text)[1], self._options())
        )

    def _options(self) -> DecisionOptions:
        return DecisionOptions.NOTHING if self._reviewing.mode is Mode.READING else DecisionOptions.DISMISS

    def dismiss_current(self) -> bool:
        """Dismiss the current one. Return whether there was one."""
        current = self._annotations.current
        if current is None or current.key not in self._known or self._reviewing.mode is Mode.READING:
            return False
        self._dismiss(current.key)
        return True

    @Slot(str)
    def _dismiss(self, key: str) -> None:
        after = self._annotations.after(key)
        self._reviewing.dismiss(self._known[key])
        self._annotations.choose(after)

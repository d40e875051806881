"""Suggestions whose place is gone, or that cannot be read: said plainly at the top, and put away on demand."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from editor.document.review.descriptions import description_of_misfit
from editor.session.review.annotation import Annotation
from editor.session.review.reviewing import Mode, OrphanedSuggestion, Reviewing
from editor.ui.review.annotations import Annotations
from editor.ui.review.card import AnnotationCard
from editor.ui.review.suggestion_card import Facts, Offer, SuggestionCard
from editor.ui.text.highlights import Highlight


class OrphanedSuggestions(QObject):
    """Edits of proposals that do not fit the text, as marks."""

    def __init__(self, reviewing: Reviewing, marking: Annotations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reviewing = reviewing
        self._marking = marking
        self._known: dict[str, OrphanedSuggestion] = {}
        marking.add(self)

    def marks(self) -> tuple[Annotation, ...]:
        """All of them; none has a place."""
        self._known = {f"{one.proposal.id}/misfit/{one.text}": one for one in self._reviewing.misfits}
        offer = self._offer()
        return tuple(
            Annotation(key, description_of_misfit(one.text)[0], 0, (one.proposal.author, offer), at_top=True)
            for key, one in self._known.items()
        )

    def highlights(self, mark: Annotation) -> tuple[Highlight, ...]:
        """None: there is nothing that could be tinted."""
        return ()

    def card(self, mark: Annotation, parent: QWidget) -> AnnotationCard:
        """What says it."""
        card = SuggestionCard(mark, parent, self._facts)
        card.rejected.connect(self._dismiss)
        return card

    def _facts(self, mark: Annotation) -> Facts | None:
        one = self._known.get(mark.key)
        return (
            None if one is None else Facts(one.proposal.author, "", description_of_misfit(one.text)[1], self._offer())
        )

    def _offer(self) -> Offer:
        return Offer.NOTHING if self._reviewing.mode is Mode.READING else Offer.DISMISS

    def dismiss_current(self) -> bool:
        """Put the one away that is looked at; whether there is one."""
        current = self._marking.current
        if current is None or current.key not in self._known or self._reviewing.mode is Mode.READING:
            return False
        self._dismiss(current.key)
        return True

    @Slot(str)
    def _dismiss(self, key: str) -> None:
        after = self._marking.after(key)
        self._reviewing.dismiss(self._known[key])
        self._marking.choose(after)

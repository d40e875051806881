"""The card of a suggestion: who would change what, the words before and after, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from editor.document.review.descriptions import Description
from editor.session.review.annotation import Annotation
from editor.ui.differences.change_text import ChangeText
from editor.ui.review.card import AnnotationCard
from editor.ui.widgets.wrapping_label import WrappingLabel


class Offer(StrEnum):
    """What can be done with a suggestion here and now."""

    NOTHING = "nothing"
    WITHDRAW = "withdraw"
    DISMISS = "dismiss"
    DECIDE = "decide"


_LEAVING = {
    Offer.NOTHING: ("", ""),
    Offer.WITHDRAW: ("Withdraw", "Take the suggestion back"),
    Offer.DISMISS: ("Dismiss", "Put the suggestion away"),
    Offer.DECIDE: ("Reject", "Leave the text as it is"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a card shows."""

    author: str
    place: str
    description: Description
    offer: Offer

    @property
    def spoken(self) -> str:
        """All of it, to be heard."""
        return f"Suggestion in {self.place or 'the issue'}. {self.author} {self.description.spoken}"


class SuggestionCard(AnnotationCard):
    """Low, it says what would change; current, it can be accepted or rejected."""

    accepted = Signal(str)
    """The key of the mark."""
    rejected = Signal(str)

    def __init__(self, mark: Annotation, parent: QWidget, facts: Callable[[Annotation], Facts | None]) -> None:
        super().__init__(mark, parent)
        self._facts = facts
        self._is_open = False
        self._offer = Offer.NOTHING
        self._who = WrappingLabel("", "author", self)
        self._verb = WrappingLabel("", "help", self)
        self.change = ChangeText(self)
        self._note = WrappingLabel("", "help", self)
        self.accept_button: QPushButton | None = None
        self.reject_button: QPushButton | None = None
        self._foot: QWidget | None = None
        head = QWidget(self)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(round(self.fontMetrics().height() * 0.4))
        row.addWidget(self._who)
        row.addWidget(self._verb, 1)
        for widget in (head, self.change, self._note):
            self.column.addWidget(widget)
        self.show_mark(mark)

    def show_mark(self, mark: Annotation) -> None:
        super().show_mark(mark)
        facts = self._facts(mark)
        if facts is None:
            return
        self._who.setText(facts.author)
        self._verb.setText(facts.description.verb)
        self.change.show_pieces(facts.description.pieces, facts.description.spoken)
        self.change.setVisible(bool(facts.description.pieces))
        self._note.setText(facts.description.note)
        self._note.setVisible(bool(facts.description.note))
        self._offer = facts.offer
        self.setAccessibleName(facts.spoken)
        self._show_foot(facts)
        self.updateGeometry()

    def show_current(self, on: bool) -> None:
        super().show_current(on)
        if on != self._is_open:
            self._is_open = on
            self.show_mark(self.mark)

    def stops(self) -> Sequence[QWidget]:
        buttons = (self.accept_button, self.reject_button)
        return [one for one in buttons if one is not None and not one.isHidden()] if self._is_open else ()

    def _show_foot(self, facts: Facts) -> None:
        wanted = self._is_open and self._offer is not Offer.NOTHING
        if wanted and self._foot is None:
            self.accept_button = self.button("Accept", "primary", "Take it into the text (Ctrl+Shift+A)", self._accept)
            self.reject_button = self.button("Reject", "fix", "", self._reject)
            self._foot = self.row(self.accept_button, self.reject_button)
        if self._foot is None or self.accept_button is None or self.reject_button is None:
            return
        self._foot.setVisible(wanted)
        decides = self._offer is Offer.DECIDE
        self.accept_button.setVisible(decides)
        self.accept_button.setAccessibleName(f"Accept: {facts.description.spoken}")
        verb, tip = _LEAVING[self._offer]
        self.reject_button.setText(verb)
        self.reject_button.setToolTip(f"{tip} (Ctrl+Shift+R)")
        self.reject_button.setAccessibleName(f"{verb}: {facts.description.spoken}")

    @Slot()
    def _accept(self) -> None:
        self.accepted.emit(self.mark.key)

    @Slot()
    def _reject(self) -> None:
        self.rejected.emit(self.mark.key)

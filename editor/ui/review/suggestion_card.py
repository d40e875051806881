"""The card of a suggestion: author, change, and buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from editor.document.suggestions.description import Description
from editor.session.review.annotation import Annotation
from editor.ui.differences.change_text import ChangeText
from editor.ui.review.card import AnnotationCard
from editor.ui.review.comment_edit import CommentEdit
from editor.ui.widgets.wrapping_label import WrappingLabel
from schemas.suggestion import Reply


class DecisionOptions(StrEnum):
    """How the user can decide about a suggestion."""

    NOTHING = "nothing"
    WITHDRAW = "withdraw"
    DISMISS = "dismiss"
    DECIDE = "decide"


_REJECT_TEXTS = {
    DecisionOptions.NOTHING: ("", ""),
    DecisionOptions.WITHDRAW: ("Withdraw", "Withdraw your suggestion"),
    DecisionOptions.DISMISS: ("Dismiss", "Dismiss the suggestion"),
    DecisionOptions.DECIDE: ("Reject", "Keep the text as it is"),
}


@dataclass(frozen=True, slots=True)
class SuggestionDetails:
    """What a card shows. `person` is the author's number, which gives the colour."""

    author: str
    place: str
    description: Description
    options: DecisionOptions
    replies: tuple[Reply, ...] = ()
    person: int = 0

    @property
    def accessible_text(self) -> str:
        """The accessible name, with all details."""
        replies = "".join(f" {one.author} replies: {one.text}." for one in self.replies)
        return f"Suggestion in {self.place or 'the issue'}. {self.author} {self.description.accessible_text}{replies}"


class SuggestionCard(AnnotationCard):
    """The card of a suggestion. The current one has buttons."""

    accepted = Signal(str)
    """The annotation's key."""
    rejected = Signal(str)
    replied = Signal(str, str)
    """The annotation's key, and the reply."""

    def __init__(
        self, annotation: Annotation, parent: QWidget, details: Callable[[Annotation], SuggestionDetails | None]
    ) -> None:
        super().__init__(annotation, parent)
        self._details = details
        self._is_open = False
        self._options = DecisionOptions.NOTHING
        self._who = WrappingLabel("", "author", self)
        self._verb = WrappingLabel("", "help", self)
        self.change = ChangeText(self)
        self._note = WrappingLabel("", "help", self)
        self.accept_button: QPushButton | None = None
        self.reject_button: QPushButton | None = None
        self.reply_button: QPushButton | None = None
        self.input: CommentEdit | None = None
        self._foot: QWidget | None = None
        self._replies = WrappingLabel("", "", self)
        head = QWidget(self)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(round(self.fontMetrics().height() * 0.4))
        row.addWidget(self._who)
        row.addWidget(self._verb, 1)
        for widget in (head, self.change, self._note, self._replies):
            self.column.addWidget(widget)
        self.show_annotation(annotation)

    def show_annotation(self, annotation: Annotation) -> None:
        super().show_annotation(annotation)
        details = self._details(annotation)
        if details is None:
            return
        self._who.setText(details.author)
        self.show_person(self._who, details.person)
        self._verb.setText(details.description.verb)
        self.change.show_parts(details.description.pieces, details.description.accessible_text)
        self.change.setVisible(bool(details.description.pieces))
        self._note.setText(details.description.note)
        self._note.setVisible(bool(details.description.note))
        self._replies.setText("\n".join(f"{one.author}: {one.text}" for one in details.replies))
        self._replies.setVisible(bool(details.replies))
        self._options = details.options
        self.setAccessibleName(details.accessible_text)
        self._show_foot(details)
        self.updateGeometry()

    def show_current(self, on: bool) -> None:
        super().show_current(on)
        if on != self._is_open:
            self._is_open = on
            self.show_annotation(self.annotation)

    def tab_stops(self) -> Sequence[QWidget]:
        stops = (self.accept_button, self.reject_button, self.reply_button, self.input)
        return [one for one in stops if one is not None and not one.isHidden()] if self._is_open else ()

    def has_draft(self) -> bool:
        return self.input is not None and bool(self.input.text)

    def _show_foot(self, details: SuggestionDetails) -> None:
        wanted = self._is_open and self._options is not DecisionOptions.NOTHING
        if wanted and self._foot is None:
            self.accept_button = self.button("Accept", "primary", "Apply the suggestion (Ctrl+Shift+A)", self._accept)
            self.reject_button = self.button("Reject", "fix", "", self._reject)
            self.reply_button = self.button("Reply", "fix", "Give a reason, or answer", self._reply)
            self._foot = self.row(self.accept_button, self.reject_button, self.reply_button)
        if self._foot is None or self.accept_button is None or self.reject_button is None:
            return
        self._foot.setVisible(wanted)
        if self.input is not None:
            self.input.setVisible(wanted and (self.input.hasFocus() or bool(self.input.text)))
        decides = self._options is DecisionOptions.DECIDE
        self.accept_button.setVisible(decides)
        self.accept_button.setAccessibleName(f"Accept: {details.description.accessible_text}")
        verb, tip = _REJECT_TEXTS[self._options]
        self.reject_button.setText(verb)
        self.reject_button.setToolTip(f"{tip} (Ctrl+Shift+R)")
        self.reject_button.setAccessibleName(f"{verb}: {details.description.accessible_text}")
        if self.reply_button is not None:
            self.reply_button.setAccessibleName(f"Reply: {details.description.accessible_text}")

    @Slot()
    def _accept(self) -> None:
        self.accepted.emit(self.annotation.key)

    @Slot()
    def _reject(self) -> None:
        self.rejected.emit(self.annotation.key)

    @Slot()
    def _reply(self) -> None:
        """Show the input for a reply, or post what is in it."""
        if self.input is None:
            self.input = CommentEdit("Reply to the suggestion", "Reply", self)
            self.input.posted.connect(self._reply)
            self.watch(self.input)
            self.column.addWidget(self.input)
        if self.input.text:
            text = self.input.text
            self.input.clear()
            self.input.hide()
            self.replied.emit(self.annotation.key, text)
        else:
            self.input.show()
            self.input.setFocus(Qt.FocusReason.OtherFocusReason)
            self.updateGeometry()

"""The cards of comments: a draft, and a thread with its replies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from editor.document.text.datetime_labels import short_datetime_label
from editor.document.text.phrasing import counted
from editor.session.review.annotation import Annotation
from editor.ui.review.card import AnnotationCard
from editor.ui.review.comment_edit import CommentEdit
from editor.ui.widgets.wrapping_label import WrappingLabel
from schemas.review import Comment, Thread

_EXCERPT_LENGTH = 130
"""Characters of a comment on a collapsed card; about three lines."""
_QUOTE_LENGTH = 60


class ThreadDetails(NamedTuple):
    """What a card shows of its thread.

    `about` describes the commented text. `is_there` is False if the thread was removed. `people` are the numbers of
    those who take part in the review.
    """

    thread: Thread
    about: str
    problem: str
    is_there: bool
    people: Mapping[str, int]


class DraftCard(AnnotationCard):
    """A comment before it is posted. It is removed if it is left empty."""

    posted = Signal(str)
    """The annotation's key."""
    text_changed = Signal(str, str)
    """The annotation's key, and the text typed so far."""
    discarded = Signal(str)
    named = Signal(str)
    """The author's name, or "", before the comment is posted."""

    def __init__(
        self,
        annotation: Annotation,
        about: str,
        author: str,
        parent: QWidget,
        draft_text: str = "",
        *,
        asks_name: bool = False,
    ) -> None:
        super().__init__(annotation, parent)
        self.setAccessibleName(f"New comment on {about}")
        self.name_field: QLineEdit | None = None
        self._was_asked = False
        if not asks_name:
            self.column.addWidget(WrappingLabel(author, "author", self))
        self.input = CommentEdit(f"Comment on {about}", "Comment", self)
        self.input.restore(draft_text)
        self.input.posted.connect(self._post)
        self.input.textChanged.connect(self._on_text_changed)
        self.watch(self.input)
        self._post_button = self.button("Comment", "primary", "Post the comment (Ctrl+Enter)", self._post)
        self._discard_button = self.button("Discard", "fix", "Discard the comment", self._discard)
        self.column.addWidget(self.input)
        if asks_name:
            self.name_field = QLineEdit(self)
            self.name_field.setPlaceholderText("Your name")
            self.name_field.setAccessibleName("Your name")
            self.name_field.setToolTip("Shown with your comments, suggestions and versions")
            self.name_field.returnPressed.connect(self._post)
            self.watch(self.name_field)
            self.column.addWidget(
                WrappingLabel("Your name, asked only once. Without it, the comment is by “Unnamed”:", "help", self)
            )
            self.column.addWidget(self.name_field)
        self.row(self._post_button, self._discard_button)
        self._enable()

    def has_draft(self) -> bool:
        return True

    def tab_stops(self) -> Sequence[QWidget]:
        asked = (self.name_field,) if self.name_field is not None else ()
        return (self.input, *asked, self._post_button, self._discard_button)

    @Slot()
    def _on_text_changed(self) -> None:
        self._enable()
        self.text_changed.emit(self.annotation.key, self.input.toPlainText())

    def _enable(self) -> None:
        self._post_button.setEnabled(bool(self.input.text))

    @Slot()
    def _post(self) -> None:
        """Post the comment; at first lead to the field of the name, if it is empty and was not reached yet."""
        if not self.input.text:
            return
        if self.name_field is not None:
            name = self.name_field.text().strip()
            if not name and not self._was_asked:
                self.name_field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            self.named.emit(name)
        self.posted.emit(self.annotation.key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self.name_field and event.type() == QEvent.Type.FocusIn:
            self._was_asked = True
        return super().eventFilter(watched, event)

    @Slot()
    def _discard(self) -> None:
        self.discarded.emit(self.annotation.key)


class ThreadCard(AnnotationCard):
    """A thread of comments.

    Collapsed, it shows the first comment and the number of replies; expanded, all comments and an input for a reply.
    """

    replied = Signal(str, str)
    """The thread's id, and the reply."""
    text_changed = Signal(str, str)
    """The thread's id, and the text typed so far."""
    resolve_toggled = Signal(str)
    """The id of the thread to resolve or reopen."""

    def __init__(
        self,
        annotation: Annotation,
        parent: QWidget,
        details_of: Callable[[Annotation], ThreadDetails],
        draft_text: str = "",
    ) -> None:
        super().__init__(annotation, parent)
        self._details_of = details_of
        self._draft_text = draft_text
        self._thread, self._about, self._problem, self._is_there, self._people = details_of(annotation)
        self._is_open = False
        self._shown: list[QWidget] = []
        self.input: CommentEdit | None = None
        self._reply_button: QPushButton | None = None
        self._resolve_button: QPushButton | None = None
        self._foot: QWidget | None = None
        self._fill()

    def show_annotation(self, annotation: Annotation) -> None:
        """Show the current state of the thread. A reply being typed is kept."""
        changed = annotation.shown != self.annotation.shown
        super().show_annotation(annotation)
        if changed:
            self._thread, self._about, self._problem, self._is_there, self._people = self._details_of(annotation)
            self._fill()

    def show_current(self, on: bool) -> None:
        super().show_current(on)
        if on != self._is_open:
            self._is_open = on
            self._fill()

    def tab_stops(self) -> Sequence[QWidget]:
        found = (self.input, self._reply_button, self._resolve_button) if self._is_open else ()
        return [one for one in found if one is not None]

    def has_draft(self) -> bool:
        return self.input is not None and bool(self.input.text)

    def enter(self) -> None:
        if self.input is not None and self._is_open:
            self.input.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().enter()

    # Content

    def _fill(self) -> None:
        for widget in self._shown:
            self.column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = [*self._status_labels(), *self._comments()]
        for number, widget in enumerate(self._shown):
            self.column.insertWidget(number, widget)
            widget.show()
        self._fill_foot()
        self.setProperty("level", "resolved" if self._thread.resolved else "")
        self.setAccessibleName(self._accessible_name())
        self.updateGeometry()

    def _status_labels(self) -> list[QWidget]:
        if self._problem:
            return [WrappingLabel(self._problem, "problem-warning", self)]
        return [WrappingLabel("Resolved", "help", self)] if self._thread.resolved else []

    def _comments(self) -> list[QWidget]:
        comments = self._thread.comments
        if self._is_open:
            return [widget for comment in comments for widget in self._full_comment(comment)]
        if not comments:
            return []
        first = comments[0]
        shown: list[QWidget] = [self._header(first), WrappingLabel(_short(first.text), "", self)]
        replies = counted(len(comments) - 1, "reply", "replies")
        return [*shown, WrappingLabel(replies, "help", self)] if len(comments) > 1 else shown

    def _full_comment(self, comment: Comment) -> list[QWidget]:
        text = WrappingLabel(comment.text, "", self)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return [self._header(comment), text]

    def _header(self, comment: Comment) -> QWidget:
        person = self._people.get(comment.author, 0)
        return self.header(comment.author, comment.at, person, edge=comment is self._thread.comments[0])

    def _fill_foot(self) -> None:
        if self._is_open and self.input is None:
            self.input = CommentEdit(f"Reply to the comment on {self._about}", "Reply", self)
            self.input.restore(self._draft_text)
            self.input.posted.connect(self._reply)
            self.input.textChanged.connect(self._on_text_changed)
            self.watch(self.input)
            self._reply_button = self.button("Reply", "primary", "Post the reply (Ctrl+Enter)", self._reply)
            self._resolve_button = self.button("Resolve", "fix", "", self._toggle_resolved)
            self.column.addWidget(self.input)
            self._foot = self.row(self._reply_button, self._resolve_button)
        if self.input is None or self._foot is None or self._resolve_button is None:
            return
        for widget in (self.input, self._foot):
            widget.setVisible(self._is_open)
        self._resolve_button.setVisible(self._is_there)
        self._resolve_button.setText("Reopen" if self._thread.resolved else "Resolve")
        self._resolve_button.setAccessibleName(f"{self._resolve_button.text()} the comment on {self._about}")
        self._resolve_button.setToolTip(f"{self._resolve_button.text()} (Ctrl+Shift+D)")
        self._enable()

    @Slot()
    def _on_text_changed(self) -> None:
        self._enable()
        if self.input is not None:
            self.text_changed.emit(self._thread.id, self.input.toPlainText())

    def _enable(self) -> None:
        if self.input is not None and self._reply_button is not None:
            self._reply_button.setVisible(bool(self.input.text))

    @Slot()
    def _reply(self) -> None:
        if self.input is not None and self.input.text:
            text = self.input.text
            self.input.clear()
            self.replied.emit(self._thread.id, text)

    @Slot()
    def _toggle_resolved(self) -> None:
        self.resolve_toggled.emit(self._thread.id)

    def _accessible_name(self) -> str:
        comments = self._thread.comments
        parts = ["Resolved comment" if self._thread.resolved else "Comment", f"on {self._about}"]
        texts = [f"{one.author}, {short_datetime_label(one.at)}: {one.text}" for one in comments]
        return ". ".join([" ".join(parts), *([self._problem] if self._problem else []), *texts])


def excerpt(words: str) -> str:
    """Return the start of a text, up to a word boundary."""
    flat = " ".join(words.split())
    return flat if len(flat) <= _QUOTE_LENGTH else f"{flat[:_QUOTE_LENGTH].rsplit(' ', 1)[0]} …"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _EXCERPT_LENGTH else f"{flat[:_EXCERPT_LENGTH].rsplit(' ', 1)[0]} …"

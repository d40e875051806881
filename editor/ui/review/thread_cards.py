"""Cards of comments: one that is being written, and a thread with its answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from editor.document.text.datetime_labels import short_datetime_label
from editor.document.text.phrasing import counted
from editor.session.review.annotation import Annotation
from editor.ui.review.card import AnnotationCard
from editor.ui.review.remark_edit import RemarkEdit
from editor.ui.widgets.wrapping_label import WrappingLabel
from schemas.review import Comment, Thread

_SHORT = 130
"""Letters of a comment on a card that is not looked at: about three lines."""
_QUOTED = 60


class Told(NamedTuple):
    """What a card is told of its thread: what it is about in words, what has befallen it, and whether it is there."""

    thread: Thread
    about: str
    trouble: str
    is_there: bool


class DraftCard(AnnotationCard):
    """A comment before it is posted. Left empty it goes away; with words in it, it stays until it is posted or not."""

    posted = Signal(str)
    """The key of the mark."""
    written = Signal(str, str)
    """The key of the mark, and all that is written so far."""
    dropped = Signal(str)

    def __init__(self, mark: Annotation, about: str, author: str, parent: QWidget, begun: str = "") -> None:
        super().__init__(mark, parent)
        self.setAccessibleName(f"New comment on {about}")
        self.column.addWidget(WrappingLabel(author, "author", self))
        self.input = RemarkEdit(f"Comment on {about}", "Comment", self)
        self.input.go_on_with(begun)
        self.input.posted.connect(self._post)
        self.input.textChanged.connect(self._changed)
        self.watch(self.input)
        self._post_button = self.button("Comment", "primary", "Post the comment (Ctrl+Enter)", self._post)
        self._drop_button = self.button("Discard", "fix", "Throw the comment away", self._drop)
        self.column.addWidget(self.input)
        self.row(self._post_button, self._drop_button)
        self._enable()

    def is_busy(self) -> bool:
        return True

    def stops(self) -> Sequence[QWidget]:
        return (self.input, self._post_button, self._drop_button)

    @Slot()
    def _changed(self) -> None:
        self._enable()
        self.written.emit(self.mark.key, self.input.toPlainText())

    def _enable(self) -> None:
        self._post_button.setEnabled(bool(self.input.text))

    @Slot()
    def _post(self) -> None:
        if self.input.text:
            self.posted.emit(self.mark.key)

    @Slot()
    def _drop(self) -> None:
        self.dropped.emit(self.mark.key)


class ThreadCard(AnnotationCard):
    """A thread: its first comment and how many follow, or all of it with an input for the next one."""

    answered = Signal(str, str)
    """The thread, and what is answered."""
    written = Signal(str, str)
    """The thread, and all that is written of an answer so far."""
    settled = Signal(str)
    """Resolve it, or open it again."""

    def __init__(self, mark: Annotation, parent: QWidget, tell: Callable[[Annotation], Told], begun: str = "") -> None:
        super().__init__(mark, parent)
        self._tell = tell
        self._begun = begun
        self._thread, self._about, self._trouble, self._is_there = tell(mark)
        self._is_open = False
        self._shown: list[QWidget] = []
        self.input: RemarkEdit | None = None
        self._answer_button: QPushButton | None = None
        self._settle_button: QPushButton | None = None
        self._foot: QWidget | None = None
        self._fill()

    def show_mark(self, mark: Annotation) -> None:
        """Show the thread as it is now; an answer that was begun stays."""
        changed = mark.shown != self.mark.shown
        super().show_mark(mark)
        if changed:
            self._thread, self._about, self._trouble, self._is_there = self._tell(mark)
            self._fill()

    def show_current(self, on: bool) -> None:
        super().show_current(on)
        if on != self._is_open:
            self._is_open = on
            self._fill()

    def stops(self) -> Sequence[QWidget]:
        found = (self.input, self._answer_button, self._settle_button) if self._is_open else ()
        return [one for one in found if one is not None]

    def is_busy(self) -> bool:
        return self.input is not None and bool(self.input.text)

    def enter(self) -> None:
        if self.input is not None and self._is_open:
            self.input.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().enter()

    # What it shows.

    def _fill(self) -> None:
        for widget in self._shown:
            self.column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = [*self._said_of_its_place(), *self._comments()]
        for number, widget in enumerate(self._shown):
            self.column.insertWidget(number, widget)
            widget.show()
        self._fill_foot()
        self.setProperty("level", "resolved" if self._thread.resolved else "")
        self.setAccessibleName(self._spoken())
        self.updateGeometry()

    def _said_of_its_place(self) -> list[QWidget]:
        if self._trouble:
            return [WrappingLabel(self._trouble, "problem-warning", self)]
        return [WrappingLabel("Resolved", "help", self)] if self._thread.resolved else []

    def _comments(self) -> list[QWidget]:
        comments = self._thread.comments
        if self._is_open:
            return [widget for comment in comments for widget in self._whole(comment)]
        if not comments:
            return []
        first = comments[0]
        shown: list[QWidget] = [self.head(first.author, first.at), WrappingLabel(_short(first.text), "", self)]
        replies = counted(len(comments) - 1, "reply", "replies")
        return [*shown, WrappingLabel(replies, "help", self)] if len(comments) > 1 else shown

    def _whole(self, comment: Comment) -> list[QWidget]:
        text = WrappingLabel(comment.text, "", self)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return [self.head(comment.author, comment.at), text]

    def _fill_foot(self) -> None:
        if self._is_open and self.input is None:
            self.input = RemarkEdit(f"Reply to the comment on {self._about}", "Reply", self)
            self.input.go_on_with(self._begun)
            self.input.posted.connect(self._answer)
            self.input.textChanged.connect(self._changed)
            self.watch(self.input)
            self._answer_button = self.button("Reply", "primary", "Post the reply (Ctrl+Enter)", self._answer)
            self._settle_button = self.button("Resolve", "fix", "", self._settle)
            self.column.addWidget(self.input)
            self._foot = self.row(self._answer_button, self._settle_button)
        if self.input is None or self._foot is None or self._settle_button is None:
            return
        for widget in (self.input, self._foot):
            widget.setVisible(self._is_open)
        self._settle_button.setVisible(self._is_there)
        self._settle_button.setText("Reopen" if self._thread.resolved else "Resolve")
        self._settle_button.setAccessibleName(f"{self._settle_button.text()} the comment on {self._about}")
        self._settle_button.setToolTip(f"{self._settle_button.text()} (Ctrl+Shift+D)")
        self._enable()

    @Slot()
    def _changed(self) -> None:
        self._enable()
        if self.input is not None:
            self.written.emit(self._thread.id, self.input.toPlainText())

    def _enable(self) -> None:
        if self.input is not None and self._answer_button is not None:
            self._answer_button.setVisible(bool(self.input.text))

    @Slot()
    def _answer(self) -> None:
        if self.input is not None and self.input.text:
            text = self.input.text
            self.input.clear()
            self.answered.emit(self._thread.id, text)

    @Slot()
    def _settle(self) -> None:
        self.settled.emit(self._thread.id)

    def _spoken(self) -> str:
        comments = self._thread.comments
        parts = ["Resolved comment" if self._thread.resolved else "Comment", f"on {self._about}"]
        told = [f"{one.author}, {short_datetime_label(one.at)}: {one.text}" for one in comments]
        return ". ".join([" ".join(parts), *([self._trouble] if self._trouble else []), *told])


def quoted(words: str) -> str:
    """Words, cut where they are long."""
    flat = " ".join(words.split())
    return flat if len(flat) <= _QUOTED else f"{flat[:_QUOTED].rsplit(' ', 1)[0]} …"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHORT else f"{flat[:_SHORT].rsplit(' ', 1)[0]} …"

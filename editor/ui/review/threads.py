"""Comments in the margin: begun on words or a field, answered, resolved, and followed to where their words are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from editor.document.path_labels import place_of
from editor.document.paths import ROOT, FieldPath
from editor.document.review.anchors import Anchor, nearest_anchor
from editor.document.review.threads import anchor_in, has_field, path_of, text_in, value_of
from editor.document.text.inline import plain
from editor.session.issue.session import Session
from editor.session.review.annotation import Annotation
from editor.session.review.reviewing import Reviewing
from editor.ui.review.annotations import Annotations
from editor.ui.review.card import AnnotationCard
from editor.ui.review.thread_cards import DraftCard, ThreadCard, Told, quoted
from editor.ui.text.highlights import Highlight, HighlightKind
from schemas.review import Thread

FIELD_GONE = "The field is gone."
THREAD_GONE = "This comment was removed meanwhile. Your reply becomes a comment of its own."
OF_ONE_PARAGRAPH = "A comment is about words of one paragraph: this one is about the first of those selected."


class _Text(NamedTuple):
    """A field that threads are about: its value, and that as it is read if it is a text."""

    path: FieldPath
    is_there: bool
    value: Any
    read: str | None


class _Known(NamedTuple):
    """A thread as it was looked at last, and what its field held then."""

    thread: Thread
    text: _Text
    mark: Annotation
    highlights: tuple[Highlight, ...]
    trouble: str
    is_there: bool


@dataclass(frozen=True)
class _Draft:
    """A comment that is being written."""

    path: FieldPath
    place: Anchor | None


class Threads(QObject):
    """The threads of one issue as marks, and what can be done with them."""

    def __init__(
        self, reviewing: Reviewing, session: Session, marking: Annotations, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._reviewing = reviewing
        self._session = session
        self._marking = marking
        self._known: dict[str, _Known] = {}
        self._texts: dict[str, _Text] = {}
        self._drafts: dict[str, _Draft] = {}
        # Not in the cards alone: one that is out of view is put away.
        self._written: dict[str, str] = {}
        self._numbers = count(1)
        self._kept: str | None = None
        self._shows_resolved = False
        marking.add(self)
        marking.current_changed.connect(self._current_changed)

    # --- Marks --------------------------------------------------------------------------------------------

    def marks(self) -> tuple[Annotation, ...]:
        """Threads that are open, resolved ones that are looked at or answered, and comments that are being written."""
        texts: dict[str, _Text] = {}
        known: dict[str, _Known] = {}
        gone = self._gone()
        for thread in (*self._reviewing.review.threads, *gone):
            if thread.resolved and not (self._shows_resolved or thread.id == self._kept or thread.id in self._written):
                continue
            text = texts.get(thread.path)
            if text is None:
                text = texts[thread.path] = self._text(thread)
            before = self._known.get(thread.id)
            is_there = thread not in gone
            if before is not None and before.thread is thread and before.text is text and before.is_there is is_there:
                known[thread.id] = before
            else:
                known[thread.id] = self._looked_at(thread, text, is_there=is_there)
        self._known, self._texts = known, texts
        drafts = (self._draft_mark(key, draft) for key, draft in self._drafts.items())
        return (*(one.mark for one in known.values()), *drafts)

    def _gone(self) -> tuple[Thread, ...]:
        """Threads that are no more (somebody else's merge, an undo) while an answer to them is being written."""
        if not self._written:
            return ()
        there = {thread.id for thread in self._reviewing.review.threads}
        return tuple(self._known[key].thread for key in self._written if key in self._known and key not in there)

    def _text(self, thread: Thread) -> _Text:
        """What a thread's field holds now; the same object as before where it holds the same."""
        issue = self._session.issue
        value, is_there = value_of(issue, thread), has_field(issue, thread)
        before = self._texts.get(thread.path)
        if before is not None and before.value is value and before.is_there is is_there:
            return before
        path = before.path if before is not None else path_of(thread) or ROOT
        text = text_in(issue, path, value)
        return _Text(path, is_there, value, None if text is None else plain(text))

    def _looked_at(self, thread: Thread, text: _Text, *, is_there: bool) -> _Known:
        path, has_field, _, read = text
        place = None if read is None or thread.detached else anchor_in(read, thread)
        trouble = ""
        if not is_there:
            trouble = THREAD_GONE
        elif not has_field:
            trouble = f"{FIELD_GONE} It said “{quoted(thread.words)}”." if thread.words else FIELD_GONE
        elif thread.words and place is None:
            trouble = f"The words “{quoted(thread.words)}” are gone."
        start = thread.start if place is None else place.start
        mark = Annotation(thread.id, path, start, (thread.comments, thread.resolved, trouble), at_top=not has_field)
        highlights: tuple[Highlight, ...] = ()
        if thread.resolved and thread.id != self._kept:
            pass
        elif place is not None:
            highlights = (Highlight(path, place.start, len(place.words), HighlightKind.COMMENT),)
        elif has_field and not thread.words:
            highlights = (Highlight(path, 0, 0, HighlightKind.COMMENT),)
        before = self._known.get(thread.id)
        if before is not None and before.mark == mark and before.highlights == highlights:
            mark, highlights = before.mark, before.highlights
        return _Known(thread, text, mark, highlights, trouble, is_there)

    def _draft_mark(self, key: str, draft: _Draft) -> Annotation:
        place = self._place_of(draft)
        return Annotation(key, draft.path, place.start if place is not None else 0)

    def _place_of(self, draft: _Draft) -> Anchor | None:
        """Where the words of a draft stand by now; None where it is about a field, or they are gone."""
        place = draft.place
        now = text_in(self._session.issue, draft.path, self._session.value(draft.path))
        return place if place is None or now is None else nearest_anchor(place.words, place.start, plain(now))

    def highlights(self, mark: Annotation) -> tuple[Highlight, ...]:
        """The words of a thread, or its whole field."""
        draft = self._drafts.get(mark.key)
        if draft is not None:
            place = self._place_of(draft)
            return (
                Highlight(
                    draft.path, place.start if place else 0, len(place.words) if place else 0, HighlightKind.COMMENT
                ),
            )
        known = self._known.get(mark.key)
        return known.highlights if known is not None else ()

    def card(self, mark: Annotation, parent: QWidget) -> AnnotationCard:
        """What shows a thread."""
        draft = self._drafts.get(mark.key)
        if draft is not None:
            author = self._reviewing.name
            about = self._about(draft.path, draft.place.words if draft.place else "")
            made = DraftCard(mark, about, author, parent, self._written.get(mark.key, ""))
            made.written.connect(self._write)
            made.posted.connect(self._post)
            made.dropped.connect(self._drop)
            made.left.connect(self._left_draft)
            return made
        card = ThreadCard(mark, parent, self._told, self._written.get(mark.key, ""))
        card.written.connect(self._write)
        card.answered.connect(self._answer)
        card.settled.connect(self._settle)
        return card

    def _told(self, mark: Annotation) -> Told:
        known = self._known[mark.key]
        return Told(known.thread, self._about(mark.path, known.thread.words), known.trouble, known.is_there)

    def _about(self, path: FieldPath, words: str) -> str:
        place = place_of(self._session.issue, path) or "the issue"
        return f"“{quoted(words)}” in {place}" if words else place

    # --- Deeds --------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin a comment on what is selected, on the field that the caret is in, or else on the section."""
        form = self._marking.form
        if form is None or self._marking.has_keyboard:
            return
        selected = form.selection()
        path, start, length = selected if selected is not None else (form.path, 0, 0)
        text = form.active_text()
        if text is not None and text.spans_paragraphs:
            form.select(path, start, length)  # so that it shows what the comment will be about
            self._marking.say(OF_ONE_PARAGRAPH)
        key = next((key for key, one in self._drafts.items() if one == self._draft(path, start, length)), None)
        if key is None:
            key = f"draft-{next(self._numbers)}"
            self._drafts[key] = self._draft(path, start, length)
        self._marking.open()
        self._marking.refresh()
        self._marking.choose(key, enter=True)

    def _draft(self, path: FieldPath, start: int, length: int) -> _Draft:
        text = text_in(self._session.issue, path, self._session.value(path))
        words = plain(text)[start : start + length] if text is not None else ""
        return _Draft(path, Anchor(start, words) if words else None)

    @Slot(str)
    def _post(self, key: str) -> None:
        draft, text = self._drafts[key], self._written.get(key, "").strip()
        if not text:
            return
        del self._drafts[key], self._written[key]
        self._open(draft, text)

    def _open(self, draft: _Draft, text: str) -> None:
        """Open a thread, on the words where they stand by now."""
        before = {thread.id for thread in self._reviewing.review.threads}
        self._reviewing.comment(draft.path, text, self._place_of(draft))
        new = next((thread.id for thread in self._reviewing.review.threads if thread.id not in before), None)
        self._marking.refresh()
        self._marking.choose(new)
        self._marking.to_text()

    @Slot(str)
    def _drop(self, key: str) -> None:
        self._drafts.pop(key, None)
        self._written.pop(key, None)
        self._marking.to_text()
        self._marking.refresh()

    @Slot()
    def _left_draft(self) -> None:
        """An empty comment that is left goes away."""
        card = self.sender()
        if isinstance(card, DraftCard) and not card.input.text:
            self._drafts.pop(card.mark.key, None)
            self._marking.touch()

    # --- What is begun ------------------------------------------------------------------------------------

    @Slot(str, str)
    def _write(self, key: str, text: str) -> None:
        if text.strip():
            self._written[key] = text
        else:
            self._written.pop(key, None)

    @property
    def unposted(self) -> tuple[str, ...]:
        """The keys of comments and answers that were begun and not posted; those with nothing in them do not count."""
        return tuple(self._written)

    def show_unposted(self) -> None:
        """Go to the first of them, with the keyboard."""
        if self.unposted:
            self._marking.open()
            self._marking.choose(self.unposted[0], enter=True)

    def discard_unposted(self) -> None:
        """Throw all of them away."""
        for key in self.unposted:
            del self._written[key]
            self._drafts.pop(key, None)
            card = self._marking.margin.card(key)
            if isinstance(card, ThreadCard) and card.input is not None:
                card.input.clear()
        self._marking.refresh()

    # --- Threads ------------------------------------------------------------------------------------------

    def show_resolved(self, on: bool) -> None:
        """Let resolved threads stand in the margin too, or open ones alone."""
        self._shows_resolved = on
        if on:
            self._marking.open()
        self._marking.refresh()

    def settle_current(self) -> None:
        """Resolve the current thread, or open it again."""
        current = self._marking.current
        if current is not None and current.key in self._known:
            self._settle(current.key)
        else:
            self._marking.say("No comment is chosen. F4 goes to the next mark.")

    @Slot(str)
    def _settle(self, key: str) -> None:
        thread = self._thread(key)
        if thread is not None:
            self._kept = key
            if thread.resolved:
                self._reviewing.reopen(key)
            else:
                self._reviewing.resolve(key)
        self._marking.refresh()

    @Slot(str, str)
    def _answer(self, key: str, text: str) -> None:
        if self._thread(key) is not None:
            self._reviewing.answer(key, text)
            self._marking.refresh()
        else:
            thread, seen, *_ = self._known[key]
            self._open(_Draft(seen.path, Anchor(thread.start, thread.words) if thread.words else None), text)

    def _thread(self, key: str) -> Thread | None:
        """A thread as it is now; what the margin shows may have been undone a moment ago."""
        return next((one for one in self._reviewing.review.threads if one.id == key), None)

    @Slot()
    def _current_changed(self) -> None:
        """A resolved thread stays as long as it is looked at."""
        current = self._marking.current
        key = current.key if current is not None else None
        if self._kept is not None and self._kept != key:
            self._kept = None
            self._marking.touch()

"""Comments in the margin: starting, replying, resolving, and following the commented text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from operator import is_
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from editor.document.path_labels import path_label
from editor.document.paths import ROOT, FieldPath
from editor.document.review.anchors import Anchor, nearest_anchor
from editor.document.review.threads import has_field, path_of, shown_anchor, text_in, value_of
from editor.document.text.inline import plain
from editor.session.issue.session import Session
from editor.session.review.annotation import Annotation
from editor.session.review.reviewing import Reviewing
from editor.ui.look.tokens import PEOPLE
from editor.ui.review.annotations import Annotations
from editor.ui.review.card import AnnotationCard
from editor.ui.review.name_request import NameRequest
from editor.ui.review.thread_cards import DraftCard, ThreadCard, ThreadDetails, excerpt
from editor.ui.text.highlights import Highlight, HighlightKind
from schemas.review import Thread

NO_COMMENT_SELECTED = "No comment is selected. Press F4 for the next comment or suggestion."
FIELD_GONE = "The field was removed."
THREAD_GONE = "This comment was removed. Your reply will be posted as a new comment."
ONE_PARAGRAPH_ONLY = "A comment applies to one paragraph. This one applies to the first selected paragraph."


class _FieldText(NamedTuple):
    """A field that threads are about: its value as shown and as the author wrote it, and what is a text of them.

    `shown` and `written` are limited Markdown; `written` is None if both are the same.
    """

    path: FieldPath
    is_there: bool
    value: Any
    own_value: Any
    shown: str | None
    written: str | None


class _Cached(NamedTuple):
    """A thread with its annotation, and the field's text that it was located in."""

    thread: Thread
    text: _FieldText
    annotation: Annotation
    highlights: tuple[Highlight, ...]
    problem: str
    is_there: bool


@dataclass(frozen=True)
class _Draft:
    """A comment that is being typed."""

    path: FieldPath
    place: Anchor | None


class Threads(QObject):
    """A source of annotations for comment threads, and the commands on them."""

    def __init__(
        self,
        reviewing: Reviewing,
        session: Session,
        annotations: Annotations,
        names: NameRequest,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reviewing = reviewing
        self._session = session
        self._annotations = annotations
        self._names = names
        self._known: dict[str, _Cached] = {}
        self._people: Mapping[str, int] = {}
        self._texts: dict[str, _FieldText] = {}
        self._drafts: dict[str, _Draft] = {}
        # Kept here because a card out of view may be removed.
        self._unposted_texts: dict[str, str] = {}
        self._numbers = count(1)
        self._kept_resolved: str | None = None
        self._shows_resolved = False
        annotations.add(self)
        annotations.current_changed.connect(self._current_changed)

    # Annotations

    def annotations(self) -> tuple[Annotation, ...]:
        """Return the open threads, resolved ones that are shown or replied to, and drafts."""
        texts: dict[str, _FieldText] = {}
        known: dict[str, _Cached] = {}
        gone = self._removed_threads()
        people = self._reviewing.numbers(PEOPLE)
        is_as_before, self._people = people == self._people, people
        for thread in (*self._reviewing.review.threads, *gone):
            if thread.resolved and not (
                self._shows_resolved or thread.id == self._kept_resolved or thread.id in self._unposted_texts
            ):
                continue
            text = texts.get(thread.path)
            if text is None:
                text = texts[thread.path] = self._text(thread)
            before = self._known.get(thread.id)
            is_there = thread not in gone
            is_same = before is not None and before.thread is thread and before.text is text
            if before is not None and is_same and is_as_before and before.is_there is is_there:
                known[thread.id] = before
            else:
                known[thread.id] = self._build(thread, text, is_there=is_there)
        self._known, self._texts = known, texts
        drafts = (self._draft_mark(key, draft) for key, draft in self._drafts.items())
        return (*(one.annotation for one in known.values()), *drafts)

    def _removed_threads(self) -> tuple[Thread, ...]:
        """Return threads that were removed (by a merge or undo) while a reply to them was being typed."""
        if not self._unposted_texts:
            return ()
        there = {thread.id for thread in self._reviewing.review.threads}
        return tuple(self._known[key].thread for key in self._unposted_texts if key in self._known and key not in there)

    def _text(self, thread: Thread) -> _FieldText:
        """Return the current text of a thread's field; the same object as before if it is unchanged."""
        issue, whole = self._session.issue, self._session.whole
        value, is_there = value_of(issue, thread), has_field(issue, thread)
        own_value = value if issue is whole else value_of(whole, thread)
        before = self._texts.get(thread.path)
        values = value, own_value, is_there
        if before is not None and all(map(is_, (before.value, before.own_value, before.is_there), values)):
            return before
        path = before.path if before is not None else path_of(thread) or ROOT
        written = None if own_value == value else text_in(whole, path, own_value)
        return _FieldText(path, is_there, value, own_value, text_in(issue, path, value), written)

    def _build(self, thread: Thread, text: _FieldText, *, is_there: bool) -> _Cached:
        path, has_field, _, _, shown, written = text
        place = None if shown is None or thread.detached else shown_anchor(thread, written, shown)
        problem = ""
        if not is_there:
            problem = THREAD_GONE
        elif not has_field:
            problem = f"{FIELD_GONE} Commented text: “{excerpt(thread.words)}”." if thread.words else FIELD_GONE
        elif thread.words and place is None:
            is_suggested = written is not None and not thread.detached
            what = "is suggested for deletion" if is_suggested else "was removed"
            problem = f"The text “{excerpt(thread.words)}” {what}."
        start = thread.start if place is None else place.start
        author = thread.comments[0].author if thread.comments else ""
        people = tuple(self._people.get(comment.author, 0) for comment in thread.comments)
        content = (thread.comments, thread.resolved, problem, people)
        annotation = Annotation(thread.id, path, start, content, at_top=not has_field, author=author)
        highlights: tuple[Highlight, ...] = ()
        if thread.resolved and thread.id != self._kept_resolved:
            pass
        elif place is not None:
            highlights = (Highlight(path, place.start, len(place.words), HighlightKind.COMMENT),)
        elif has_field and not thread.words:
            highlights = (Highlight(path, 0, 0, HighlightKind.COMMENT),)
        before = self._known.get(thread.id)
        if before is not None and before.annotation == annotation and before.highlights == highlights:
            annotation, highlights = before.annotation, before.highlights
        return _Cached(thread, text, annotation, highlights, problem, is_there)

    def _draft_mark(self, key: str, draft: _Draft) -> Annotation:
        place = self._place_of(draft)
        return Annotation(key, draft.path, place.start if place is not None else 0)

    def _place_of(self, draft: _Draft) -> Anchor | None:
        """Return where the text of a draft is now; None if it is about a field, or the text was removed."""
        place = draft.place
        now = text_in(self._session.issue, draft.path, self._session.value(draft.path))
        return place if place is None or now is None else nearest_anchor(place.words, place.start, plain(now))

    def highlights(self, annotation: Annotation) -> tuple[Highlight, ...]:
        """Return the text of a thread, or its whole field."""
        draft = self._drafts.get(annotation.key)
        if draft is not None:
            place = self._place_of(draft)
            return (
                Highlight(
                    draft.path, place.start if place else 0, len(place.words) if place else 0, HighlightKind.COMMENT
                ),
            )
        known = self._known.get(annotation.key)
        return known.highlights if known is not None else ()

    def card(self, annotation: Annotation, parent: QWidget) -> AnnotationCard:
        """Create the card of a thread or draft."""
        draft = self._drafts.get(annotation.key)
        if draft is not None:
            author = self._reviewing.name
            about = self._about(draft.path, draft.place.words if draft.place else "")
            text = self._unposted_texts.get(annotation.key, "")
            made = DraftCard(annotation, about, author, parent, text, asks_name=self._names.is_due)
            made.named.connect(self._names.take)
            made.text_changed.connect(self._store_text)
            made.posted.connect(self._post)
            made.discarded.connect(self._discard)
            made.left.connect(self._on_draft_left)
            return made
        card = ThreadCard(annotation, parent, self._details_of, self._unposted_texts.get(annotation.key, ""))
        card.text_changed.connect(self._store_text)
        card.replied.connect(self._reply)
        card.resolve_toggled.connect(self._toggle_resolved)
        return card

    def _details_of(self, annotation: Annotation) -> ThreadDetails:
        known = self._known[annotation.key]
        about = self._about(annotation.path, known.thread.words)
        return ThreadDetails(known.thread, about, known.problem, known.is_there, self._people)

    def _about(self, path: FieldPath, words: str) -> str:
        place = path_label(self._session.issue, path) or "the issue"
        return f"“{excerpt(words)}” in {place}" if words else place

    # Commands

    def start_comment(self) -> None:
        """Start a comment on the selection, on the field with the caret, or else on the section."""
        form = self._annotations.form
        if form is None or self._annotations.has_keyboard:
            return
        selected = form.selection()
        path, start, length = selected if selected is not None else (form.path, 0, 0)
        text = form.active_text()
        if text is not None and text.spans_paragraphs:
            form.select(path, start, length)  # shows what the comment applies to
            self._annotations.show_message(ONE_PARAGRAPH_ONLY)
        key = next((key for key, one in self._drafts.items() if one == self._draft(path, start, length)), None)
        if key is None:
            key = f"draft-{next(self._numbers)}"
            self._drafts[key] = self._draft(path, start, length)
        self._annotations.open()
        self._annotations.refresh()
        self._annotations.choose(key, enter=True)

    def _draft(self, path: FieldPath, start: int, length: int) -> _Draft:
        text = text_in(self._session.issue, path, self._session.value(path))
        words = plain(text)[start : start + length] if text is not None else ""
        return _Draft(path, Anchor(start, words) if words else None)

    @Slot(str)
    def _post(self, key: str) -> None:
        draft, text = self._drafts[key], self._unposted_texts.get(key, "").strip()
        if not text:
            return
        del self._drafts[key], self._unposted_texts[key]
        self._start_thread(draft, text)

    def _start_thread(self, draft: _Draft, text: str) -> None:
        """Create a thread on the text where it is now."""
        before = {thread.id for thread in self._reviewing.review.threads}
        self._reviewing.comment(draft.path, text, self._place_of(draft))
        new = next((thread.id for thread in self._reviewing.review.threads if thread.id not in before), None)
        self._annotations.refresh()
        self._annotations.choose(new)
        self._annotations.focus_text()

    @Slot(str)
    def _discard(self, key: str) -> None:
        self._drafts.pop(key, None)
        self._unposted_texts.pop(key, None)
        self._annotations.focus_text()
        self._annotations.refresh()

    @Slot()
    def _on_draft_left(self) -> None:
        """Remove an empty draft when it is left."""
        card = self.sender()
        if isinstance(card, DraftCard) and not card.input.text:
            self._drafts.pop(card.annotation.key, None)
            self._annotations.schedule_refresh()

    # Unposted texts

    @Slot(str, str)
    def _store_text(self, key: str, text: str) -> None:
        if key not in self._drafts and key not in self._known:
            return  # a last word of the card of a comment that was posted
        if text.strip():
            self._unposted_texts[key] = text
        else:
            self._unposted_texts.pop(key, None)

    @property
    def unposted(self) -> tuple[str, ...]:
        """The keys of comments and replies with unposted text."""
        return tuple(self._unposted_texts)

    def show_unposted(self) -> None:
        """Focus the first of them."""
        if self.unposted:
            self._annotations.open()
            self._annotations.choose(self.unposted[0], enter=True)

    def discard_unposted(self) -> None:
        """Discard all of them."""
        for key in self.unposted:
            del self._unposted_texts[key]
            self._drafts.pop(key, None)
            card = self._annotations.margin.card(key)
            if isinstance(card, ThreadCard) and card.input is not None:
                card.input.clear()
        self._annotations.refresh()

    # Threads

    def show_resolved(self, on: bool) -> None:
        """Show resolved threads too, or only open ones."""
        self._shows_resolved = on
        if on:
            self._annotations.open()
        self._annotations.refresh()

    def toggle_resolved(self) -> None:
        """Resolve the current thread, or reopen it."""
        current = self._annotations.current
        if current is not None and self.has_current:
            self._toggle_resolved(current.key)
        else:
            self._annotations.show_message(NO_COMMENT_SELECTED)

    @property
    def has_current(self) -> bool:
        """Whether a thread is the current annotation."""
        current = self._annotations.current
        return current is not None and current.key in self._known

    @Slot(str)
    def _toggle_resolved(self, key: str) -> None:
        thread = self._thread(key)
        if thread is not None:
            self._kept_resolved = key
            if thread.resolved:
                self._reviewing.reopen(key)
            else:
                self._reviewing.resolve(key)
        self._annotations.refresh()

    @Slot(str, str)
    def _reply(self, key: str, text: str) -> None:
        if self._thread(key) is not None:
            self._reviewing.answer(key, text)
            self._annotations.refresh()
            self._names.ask()
        else:
            thread, seen, *_ = self._known[key]
            self._start_thread(_Draft(seen.path, Anchor(thread.start, thread.words) if thread.words else None), text)

    def _thread(self, key: str) -> Thread | None:
        """Return a thread; None if it was just undone."""
        return next((one for one in self._reviewing.review.threads if one.id == key), None)

    @Slot()
    def _current_changed(self) -> None:
        """Hide a resolved thread once it is no longer current."""
        current = self._annotations.current
        key = current.key if current is not None else None
        if self._kept_resolved is not None and self._kept_resolved != key:
            self._kept_resolved = None
            self._annotations.schedule_refresh()

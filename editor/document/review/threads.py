"""Threads of comments: opened, answered, resolved, and kept on their words while the text changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from operator import is_
from typing import Any, NamedTuple

from editor.document.editing.diff import changes
from editor.document.editing.edits import Edit, InsertItem, RemoveItem, SetValue
from editor.document.field_specs import is_inline
from editor.document.paths import ROOT, FieldPath, NoSuchField, value_at
from editor.document.review.anchors import Anchor, follow, nearest_anchor
from editor.document.text.inline import escaped, plain
from schemas import Issue, Item, Part
from schemas.review import Comment, Review, Thread


def with_new_thread(
    review: Review, path: FieldPath, text: str, *, by: str, at: dt.datetime, place: Anchor | None = None
) -> Review:
    """A new thread about a field, or about words in it."""
    start, words = (place.start, place.words) if place is not None else (0, "")
    thread = Thread(path=str(path), start=start, words=words, comments=(Comment(author=by, at=at, text=text),))
    return review.model_copy(update={"threads": (*review.threads, thread)})


def with_reply(review: Review, thread_id: str, text: str, *, by: str, at: dt.datetime) -> Review:
    """The thread with one comment more; an answer opens a resolved thread again."""
    comment = Comment(author=by, at=at, text=text)
    return _changed(
        review,
        thread_id,
        lambda thread: thread.model_copy(update={"comments": (*thread.comments, comment), "resolved": False}),
    )


def with_resolved(review: Review, thread_id: str, *, done: bool = True) -> Review:
    """The thread resolved, or open again."""
    return _changed(review, thread_id, lambda thread: thread.model_copy(update={"resolved": done}))


def is_attached(issue: Issue, thread: Thread) -> bool:
    """Whether the thread's field is there, and its words in it."""
    if thread.detached or not has_field(issue, thread):
        return False
    return not thread.words or anchor_of(issue, thread) is not None


def anchor_of(issue: Issue, thread: Thread) -> Anchor | None:
    """Where the thread's words stand in their text as it is read; None without words, and where they are gone."""
    text = text_of(issue, thread)
    return anchor_in(plain(text), thread) if text is not None and not thread.detached else None


def anchor_in(read: str, thread: Thread) -> Anchor | None:
    """Where the thread's words stand in a text as it is read; None without words, and where they are not."""
    if not thread.words:
        return None
    if read.startswith(thread.words, thread.start):
        return Anchor(thread.start, thread.words)
    return nearest_anchor(thread.words, thread.start, read)  # the file was changed by another program


def path_of(thread: Thread) -> FieldPath:
    """Where a thread points; to the issue itself where that is no path."""
    try:
        return FieldPath.parse(thread.path)
    except ValueError:
        return ROOT


def has_field(issue: Issue, thread: Thread) -> bool:
    """Whether the thread's field is there, be it empty."""
    try:
        value_at(issue, FieldPath.parse(thread.path))
    except (NoSuchField, ValueError):
        return False
    return True


def value_of(issue: Issue, thread: Thread) -> Any:
    """The value that the thread is about; None where there is none."""
    try:
        return value_at(issue, FieldPath.parse(thread.path))
    except (NoSuchField, ValueError):
        return None


def text_of(issue: Issue, thread: Thread) -> str | None:
    """The text that the thread is about, as limited Markdown; None where there is none."""
    value = value_of(issue, thread)
    return None if value is None else text_in(issue, FieldPath.parse(thread.path), value)


def text_in(issue: Issue, path: FieldPath, value: Any) -> str | None:
    """The value of a field as limited Markdown; None where it is no text."""
    if not isinstance(value, str):
        return None
    return value if is_inline(issue, path) else escaped(value)


def with_updated_anchors(before: Issue, after: Issue) -> Issue:
    """`after` with the threads of each changed text moved along with their words, or marked as detached.

    Words that went into another text of the same field (a paragraph was parted, or two were joined) take their thread
    with them. Words that come back (typed again, or taken back from a deletion) attach their thread again.

    A thread whose words are found from where they were before stays the very same: so a letter typed before a
    thousand commented words changes no thread, and two people who write in one text do not both move its threads.
    """
    threads = after.review.threads
    if not threads:
        return after
    edits = changes(before, after.model_copy(update={"review": before.review}))
    texts = {
        str(edit.path): _text_change(before, after, edit.path, edit.value)
        for edit in edits
        if isinstance(edit, SetValue) and isinstance(edit.value, str)
    }
    gone = tuple(f"{edit.path}/" for edit in edits if isinstance(edit, RemoveItem))
    if not texts and not gone:
        return after
    elsewhere = _ChangedTexts(after, edits)
    moved = tuple([_moved(one, texts[one.path], elsewhere) if one.path in texts else one for one in threads])
    if gone:
        moved = tuple([(elsewhere.moved(one) or one) if one.path.startswith(gone) else one for one in moved])
    return with_threads(after, moved)


class _TextChange(NamedTuple):
    """A changed text before and after: as limited Markdown, and as it is read."""

    before: str
    after: str
    was: str
    now: str


def _text_change(before: Issue, after: Issue, path: FieldPath, value: str) -> _TextChange:
    old = str(value_at(before, path))
    if not is_inline(after, path):
        old, value = escaped(old), escaped(value)
    return _TextChange(old, value, plain(old), plain(value))


def with_threads(issue: Issue, threads: tuple[Thread, ...]) -> Issue:
    """The issue with these threads; the same object where they are its own."""
    if all(map(is_, threads, issue.review.threads)):
        return issue
    return issue.model_copy(update={"review": issue.review.model_copy(update={"threads": threads})})


def with_anchor(thread: Thread, place: Anchor | None) -> Thread:
    """The thread on these words; detached where there are none."""
    if place is None:
        return thread if thread.detached else thread.model_copy(update={"detached": True})
    if (thread.start, thread.words, thread.detached) == (place.start, place.words, False):
        return thread
    return thread.model_copy(update={"start": place.start, "words": place.words, "detached": False})


class _ChangedTexts:
    """The texts that an edit changed or brought, to look for words in that left their own."""

    def __init__(self, after: Issue, edits: tuple[Edit, ...]) -> None:
        self._after = after
        self._edits = edits

    def moved(self, thread: Thread) -> Thread | None:
        """The thread in the text of its own field that its words went into; None where that cannot be told."""
        field = _field(path_of(thread))
        places = [
            (path, text.index(thread.words))
            for path, text in self._texts()
            if _field(path) == field and str(path) != thread.path and text.count(thread.words) == 1
        ]
        if len(places) != 1:
            return None
        path, start = places[0]
        return thread.model_copy(update={"path": str(path), "start": start, "detached": False})

    def _texts(self) -> list[tuple[FieldPath, str]]:
        nearest_anchor: list[tuple[FieldPath, str]] = []
        for edit in self._edits:
            if isinstance(edit, SetValue) and isinstance(edit.value, str):
                nearest_anchor.append((edit.path, edit.value))
            elif isinstance(edit, InsertItem):
                nearest_anchor += _texts_in(edit.item, edit.path / edit.item.id)
        return [(path, plain(text)) for path, text in nearest_anchor if is_inline(self._after, path)]


def _texts_in(value: Any, base: FieldPath) -> list[tuple[FieldPath, str]]:
    nearest_anchor: list[tuple[FieldPath, str]] = []
    if isinstance(value, Part):
        for name in type(value).model_fields:
            nearest_anchor += _texts_in(getattr(value, name), base / name)
    elif isinstance(value, tuple):
        for item in value:
            if isinstance(item, Item):
                nearest_anchor += _texts_in(item, base / item.id)
    elif isinstance(value, str):
        nearest_anchor.append((base, value))
    return nearest_anchor


def _field(path: FieldPath) -> FieldPath:
    """The field of an item that a path leads into: `top5/e1/comment` for `top5/e1/comment/p1/text`."""
    return FieldPath(path[:3])


def _moved(thread: Thread, change: _TextChange, elsewhere: _ChangedTexts) -> Thread:
    words = thread.words
    if not words:
        return thread
    if thread.detached:
        place = nearest_anchor(words, thread.start, change.now)
    elif change.was.count(words) == 1 == change.now.count(words):
        return thread
    else:
        own = anchor_in(change.was, thread) or Anchor(thread.start, words)
        place = follow(own, change.before, change.after)
        if place is not None and place == anchor_in(change.now, thread):
            return thread
    if place is None or place.words != words:
        parted_off = elsewhere.moved(thread)
        if parted_off is not None:
            return parted_off
    return with_anchor(thread, place)


def _changed(review: Review, thread_id: str, change: Callable[[Thread], Thread]) -> Review:
    if all(thread.id != thread_id for thread in review.threads):
        raise NoSuchField(f"review/threads/{thread_id}")
    threads = tuple(change(thread) if thread.id == thread_id else thread for thread in review.threads)
    return review.model_copy(update={"threads": threads})

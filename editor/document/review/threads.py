"""Comment threads: start, reply, resolve, and keep their anchors while the text changes."""

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
    """Return the review with a new thread about a field, or about a passage in it."""
    start, words = (place.start, place.words) if place is not None else (0, "")
    thread = Thread(path=str(path), start=start, words=words, comments=(Comment(author=by, at=at, text=text),))
    return review.model_copy(update={"threads": (*review.threads, thread)})


def with_reply(review: Review, thread_id: str, text: str, *, by: str, at: dt.datetime) -> Review:
    """Return the review with a reply. A reply reopens a resolved thread. Raises NoSuchField."""
    comment = Comment(author=by, at=at, text=text)
    return _changed(
        review,
        thread_id,
        lambda thread: thread.model_copy(update={"comments": (*thread.comments, comment), "resolved": False}),
    )


def with_resolved(review: Review, thread_id: str, *, done: bool = True) -> Review:
    """Return the review with a thread resolved or, with `done=False`, reopened. Raises NoSuchField."""
    return _changed(review, thread_id, lambda thread: thread.model_copy(update={"resolved": done}))


def is_attached(issue: Issue, thread: Thread) -> bool:
    """Whether the thread's field exists and contains its passage."""
    if thread.detached or not has_field(issue, thread):
        return False
    return not thread.words or anchor_of(issue, thread) is not None


def anchor_of(issue: Issue, thread: Thread) -> Anchor | None:
    """Return the anchor of a thread; None if it has no passage or the passage was deleted."""
    text = text_of(issue, thread)
    return anchor_in(plain(text), thread) if text is not None and not thread.detached else None


def anchor_in(read: str, thread: Thread) -> Anchor | None:
    """Return the anchor of a thread in a text without markup; None if it has no passage or it is not in the text."""
    if not thread.words:
        return None
    if read.startswith(thread.words, thread.start):
        return Anchor(thread.start, thread.words)
    return nearest_anchor(thread.words, thread.start, read)  # the file was changed by another program


def shown_anchor(thread: Thread, written: str | None, shown: str) -> Anchor | None:
    """Return the anchor of a thread in the text that is shown; None if nothing of its passage is there.

    `written` is the author's text, where the shown one has suggestions in it. Both are limited Markdown. A comment on
    words that are only suggested has its anchor in the shown text.
    """
    anchor = anchor_in(plain(written), thread) if written is not None else None
    return anchor_in(plain(shown), thread) if anchor is None or written is None else follow(anchor, written, shown)


def path_of(thread: Thread) -> FieldPath:
    """Return the path of a thread; the issue itself if the stored path is not valid."""
    try:
        return FieldPath.parse(thread.path)
    except ValueError:
        return ROOT


def has_field(issue: Issue, thread: Thread) -> bool:
    """Whether the thread's field exists, even if it is empty."""
    try:
        value_at(issue, FieldPath.parse(thread.path))
    except (NoSuchField, ValueError):
        return False
    return True


def value_of(issue: Issue, thread: Thread) -> Any:
    """Return the value of the thread's field; None if it does not exist."""
    try:
        return value_at(issue, FieldPath.parse(thread.path))
    except (NoSuchField, ValueError):
        return None


def text_of(issue: Issue, thread: Thread) -> str | None:
    """Return the text of the thread's field as limited Markdown; None if it is not a text."""
    value = value_of(issue, thread)
    return None if value is None else text_in(issue, FieldPath.parse(thread.path), value)


def text_in(issue: Issue, path: FieldPath, value: Any) -> str | None:
    """Return the value of a field as limited Markdown; None if it is not a text."""
    if not isinstance(value, str):
        return None
    return value if is_inline(issue, path) else escaped(value)


def with_updated_anchors(before: Issue, after: Issue) -> Issue:
    """Return `after` with the threads of changed texts moved with their passages, or detached.

    A passage that moved into another text of the same field (a paragraph was split, or two were joined) takes its
    thread with it. A passage that reappears (typed again, or restored by undo) attaches its thread again.

    A thread whose passage can still be found from its old position is not changed: a letter typed before a thousand
    commented passages changes no thread, and two people who edit one text do not both change its threads.
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
    """A changed text: `before` and `after` as limited Markdown, `was` and `now` without markup."""

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
    """Return the issue with these threads; the same object if they are unchanged."""
    if all(map(is_, threads, issue.review.threads)):
        return issue
    return issue.model_copy(update={"review": issue.review.model_copy(update={"threads": threads})})


def with_anchor(thread: Thread, place: Anchor | None) -> Thread:
    """Return the thread with this anchor, or detached if there is none."""
    if place is None:
        return thread if thread.detached else thread.model_copy(update={"detached": True})
    if (thread.start, thread.words, thread.detached) == (place.start, place.words, False):
        return thread
    return thread.model_copy(update={"start": place.start, "words": place.words, "detached": False})


class _ChangedTexts:
    """The texts that edits changed or inserted, searched for passages that moved out of their own text."""

    def __init__(self, after: Issue, edits: tuple[Edit, ...]) -> None:
        self._after = after
        self._edits = edits

    def moved(self, thread: Thread) -> Thread | None:
        """Return the thread moved to the text that its passage moved into; None if that is not unique."""
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
    """Return the field of an item: `top5/e1/comment` for `top5/e1/comment/p1/text`."""
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

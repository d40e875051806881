"""Moving an entry or news item to another list of the issue, or to another issue.

Between lists of one kind, an item stays what it is, with its comments, and with its id unless the other list has one
like it. Between an entry and a news item, the fields that both have are kept; what has no field there is kept in a
comment on the item.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from editor.document.editing.edits import InsertItem, RemoveItem, applied, with_fresh_ids
from editor.document.new_issue import is_written
from editor.document.path_labels import path_label
from editor.document.paths import FieldPath, position, value_at
from editor.document.sections import lists_of
from editor.document.text.inline import plain
from schemas import Bullets, Entry, Issue, Item, NewsItem, NewsSource, Paragraph, Source
from schemas.issue import Block
from schemas.review import Review, Thread


class CannotMove(Exception):
    """The item cannot be moved there; the message says why."""


@dataclass(frozen=True, slots=True)
class Moved:
    """An issue after a move, and the path of the moved item in it."""

    issue: Issue
    path: FieldPath


TOP5 = FieldPath(("top5",))


def other_lists(issue: Issue, item: FieldPath) -> tuple[FieldPath, ...]:
    """Return the lists to which an item can be moved: those of entries and of news items, without its own."""
    lists = [TOP5, *(FieldPath(("noteworthy", name)) for name, _ in lists_of(issue.noteworthy))]
    return tuple(one for one in lists if one != item.parent)


def move_to_list(issue: Issue, item: FieldPath, target: FieldPath, *, by: str, at: dt.datetime) -> Moved:
    """Move an item to another list: an entry to the end, a news item to its place by date.

    `by` and `at` are of the comment that keeps what has no field. Raises NoSuchField and CannotMove.
    """
    found = value_at(issue, item)
    if not isinstance(found, Entry | NewsItem) or target not in other_lists(issue, item):
        raise CannotMove("Only entries and news items can be moved to another list.")
    made, kept = _as_entry(found) if target == TOP5 else _as_news(found)
    items = value_at(issue, target)
    if any(one.id == made.id for one in items):
        made = with_fresh_ids(made)
    after = applied(applied(issue, RemoveItem(item)), InsertItem(target, _index(items, made), made))
    threads = tuple(_moved(thread, item, target / made.id, type(found), type(made)) for thread in issue.review.threads)
    review = after.review.model_copy(update={"threads": threads})
    if kept:
        text = f"Moved from {path_label(issue, item)}. What has no field here:\n" + "\n".join(kept)
        review = _with_comment(review, target / made.id, text, by=by, at=at)
    return Moved(after.model_copy(update={"review": review}), target / made.id)


def added_to(
    issue: Issue,
    item: Item,
    target: FieldPath,
    origin: str,
    *,
    by: str,
    at: dt.datetime,
    threads: Iterable[Thread] = (),
) -> Moved:
    """Add a copy of another issue's item, with new ids, and a comment that says where it is from.

    An entry takes the place of the first empty one without comments. `threads` are those on the item where it was in
    the list of this name; they come along. Raises NoSuchField if the issue has no such list.
    """
    made = with_fresh_ids(item)
    items = value_at(issue, target)
    index, after = _index(items, made), issue
    if (empty := _empty_entry(issue, target)) is not None:
        index, after = position(items, empty[-1]), applied(issue, RemoveItem(empty))
    after = applied(after, InsertItem(target, index, made))
    came = tuple(_copied(thread, target / item.id, target / made.id, item, made) for thread in threads)
    review = after.review.model_copy(update={"threads": (*after.review.threads, *came)})
    review = _with_comment(review, target / made.id, origin, by=by, at=at)
    return Moved(after.model_copy(update={"review": review}), target / made.id)


def threads_on(review: Review, item: FieldPath) -> tuple[Thread, ...]:
    """Return the threads about an item, its fields and passages in them."""
    return tuple(one for one in review.threads if FieldPath.parse(one.path)[: len(item)] == item)


def has_open_suggestions(review: Review, item: FieldPath) -> bool:
    """Whether somebody suggests to change an item. Suggestions name their place by paths, and cannot move along."""
    from editor.document.suggestions.review import open_records

    return any(FieldPath.parse(one.path)[: len(item)] == item for one in open_records(review))


# Comments and suggestions are loaded when the first item is moved: the window is shown before that.
def _with_comment(review: Review, path: FieldPath, text: str, *, by: str, at: dt.datetime) -> Review:
    from editor.document.review.threads import with_new_thread

    return with_new_thread(review, path, text, by=by, at=at)


def _empty_entry(issue: Issue, target: FieldPath) -> FieldPath | None:
    if target != TOP5:
        return None
    paths = (target / entry.id for entry in issue.top5 if not is_written(entry))
    free = (one for one in paths if not threads_on(issue.review, one) and not has_open_suggestions(issue.review, one))
    return next(free, None)


def _copied(thread: Thread, old: FieldPath, new: FieldPath, before: Any, after: Any) -> Thread:
    """A copy of a thread on an item, on the same field of the item's copy, which has other ids."""
    steps: list[str] = []
    for step in FieldPath.parse(thread.path)[len(old) :]:
        if isinstance(before, tuple):
            index = next((at for at, one in enumerate(before) if isinstance(one, Item) and one.id == step), None)
            if index is None:
                break
            before, after = before[index], after[index]
            steps.append(after.id)
        else:
            before, after = getattr(before, step, None), getattr(after, step, None)
            steps.append(step)
    return with_fresh_ids(thread).model_copy(update={"path": str(FieldPath((*new, *steps)))})


def _index(items: tuple[Item, ...], item: Item) -> int:
    """Where an item belongs: a news item after those of its date or earlier, another at the end."""
    if not isinstance(item, NewsItem) or item.date is None:
        return len(items)
    dates = [one.date for one in items if isinstance(one, NewsItem)]
    later = (index for index, date in enumerate(dates) if date is not None and date > item.date)
    return next(later, len(items))


def _as_news(item: Entry | NewsItem) -> tuple[NewsItem, tuple[str, ...]]:
    """The item as a news item, and what it has no field for, a line each."""
    if isinstance(item, NewsItem):
        return item, ()
    text = " ".join(text for _, text in _texts(item.at_a_glance))
    label = item.issuing_bodies[0] if item.issuing_bodies else ""
    kept = (
        ("Title", item.title),
        ("Title in the contents", item.contents_title),
        *(("MERICS comment", f"• {text}" if is_bullet else text) for is_bullet, text in _texts(item.comment)),
        ("English title of the article", item.source.title),
        ("Chinese title of the article", item.source.title_zh),
        ("Issuing bodies", ", ".join(item.issuing_bodies[1:])),
    )
    news = NewsItem(id=item.id, date=item.date, text=text, source=NewsSource(label=label, link=item.source.link))
    return news, tuple(f"{label}: {plain(value)}" for label, value in kept if value)


def _as_entry(item: Entry | NewsItem) -> tuple[Entry, tuple[str, ...]]:
    """The item as an entry, and what it has no field for, a line each."""
    if isinstance(item, Entry):
        return item, ()
    glance = (Paragraph(text=item.text),) if item.text else ()
    entry = Entry(id=item.id, date=item.date, at_a_glance=glance, source=Source(link=item.source.link))
    return entry, (f"Source: {item.source.label}",) if item.source.label else ()


def _texts(blocks: Iterable[Block]) -> Iterator[tuple[bool, str]]:
    """The texts of paragraphs and bullets that are not empty, and whether each is a bullet's."""
    for block in blocks:
        lines = [(True, one.text) for one in block.items] if isinstance(block, Bullets) else [(False, block.text)]
        yield from ((is_bullet, text.strip()) for is_bullet, text in lines if text.strip())


def _moved(thread: Thread, old: FieldPath, new: FieldPath, before: type[Item], after: type[Item]) -> Thread:
    """A thread on the moved item, at its new place: on the text if it was on that, else on the item."""
    path = FieldPath.parse(thread.path)
    if path[: len(old)] != old:
        return thread
    below = path[len(old) :]
    if before is not after:
        was_in_text = below[:1] in (("text",), ("at_a_glance",))
        below = () if not was_in_text or after is Entry else ("text",)
    return thread.model_copy(update={"path": str(FieldPath((*new, *below)))})

"""Copies an entry or item of an earlier issue into the open one."""

from __future__ import annotations

import datetime as dt

from editor.document.editing.edits import EditRefused, InsertItem, applied, with_fresh_ids
from editor.document.paths import FieldPath, path_exists, position, value_or_none
from editor.document.review.threads import with_new_thread
from editor.session.archive.archive import ReadHit
from editor.session.archive.covering import reference_to
from editor.session.issue.session import Session
from schemas import Item

COPY = "Copy from Archive"
NOT_COPIED = "This could not be copied: it is no entry or news item."


def copy_into(session: Session, read: ReadHit, after: FieldPath, *, by: str, at: dt.datetime) -> FieldPath | None:
    """Insert a copy with new ids, with a comment that says where it is from, as one undo step. Return its path.

    It comes after the item `after` if that is in the same list, otherwise to the end. Return None if it was refused
    (`Session.refused` says why).
    """
    path = FieldPath.parse(read.hit.path)
    target = path.parent
    item = value_or_none(read.issue, path) if read.issue is not None else None
    items = value_or_none(session.issue, target)
    if not isinstance(item, Item) or not isinstance(items, tuple):
        session.refused.emit(NOT_COPIED)
        return None
    copy = with_fresh_ids(item)
    is_beside = after.parent == target and path_exists(session.issue, after)
    index = position(items, after[-1]) + 1 if is_beside else len(items)
    try:
        with_copy = applied(session.issue, InsertItem(target, index, copy))
    except EditRefused as refusal:
        session.refused.emit(str(refusal))
        return None
    # As long as the copy is only a suggestion, the comment is about its list: others do not have the copy.
    is_suggested = session.issue is not session.whole
    place = target if is_suggested else target / copy.id
    review = with_new_thread(with_copy.review, place, reference_to(read.hit).as_origin, by=by, at=at)
    session.end_typing()
    session.apply(with_copy.model_copy(update={"review": review}), COPY)
    return target / copy.id if path_exists(session.issue, target / copy.id) else None

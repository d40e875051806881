"""Copies an entry or item of an earlier issue into the open one."""

from __future__ import annotations

from collections.abc import Callable

from editor.document.editing.edits import EditRefused, InsertItem, applied, with_fresh_ids
from editor.document.paths import FieldPath, path_exists, position, value_at
from editor.session.archive.archive import ReadHit
from editor.session.archive.covering import reference_to
from editor.session.issue.session import Session
from schemas import Item

COPY = "Copy from Archive"
Comment = Callable[[FieldPath, str], None]
"""Opens a comment thread about a field."""


def copy_into(session: Session, read: ReadHit, after: FieldPath, comment: Comment) -> FieldPath | None:
    """Insert a copy with new ids, with a comment that says where it is from, as one undo step. Return its path.

    It comes after the item `after` if that is in the same list, otherwise to the end. Return None if it was refused
    (`Session.refused` says why) or the issue has no such list.
    """
    path = FieldPath.parse(read.hit.path)
    target = path.parent
    if read.issue is None or not path_exists(read.issue, path) or not path_exists(session.issue, target):
        return None
    item = value_at(read.issue, path)
    items = value_at(session.issue, target)
    if not isinstance(item, Item) or not isinstance(items, tuple):
        return None
    copy = with_fresh_ids(item)
    is_beside = after.parent == target and path_exists(session.issue, after)
    index = position(items, after[-1]) + 1 if is_beside else len(items)
    edit = InsertItem(target, index, copy)
    try:
        applied(session.issue, edit)
    except EditRefused as refusal:  # before the step begins: an empty one would be left on the stack
        session.refused.emit(str(refusal))
        return None
    session.end_typing()
    session.undo_stack.beginMacro(COPY)
    try:
        session.edit(edit, COPY)
        comment(target / copy.id, reference_to(read.hit).as_origin)
    finally:
        session.undo_stack.endMacro()
    return target / copy.id

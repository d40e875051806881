"""Suggestions and comments as plain values, for scripts and other programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from editor.document.suggestions.record_paths import item_path
from editor.document.suggestions.review import open_records
from editor.document.suggestions.states import is_outdated
from schemas import Issue
from schemas.review import Thread
from schemas.suggestion import (
    AddItem,
    DropItem,
    FormatWords,
    ReplaceWords,
    SetField,
    ShiftItem,
    SuggestionRecord,
    TurnLine,
)


def open_entries(issue: Issue) -> Iterator[dict[str, Any]]:
    """Open suggestions and comments: `id, kind, author, at, path, before, after, group, outdated` of each.

    `before` and `after` are texts (a line feed ends a paragraph), values or items; of a move, `after` is the item
    that it would be behind. A comment has the words that it is about, and its last contribution.
    """
    for record in open_records(issue.review):
        before, after = _values(record)
        yield {
            "id": record.id,
            "kind": kind_of(record),
            "author": record.author,
            "at": record.at.isoformat(),
            "path": item_path(record),
            "before": before,
            "after": after,
            "group": record.group,
            "outdated": is_outdated(issue, record),
        }
    for thread in issue.review.threads:
        if not thread.resolved:
            yield _comment(thread)


def kind_of(record: SuggestionRecord) -> str:
    """What a suggestion does: `replace`, `insert`, `delete`, `split`, `join`, `format`, `turn`, `set`, `add`, ..."""
    match record:
        case ReplaceWords(old=old, new=new):
            if not old.strip() and not new.strip() and "\n" in f"{old}{new}":
                return "split" if "\n" in new else "join"
            return "replace" if old and new else "insert" if new else "delete"
        case AddItem():
            return "add"
        case _:
            return str(getattr(record, "kind", "change"))


def _values(record: SuggestionRecord) -> tuple[Any, Any]:
    match record:
        case ReplaceWords(old=old, new=new):
            return old, new
        case SetField(old=old, new=new):
            return old, new
        case FormatWords():
            changes = {"strong": record.strong, "emphasis": record.emphasis, "link": record.link}
            return record.old, {name: value for name, value in changes.items() if value is not None}
        case TurnLine():
            return ("paragraph", "bullet") if record.bullet else ("bullet", "paragraph")
        case AddItem():
            return None, record.item
        case DropItem():
            return record.item, None
        case ShiftItem():
            return None, record.after
    return None, None


def _comment(thread: Thread) -> dict[str, Any]:
    first, last = (thread.comments[0], thread.comments[-1]) if thread.comments else (None, None)
    return {
        "id": thread.id,
        "kind": "comment",
        "author": first.author if first is not None else "",
        "at": first.at.isoformat() if first is not None else None,
        "path": thread.path,
        "before": thread.words,
        "after": last.text if last is not None else "",
        "group": "",
        "outdated": thread.detached,
    }

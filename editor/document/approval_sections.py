"""The pieces of an issue that are approved one by one: masthead, each entry, each news list, imprint."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from editor.document.paths import FieldPath, path
from schemas import Issue, specs_of

_LISTS = ("policy_news", "corporate_news")
_ELSEWHERE = frozenset({"top5", "noteworthy", "imprint"})
_AS_JSON: TypeAdapter[Any] = TypeAdapter(Any)


@dataclass(frozen=True, slots=True)
class Section:
    """`key` names the section in the review; `path` is its part of the issue (empty for the masthead)."""

    key: str
    path: FieldPath


def sections(issue: Issue) -> tuple[Section, ...]:
    """All sections in the order of the pages."""
    return (
        Section("masthead", FieldPath()),
        *(Section(f"entry-{entry.id}", path(f"top5/{entry.id}")) for entry in issue.top5),
        *(Section(name.replace("_", "-"), path(f"noteworthy/{name}")) for name in _LISTS),
        Section("imprint", path("imprint")),
    )


def masthead_fields() -> tuple[str, ...]:
    """The issue's own fields that no other section holds."""
    return tuple(name for name in specs_of(Issue) if name not in _ELSEWHERE)


def section_of(field: FieldPath) -> str:
    """The key of the section that a path belongs to."""
    match field:
        case ("top5", entry, *_):
            return f"entry-{entry}"
        case ("noteworthy", name, *_):
            return name.replace("_", "-")
        case ("imprint", *_):
            return "imprint"
        case _:
            return "masthead"


def content(issue: Issue, section: Section) -> Any:
    """The values of a section, in a form that can be compared and counted."""
    match section.path:
        case ():
            return tuple(getattr(issue, name) for name in masthead_fields())
        case ("top5", entry_id):
            return next(entry for entry in issue.top5 if entry.id == entry_id)
        case ("noteworthy", name):
            return getattr(issue.noteworthy, name)
        case _:
            return issue.imprint


def digest(issue: Issue, section: Section) -> str:
    """SHA-256 of the section's content, in hexadecimal. The order of entries is not part of any entry."""
    return _digest(content(issue, section))


@lru_cache(maxsize=1024)
def _digest(value: Any) -> str:
    plain = _AS_JSON.dump_python(value, mode="json")
    return hashlib.sha256(json.dumps(plain, ensure_ascii=True, sort_keys=True).encode()).hexdigest()

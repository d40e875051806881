"""Both versions of a conflict as they are read."""

from __future__ import annotations

from typing import Any

from editor.document.compare.value_diff import excerpt, readable_runs
from editor.document.field_specs import is_inline
from editor.document.merging.conflict import Conflict
from editor.document.merging.conflicts import conflicting_orders
from editor.document.text.inline import text_of
from schemas import Issue


def readable_versions(issue: Issue, conflict: Conflict) -> tuple[str, str]:
    """Return ours and theirs as text, items on lines of their own; as Markdown if only bold, italic or links differ."""
    in_order = conflicting_orders(issue, conflict)
    if in_order is not None:
        ours, theirs = ("\n".join(f"{n}. {excerpt(item)}" for n, item in enumerate(items, 1)) for items in in_order)
        return ours, theirs
    own, other = (
        _as_text(value, is_inline=is_inline(issue, conflict.path)) for value in (conflict.ours, conflict.theirs)
    )
    if own == other and isinstance(conflict.ours, str) and isinstance(conflict.theirs, str):
        return conflict.ours, conflict.theirs
    return own, other


def _as_text(value: Any, *, is_inline: bool) -> str:
    if value is None:
        return "(removed)"
    return text_of(readable_runs(value, "\n", is_inline=is_inline)) or "(empty)"

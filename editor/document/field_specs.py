"""Field metadata by path."""

from __future__ import annotations

from editor.document.paths import FieldPath, value_or_none
from schemas import Issue, Kind, Part, Spec, specs_of


def spec_at(issue: Issue, path: FieldPath) -> Spec | None:
    """Return the `Spec` of the field at `path`, or None for items, fields without one and paths that do not exist."""
    holder = value_or_none(issue, path.parent)
    return specs_of(type(holder)).get(path[-1]) if isinstance(holder, Part) and path else None


def is_inline(issue: Issue, path: FieldPath) -> bool:
    """Whether the field at `path` is limited Markdown."""
    spec = spec_at(issue, path)
    return spec is not None and spec.kind is Kind.INLINE

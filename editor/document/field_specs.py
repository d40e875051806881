"""What the schema says of the field that a path names."""

from __future__ import annotations

from editor.document.paths import FieldPath, value_or_none
from schemas import Issue, Kind, Part, Spec, specs_of


def spec_at(issue: Issue, path: FieldPath) -> Spec | None:
    """The field's `Spec`; None for items, for fields that have none, and where nothing is."""
    holder = value_or_none(issue, path.parent)
    return specs_of(type(holder)).get(path[-1]) if isinstance(holder, Part) and path else None


def is_inline(issue: Issue, path: FieldPath) -> bool:
    """Whether a path names a text of limited Markdown."""
    spec = spec_at(issue, path)
    return spec is not None and spec.kind is Kind.INLINE

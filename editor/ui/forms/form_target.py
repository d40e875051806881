"""The context and title of the part or list that a form shows."""

from __future__ import annotations

from editor.document.paths import FieldPath, value_at
from editor.ui.forms.field_context import FieldContext
from schemas import Issue, Kind, Part, Spec, specs_of


def context_at(issue: Issue, path: FieldPath) -> FieldContext:
    """Return the context at a path. An item has the field of its list. Raises NoSuchField."""
    if not path:
        return FieldContext(type(issue), "", Spec("Issue", Kind.PART), path)
    parent = value_at(issue, path.parent)
    if isinstance(parent, Part):
        owner, name = parent, path[-1]
    else:
        owner, name = value_at(issue, path.parent.parent), path[-2]
    return FieldContext(type(owner), name, specs_of(type(owner))[name], path)

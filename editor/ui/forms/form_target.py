"""The context and title of the part or list that a form shows."""

from __future__ import annotations

from editor.document.form_structure import item_noun
from editor.document.paths import FieldPath, position, value_at
from editor.document.text.phrasing import capitalised
from editor.ui.forms.field_context import FieldContext
from schemas import Issue, Item, Kind, Part, Spec, specs_of


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


def title_at(issue: Issue, path: FieldPath) -> str:
    """Return `Entry 2` or `Policy news`; "" for the whole issue. Raises NoSuchField."""
    if not path:
        return ""
    field_context = context_at(issue, path)
    value = value_at(issue, path)
    if not isinstance(value, Item):
        return field_context.spec.label
    number = position(value_at(issue, path.parent), value.id) + 1
    return f"{capitalised(item_noun(field_context.spec, type(value)))} {number}"

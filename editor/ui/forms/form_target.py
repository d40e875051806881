"""What a form stands for in the issue: the place of the part or list that it shows, and its title."""

from __future__ import annotations

from editor.document.form_structure import item_noun
from editor.document.paths import FieldPath, position, value_at
from editor.document.text.phrasing import capitalised
from editor.ui.forms.field_context import FieldContext
from schemas import Issue, Item, Kind, Part, Spec, specs_of


def context_at(issue: Issue, path: FieldPath) -> FieldContext:
    """The place at a path; an item's is that of its list, one step further down. Raises NoSuchField."""
    if not path:
        return FieldContext(type(issue), "", Spec("Issue", Kind.PART), path)
    parent = value_at(issue, path.parent)
    if isinstance(parent, Part):
        owner, name = parent, path[-1]
    else:
        owner, name = value_at(issue, path.parent.parent), path[-2]
    return FieldContext(type(owner), name, specs_of(type(owner))[name], path)


def title_at(issue: Issue, path: FieldPath) -> str:
    """`Entry 2`, `Policy news`; none for the issue itself. Raises NoSuchField."""
    if not path:
        return ""
    field_context = context_at(issue, path)
    value = value_at(issue, path)
    if not isinstance(value, Item):
        return field_context.spec.label
    number = position(value_at(issue, path.parent), value.id) + 1
    return f"{capitalised(item_noun(field_context.spec, type(value)))} {number}"

"""The editor class for each kind of field."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from editor.ui.forms.bodies_editor import BodiesEditor
from editor.ui.forms.choice_editor import ChoiceEditor
from editor.ui.forms.date_editor import DateEditor
from editor.ui.forms.field_context import FieldContext
from editor.ui.forms.field_editor import FieldEditor
from editor.ui.forms.field_view import FieldView
from editor.ui.forms.form_view import FormContext, FormView
from editor.ui.forms.group_view import GroupView
from editor.ui.forms.items_view import ItemsView
from editor.ui.forms.link_editor import LinkEditor
from editor.ui.forms.person_editor import PersonNameEditor
from editor.ui.forms.switch_editor import SwitchEditor
from editor.ui.forms.text_editors import (
    BlocksEditor,
    ChineseEditor,
    InlineEditor,
    LineEditor,
    LinesEditor,
    MailEditor,
)
from schemas import Kind, Part, Person

EDITORS: Mapping[Kind, type[FieldEditor]] = {
    Kind.LINE: LineEditor,
    Kind.INLINE: InlineEditor,
    Kind.LINES: LinesEditor,
    Kind.BLOCKS: BlocksEditor,
    Kind.DATE: DateEditor,
    Kind.LINK: LinkEditor,
    Kind.CHINESE: ChineseEditor,
    Kind.ISSUING_BODIES: BodiesEditor,
    Kind.MAIL: MailEditor,
    Kind.SWITCH: SwitchEditor,
    Kind.CHOICE: ChoiceEditor,
}

SPECIAL: Mapping[tuple[type[Part], str], type[FieldEditor]] = {(Person, "name"): PersonNameEditor}
"""Fields with a special editor, by model and field name."""

CONTAINERS: Mapping[Kind, type[FormView]] = {Kind.PART: GroupView, Kind.ITEMS: ItemsView}


def make_view(field_context: FieldContext, context: FormContext, parent: QWidget) -> FormView:
    """Create the view of a field."""
    kind = field_context.spec.kind
    if kind in CONTAINERS:
        return CONTAINERS[kind](field_context, context, parent)
    return FieldView(editor_class(field_context), field_context, context, parent)


def editor_class(field_context: FieldContext) -> type[FieldEditor]:
    """Return the editor class of a field that is neither a part nor a list."""
    for model in field_context.owner.__mro__:
        special = SPECIAL.get((model, field_context.name))
        if special is not None:
            return special
    return EDITORS[field_context.spec.kind]

"""The editor of issuing bodies.

Bodies in the desk's library are completed. Unknown ones are allowed and can be added to the library.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.session.issue.library import has_name_now, name_in_entries
from editor.ui.forms.completion import CompletionItem
from editor.ui.forms.field_context import FieldContext
from editor.ui.forms.field_editor import FieldEditor
from editor.ui.forms.form_view import FormContext
from editor.ui.forms.library_offer import LibraryOffer, PartEntryForm
from editor.ui.forms.token_field import TokenField, TokenLookup
from editor.ui.text.highlights import Highlight
from editor.ui.text.line_edit import LineEdit
from schemas.library import IssuingBody

_LONGEST_ABBREVIATION = 10


class BodiesEditor(FieldEditor):
    """The issuing bodies of one field, as the entry names them."""

    footer: QWidget
    underlines_words = True

    def __init__(self, field_context: FieldContext, context: FormContext, parent: QWidget) -> None:
        super().__init__(field_context, context, parent)
        line = LineEdit(
            field_context.accessible_name, description=field_context.spec.help, typographic=False, parent=parent
        )
        line.paste_reported.connect(context.host.show_message)
        self.field = TokenField(
            field_context.accessible_name, TokenLookup(self._suggest, self._value_of, self._full_name), line, parent
        )
        self.widget = self.field
        self.field.values_edited.connect(self._changed)
        self.field.notice.connect(context.host.show_message)
        self.footer = QWidget(parent)
        self.offer = LibraryOffer(self.footer)
        self.offer.accepted.connect(self._open_form)
        self._form: PartEntryForm | None = None
        self._example = field_context.spec.example
        self._column = QVBoxLayout(self.footer)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.offer)
        context.library.changed.connect(self._library_changed)
        self._hint()

    @property
    def edit_label(self) -> str:
        return f"Change {self.field_context.spec.label}"

    def show_value(self, value: tuple[str, ...]) -> None:
        self.field.set_values(value)
        self._update_offer()

    def show_highlights(self, highlights: Sequence[Highlight]) -> None:
        self.field.show_words(highlights)

    def input(self) -> QWidget:
        return self.field.line

    def inputs(self) -> Iterator[QWidget]:
        yield self.field.line
        if self._form is not None:
            yield from self._form.inputs()

    def set_read_only(self, on: bool) -> None:
        self.field.set_read_only(on)
        if on and self._form is not None:
            self._close_form()
        self._update_offer()

    def commit(self) -> None:
        self.field.commit()

    def _suggest(self, text: str) -> list[CompletionItem]:
        return [
            CompletionItem(_line_of(body), name_in_entries(body)) for body in self.context.library.bodies_like(text)
        ]

    def _value_of(self, text: str) -> str:
        body = self.context.library.body(text)
        # A name that the body had before may be meant: the list of problems says so, and nothing changes by itself.
        return name_in_entries(body) if body is not None and has_name_now(body, text) else text

    def _full_name(self, text: str) -> str | None:
        body = self.context.library.body(text)
        return None if body is None else _full_name_of(body)

    @Slot(object)
    def _changed(self, values: tuple[str, ...]) -> None:
        self.edited.emit(values)
        self._update_offer()

    @Slot()
    def _library_changed(self) -> None:
        self.field.describe()
        self._update_offer()

    def accept_offer(self) -> bool:
        if self.offer.isHidden():
            return False
        self.offer.button.click()
        return True

    def _update_offer(self) -> None:
        unknown = (text for text in self.field.values if self.context.library.body(text) is None and text.strip())
        was_visible = self.offer.isVisibleTo(self.footer)
        is_asked = self._form is not None or self.context.host.is_read_only
        text = "" if is_asked else next(unknown, "")
        self.offer.show_text(text)
        self._hint()
        if was_visible != bool(text):
            self.context.host.tab_order_changed()

    def _hint(self) -> None:
        """Show the example in the empty field only."""
        self.field.line.setPlaceholderText("" if self.field.values else self._example)

    @Slot(str)
    def _open_form(self, text: str) -> None:
        """Open the form for a new body, with the known name filled in."""
        self._form = PartEntryForm(IssuingBody, {_field_for(text): text}, "Add to Library", self.footer)
        self._form.done.connect(self._add)
        self._form.cancelled.connect(self._close_form)
        self._form_text = text
        self._column.addWidget(self._form)
        self._form.show()
        self.offer.show_text("")
        self.context.host.tab_order_changed()
        self._form.focus_first_empty()

    @Slot(object)
    def _add(self, written: Mapping[str, str]) -> None:
        body = IssuingBody.model_validate(dict(written))
        if not self.context.library.add_body(body):
            return  # the library has reported the error; keep the input
        name = name_in_entries(body)
        self.context.host.show_message(f"Added {name} to the library.")
        self._close_form()
        if name != self._form_text:
            self.field.replace_value(self._form_text, name)

    @Slot()
    def _close_form(self) -> None:
        if self._form is not None:
            self.field.line.setFocus()
            self._form.hide()
            self._form.deleteLater()
            self._form = None
        self._update_offer()
        self.context.host.tab_order_changed()


def _line_of(body: IssuingBody) -> str:
    return "   ".join(name for name in (body.abbreviation, body.name, body.name_zh) if name)


def _full_name_of(body: IssuingBody) -> str:
    names = [name for name in (body.name, body.name_zh) if name]
    return " · ".join(names) or body.abbreviation


def _field_for(text: str) -> str:
    """Guess which name of a body a text is."""
    if not text.isascii():
        return "name_zh"
    return "abbreviation" if len(text) <= _LONGEST_ABBREVIATION and " " not in text else "name"

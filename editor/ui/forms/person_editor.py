"""The editor of a person's name. Names in the library are completed and bring their role."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from editor.document.editing.edits import CompoundEdit, SetValue
from editor.ui.forms.completion import Completion, CompletionItem
from editor.ui.forms.field_context import FieldContext
from editor.ui.forms.form_view import FormContext
from editor.ui.forms.library_offer import LibraryOffer
from editor.ui.forms.text_editors import LineEditor
from schemas import Person
from schemas.library import KnownPerson


class PersonNameEditor(LineEditor):
    """A line that completes the names in the desk's library."""

    def __init__(self, field_context: FieldContext, context: FormContext, parent: QWidget) -> None:
        super().__init__(field_context, context, parent)
        self.offer = LibraryOffer(parent)
        self.offer.accepted.connect(self._add)
        self.footer = self.offer
        self._completion = Completion(self.line, self._suggest)
        self._completion.chosen.connect(self._choose)
        self.line.text_edited.connect(self._completion.show_for)
        self.line.text_edited.connect(self._withdraw_offer)
        context.library.changed.connect(self._update_offer)

    def inputs(self) -> Iterator[QWidget]:
        yield self.line

    def _suggest(self, text: str) -> list[CompletionItem]:
        people = self.context.library.people_like(text)
        # A complete name needs no suggestion.
        if [person.name for person in people] == [text]:
            return []
        return [CompletionItem(_line_of(person), person) for person in people]

    @Slot(object)
    def _choose(self, person: KnownPerson) -> None:
        """Fill in name and role, as one undo step."""
        path = self.field_context.path.parent
        edit = CompoundEdit((SetValue(path / "name", person.name), SetValue(path / "role", person.role)))
        self.context.edit(edit, f"Choose {person.name}")

    def show_value(self, value: str) -> None:
        super().show_value(value)
        if not self.offer.isHidden():
            self._update_offer()

    @Slot(str)
    def _withdraw_offer(self, text: str) -> None:
        """Withdraw the offer of another name than the one that is being typed; leaving the field brings a new one."""
        if not self.offer.isHidden() and not self.offer.is_about(text.strip()):
            self.offer.show_text("")

    def commit(self) -> None:
        self._completion.close()
        self._update_offer()

    def set_read_only(self, on: bool) -> None:
        super().set_read_only(on)
        self._completion.close()
        self._update_offer()

    def accept_offer(self) -> bool:
        if self.offer.isHidden():
            return False
        self.offer.button.click()
        return True

    @Slot()
    def _update_offer(self) -> None:
        """Offer to add a person who is not in the library."""
        person = self._person()
        writes = not self.context.host.is_read_only
        is_new = writes and person is not None and not self.context.library.is_in_library(person.name)
        self.offer.show_text(person.name.strip() if is_new and person is not None else "")
        self.context.host.tab_order_changed()

    def _person(self) -> Person | None:
        person = self.context.session.value(self.field_context.path.parent)
        return person if isinstance(person, Person) and person.name.strip() else None

    @Slot(str)
    def _add(self, name: str) -> None:
        person = self._person()
        if person is None:
            return
        if not any(line.strip() for line in person.role):
            self.context.host.show_message("Enter the role first. It is saved with the name.")
            self.context.host.reveal(self.field_context.path.parent / "role")
        elif self.context.library.add_person(KnownPerson(name=name, role=person.role)):
            self.context.host.show_message(f"Added {name} to the library.")


def _line_of(person: KnownPerson) -> str:
    return f"{person.name}   {', '.join(person.role)}".rstrip()

"""What a form hands down to its fields: where they stand, and whom they work with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from editor.document.form_structure import is_period
from editor.document.paths import FieldPath
from schemas import Part, Spec


@dataclass(frozen=True, slots=True)
class FieldContext:
    """One field: its model and metadata, its address, and how it is shown.

    `group` is what it is read with ("Policy news 3"), `title` the role of its title ("" for none), `compact` whether
    it stands in a list, where the same help again and again would be noise.
    """

    owner: type[Part]
    name: str
    spec: Spec
    path: FieldPath
    group: str = ""
    title: str = ""
    compact: bool = False

    @property
    def accessible_name(self) -> str:
        """The field's name for those who cannot see what it stands in: "Text, Policy news 3"."""
        label = self.spec.label
        return f"{label}, {self.group}" if self.group and self.group != label else label

    def inner(self, owner: type[Part], name: str, spec: Spec) -> FieldContext:
        """The place of a field of the part at this place."""
        group = self.group if self.compact or not self.title else self.spec.label
        title = "" if self.compact else "section"
        compact = self.compact or is_period(owner)
        path = self.path / name
        return replace(self, owner=owner, name=name, spec=spec, path=path, group=group, title=title, compact=compact)

    def item(self, item_id: str, number: int) -> FieldContext:
        """The place of an item of the list at this place; it is its own list's field still, one step further down."""
        group = f"{self.spec.label} {number}"
        return replace(self, path=self.path / item_id, group=group, title="", compact=True)


class FormHost(Protocol):
    """The form, as its fields know it."""

    def show_message(self, sentence: str) -> None:
        """Say something in the status bar."""

    @property
    def is_read_only(self) -> bool:
        """Whether the fields are for reading only."""

    def refresh(self) -> None:
        """Show the issue as it is."""

    def tab_order_changed(self) -> None:
        """Inputs came, went or moved: the order of Tab is to be made anew."""

    def reveal(self, path: FieldPath) -> bool:
        """Go to a field."""

    def ensure_visible(self, widget: QWidget, area: QRect) -> None:
        """Scroll so that a piece of a widget can be seen."""

    def block_entered(self, path: FieldPath) -> None:
        """The caret went on within a field."""

    def clicked_at(self, path: FieldPath, start: int) -> None:
        """The mouse put the caret into a text, or (-1) pressed the sign of a comment on the whole field."""

"""What a form passes to its fields: their place in the issue, and the services of the form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QMenu, QWidget

from editor.document.form_structure import is_period
from editor.document.path_labels import item_label
from editor.document.paths import FieldPath
from schemas import Part, Spec


@dataclass(frozen=True, slots=True)
class FieldContext:
    """One field: its model, metadata, path and presentation.

    `group` is the accessible name of what the field belongs to ("Policy news, item 3"), `title` the role of its title
    ("" for none). `compact` fields are in a list and do not repeat their help.
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
        """The field's name with its group, for screen readers: "Text, Policy news, item 3"."""
        label = self.spec.label
        return f"{label}, {self.group}" if self.group and self.group != label else label

    def inner(self, owner: type[Part], name: str, spec: Spec) -> FieldContext:
        """Return the context of a field of the part at this path."""
        group = self.group if self.compact or not self.title else self.spec.label
        title = "" if self.compact else "section"
        compact = self.compact or is_period(owner)
        path = self.path / name
        return replace(self, owner=owner, name=name, spec=spec, path=path, group=group, title=title, compact=compact)

    def item(self, item_id: str, number: int) -> FieldContext:
        """Return the context of an item of the list at this path. It keeps the list's field."""
        group = item_label(self.owner, self.name, number)
        return replace(self, path=self.path / item_id, group=group, title="", compact=True)


class FormHost(Protocol):
    """What fields need of their form."""

    def show_message(self, sentence: str) -> None:
        """Show a message in the status bar."""

    @property
    def is_read_only(self) -> bool:
        """Whether the fields are read-only."""

    def refresh(self) -> None:
        """Show the current state of the issue."""

    def tab_order_changed(self) -> None:
        """Note that inputs were added, removed or moved, so the tab order must be updated."""

    def reveal(self, path: FieldPath) -> bool:
        """Go to a field. Return whether the form has it."""

    def ensure_visible(self, widget: QWidget, area: QRect) -> None:
        """Scroll so that a part of a widget is visible."""

    def block_entered(self, path: FieldPath) -> None:
        """Report that the caret entered another paragraph of the same field."""

    def clicked_at(self, path: FieldPath, start: int) -> None:
        """Report a click in a text, or (`start` = -1) on the icon of a comment on the whole field."""

    def menu_opened_at(self, menu: QMenu, path: FieldPath, start: int) -> None:
        """Report that the context menu of a text opens at a position, for actions that apply there."""

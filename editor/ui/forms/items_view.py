"""The view of a list: a card per item.

Cards are identified by item id. Adding, removing and moving items does not touch the other cards, and the focus stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from editor.document.editing.edits import InsertItem, MoveItem, RemoveItem, duplicated
from editor.document.findings import Finding
from editor.document.form_structure import item_model, item_noun
from editor.document.paths import ROOT, FieldPath
from editor.document.text.phrasing import capitalised
from editor.ui.forms.card import Action, Card
from editor.ui.forms.field_context import FieldContext
from editor.ui.forms.finding_labels import FindingLabels, label_of
from editor.ui.forms.form_view import FormContext, FormView
from editor.ui.forms.group_view import section_title
from editor.ui.look.icon_set import set_icon
from editor.ui.text.highlights import Highlight, group_by_segment
from schemas import Item

UNDO_HINT = "Press Ctrl+Z to undo."


class ItemsView(FormView):
    """The items of one field."""

    def __init__(self, field_context: FieldContext, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field_context, context, parent)
        self._model = item_model(field_context.owner, field_context.name)
        self._noun = item_noun(field_context.spec, self._model)
        self._value: tuple[Item, ...] | None = None
        self._findings: tuple[Finding, ...] = ()
        self._cards: dict[str, Card] = {}
        self._available_width = 0.0
        line = self.fontMetrics().height()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(round(line * 0.7))
        if field_context.title:
            self._layout.addWidget(section_title(field_context, self))
        self._finding_labels = FindingLabels(self)
        self._finding_labels.hide()
        self._layout.addWidget(self._finding_labels)
        self._column = QVBoxLayout()
        self._column.setSpacing(round(line * 0.7))
        self._layout.addLayout(self._column)
        self._add = QPushButton(f"Add {self._noun}".replace("&", "&&"), self)
        self._add.setProperty("role", "add")
        set_icon(self._add, "add", "link")
        self._add.setAccessibleName(f"Add {self._noun} to {field_context.spec.label}")
        self._add.setToolTip(f"Add {self._noun} (Ctrl+Enter: below the current {self._noun})")
        self._add.clicked.connect(self.add_last)
        footer = QHBoxLayout()
        footer.addWidget(self._add)
        footer.addStretch(1)
        self._layout.addLayout(footer)
        self._add_shortcuts()
        self.set_read_only(context.host.is_read_only)

    def set_read_only(self, on: bool) -> None:
        """Hide the buttons that change the list, or show them again."""
        self._add.setVisible(not on)
        for card in self._cards.values():
            card.set_read_only(on)

    def _add_shortcuts(self) -> None:
        for action in Action:
            self._shortcut(action.value[2], partial(self._perform_on_focused, action))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._shortcut(keys, self.add_below)

    def _shortcut(self, keys: str, slot: Any) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)

    @property
    def cards(self) -> Sequence[Card]:
        """The cards, in the order of the items."""
        return tuple(self._cards[item.id] for item in self._value or ())

    def show_value(self, value: Any) -> None:
        if value is self._value:
            return
        before = [item.id for item in self._value or ()]
        self._value = value
        ids = [item.id for item in value]
        if ids != before:
            self._arrange(ids)
        for item in value:
            self._cards[item.id].show_value(item)

    def _arrange(self, ids: Sequence[str]) -> None:
        for removed in self._cards.keys() - set(ids):
            card = self._cards.pop(removed)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for index, item_id in enumerate(ids):
            card = self._cards.get(item_id) or self._new_card(item_id, index + 1)
            there = self._column.itemAt(index)
            if there is None or there.widget() is not card:
                self._column.removeWidget(card)
                self._column.insertWidget(index, card)
                card.show()  # the layout would show it later, and Tab skips hidden widgets until then
            card.show_number(index + 1)
            field_context = self.field_context.item(item_id, index + 1)
            if card.field_context != field_context:
                card.set_context(field_context)
        self.context.host.tab_order_changed()

    def _new_card(self, item_id: str, number: int) -> Card:
        card = Card(item_id, self.field_context.item(item_id, number), self.context, self)
        card.set_available_width(self._available_width)
        card.action_requested.connect(self._perform)
        self._cards[item_id] = card
        return card

    def build_near(self, area: QRect) -> bool:
        """Build the cards that touch `area` (in this view's coordinates). Return whether any were built."""
        made = False
        for card in self.cards:
            if not card.is_built and card.geometry().intersects(area):
                card.build()
                made = True
        return made

    def show_findings(self, findings: Sequence[Finding]) -> None:
        found = tuple(findings)
        if found == self._findings:
            return
        self._findings = found
        depth = len(self.field_context.path)
        own: list[Finding] = []
        of_items: dict[str, list[Finding]] = {}
        for finding in found:
            if len(finding.path) > depth:
                of_items.setdefault(finding.path[depth], []).append(finding)
            else:
                own.append(finding)
        self._finding_labels.show_labels(
            [label_of(finding, partial(self.context.session.apply_fix, finding)) for finding in own]
        )
        for item_id, card in self._cards.items():
            card.show_findings(tuple(of_items.get(item_id, ())))

    def show_highlights(self, highlights: Sequence[Highlight]) -> None:
        by_item = group_by_segment(highlights, len(self.field_context.path))
        for item_id, card in self._cards.items():
            card.show_highlights(by_item.get(item_id, ()))

    def area(self, subpath: FieldPath, start: int) -> tuple[QWidget, QRect]:
        card = self._cards.get(subpath[0]) if subpath else None
        return (self, self.rect()) if card is None else card.area(FieldPath(subpath[1:]), start)

    def inputs(self) -> Iterator[QWidget]:
        for card in self.cards:
            yield from card.inputs()
        if not self._add.isHidden():
            yield self._add

    def enter(self, subpath: FieldPath) -> bool:
        if subpath:
            card = self._cards.get(subpath[0])
            return card is not None and card.enter(FieldPath(subpath[1:]))
        if self._value:
            return self.cards[0].enter(ROOT)
        self._add.setFocus()
        return not self._add.isHidden()

    def set_context(self, field_context: FieldContext) -> None:
        super().set_context(field_context)
        for number, card in enumerate(self.cards, 1):
            card.set_context(field_context.item(card.item_id, number))

    def set_available_width(self, lines: float) -> None:
        self._available_width = lines
        for card in self._cards.values():
            card.set_available_width(lines)

    @Slot()
    def add_last(self) -> None:
        """Add an item at the end and put the caret in it."""
        self._insert(len(self._value or ()))

    @Slot()
    def add_below(self) -> None:
        """Add an item below the focused one and put the caret in it."""
        card = self._focused()
        self._insert(len(self._value or ()) if card is None else self._index(card.item_id) + 1)

    def _insert(self, index: int) -> None:
        item = self._model()
        if self.context.edit(InsertItem(self.field_context.path, index, item), f"Add {self._noun}"):
            self.context.host.reveal(self.field_context.path / item.id)

    def _perform_on_focused(self, action: Action) -> None:
        card = self._focused()
        if card is not None:
            self._perform(card.item_id, action)

    @Slot(str, Action)
    def _perform(self, item_id: str, action: Action) -> None:
        index = self._index(item_id)
        match action:
            case Action.UP:
                self._move(item_id, index - 1)
            case Action.DOWN:
                self._move(item_id, index + 1)
            case Action.DUPLICATE:
                self._duplicate(item_id)
            case Action.REMOVE:
                self._remove(item_id, index)

    def _move(self, item_id: str, index: int) -> None:
        if not 0 <= index < len(self._value or ()):
            return
        if self.context.edit(MoveItem(self.field_context.path / item_id, index), f"Move {self._noun}"):
            card = self._cards[item_id]
            self.context.host.ensure_visible(card, card.rect())

    def _duplicate(self, item_id: str) -> None:
        edit = duplicated(self.context.session.issue, self.field_context.path / item_id)
        if self.context.edit(edit, f"Duplicate {self._noun}"):
            self.context.host.reveal(self.field_context.path / edit.item.id)

    def _remove(self, item_id: str, index: int) -> None:
        had_focus = self._focused() is self._cards[item_id]
        if not self.context.edit(RemoveItem(self.field_context.path / item_id), f"Remove {self._noun}"):
            return
        self.context.host.show_message(f"{capitalised(self._noun)} removed. {UNDO_HINT}")
        if had_focus:
            left = self.cards
            self.context.host.reveal(
                self.field_context.path / left[min(index, len(left) - 1)].item_id if left else self.field_context.path
            )

    def _index(self, item_id: str) -> int:
        return [item.id for item in self._value or ()].index(item_id)

    def _focused(self) -> Card | None:
        """Return the card with the focus."""
        widget = QApplication.focusWidget()
        while widget is not None and widget is not self:
            if isinstance(widget, Card) and self._cards.get(widget.item_id) is widget:
                return widget
            widget = widget.parentWidget()
        return None

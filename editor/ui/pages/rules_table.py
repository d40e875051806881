"""The rules of the house style as a table: what each is about, and for whom it is on."""

from __future__ import annotations

from collections.abc import Sequence, Set

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from editor.ui.widgets.line_units import limit_width
from schemas.style import Example, StyleRule

HEADINGS = ("Rule", "Finds", "On for me", "On for everyone")
_FOR_ME, _FOR_ALL = 2, 3
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_WIDEST = 43
"""Maximum width, in line heights."""
_ROWS = 9
"""Rows that are visible without scrolling."""


class RulesTable(QTableWidget):
    """The rules, with an example and two switches each. Arrows move between cells, Space turns a switch."""

    turned_for_me = Signal(str, bool)
    """The name of a rule, and whether it is on now."""
    turned_for_all = Signal(str, bool)

    def __init__(self, rules: Sequence[StyleRule], parent: QWidget | None = None) -> None:
        super().__init__(len(rules), len(HEADINGS), parent)
        self._names = [rule.name for rule in rules]
        self.setAccessibleName("Rules of the house style")
        self.setHorizontalHeaderLabels(list(HEADINGS))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        limit_width(self, _WIDEST)
        self.verticalHeader().hide()
        for row, rule in enumerate(rules):
            self.setItem(row, 0, _text(rule_label(rule.name)))
            self.setItem(row, 1, _text(_example(rule)))
            for column in (_FOR_ME, _FOR_ALL):
                self.setItem(row, column, _switch(f"{rule_label(rule.name)}, {HEADINGS[column].lower()}"))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.setMinimumHeight(header.sizeHint().height() + _ROWS * self.verticalHeader().defaultSectionSize())
        self.itemChanged.connect(self._on_changed)

    def show_off(self, mine: Set[str], everyones: Set[str]) -> None:
        """Show which rules are turned off."""
        self.blockSignals(True)
        for row, name in enumerate(self._names):
            for column, off in ((_FOR_ME, mine), (_FOR_ALL, everyones)):
                self._cell(row, column).setCheckState(_UNCHECKED if name in off else _CHECKED)
        self.blockSignals(False)
        self.viewport().update()

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        cell = self.item(row, column)
        assert cell is not None
        return cell

    @Slot(QTableWidgetItem)
    def _on_changed(self, item: QTableWidgetItem) -> None:
        on = item.checkState() is _CHECKED
        if item.column() == _FOR_ME:
            self.turned_for_me.emit(self._names[item.row()], on)
        elif item.column() == _FOR_ALL:
            self.turned_for_all.emit(self._names[item.row()], on)


def rule_label(name: str) -> str:
    """The name of a rule as a reader's text: `percent-sign` is "Percent sign"."""
    return name.replace("-", " ").capitalize()


def _example(rule: StyleRule) -> str:
    first = rule.fails[0]
    text = first.text if isinstance(first, Example) else first
    return " ".join(text.split())


def _text(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    item.setToolTip(text)
    return item


def _switch(name: str) -> QTableWidgetItem:
    item = QTableWidgetItem()
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
    item.setCheckState(_CHECKED)
    return item

"""Context menus of texts, made from a list of entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


class Entry(NamedTuple):
    """One entry: its text, the keys that it shows, what it does, and whether it can be chosen."""

    text: str
    keys: QKeySequence | QKeySequence.StandardKey
    do: Callable[[], object]
    is_enabled: bool


def menu_of(entries: Iterable[Entry | None], parent: QWidget) -> QMenu:
    """Return a menu with these entries; None is a separator."""
    menu = QMenu(parent)
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        action = QAction(entry.text, menu)
        action.setShortcut(entry.keys)
        action.setEnabled(entry.is_enabled)
        action.triggered.connect(entry.do)
        menu.addAction(action)
    return menu

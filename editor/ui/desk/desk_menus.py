"""What the context menus of a desk have in common with the menus of the window: undo, comments, suggestions, printing.

The window's own actions are in the menus, so their names, keys and states are the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from editor.document.paths import FieldPath
from editor.ui.commands import Commands

_OF_OUTLINE = ("add", "duplicate", "", "up", "down", "move_to", "", "comment", "approve", "", "remove")
_CLIPBOARD = ("cut", "copy", "paste")


class MenuHost(Protocol):
    """What the menus need from the desk."""

    def go_to(self, path: FieldPath) -> None:
        """Show the form of a field and put the caret into it."""


class DeskMenus(QObject):
    """Adds the window's commands to the menus of texts and pages, and opens the menu of the outline."""

    def __init__(self, desk: MenuHost, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._commands = commands
        self._window = parent

    @Slot(object, object, int)
    def extend_text_menu(self, menu: QMenu, _path: FieldPath, _start: int) -> None:
        """Put Undo and Redo at the top of the menu of a text, and the commands of the review at its end."""
        actions = menu.actions()
        if actions:
            menu.insertActions(actions[0], [self._commands["undo"], self._commands["redo"]])
            menu.insertSeparator(actions[0])
        menu.addSeparator()
        menu.addActions([self._commands["comment"], self._commands["mode_suggesting"]])

    @Slot(QMenu, object)
    def extend_page_menu(self, menu: QMenu, path: FieldPath | None) -> None:
        """Add a comment on the field and printing to the menu of the pages."""
        comment = _action(menu, self._commands["comment"].text(), partial(self._comment, path))
        comment.setEnabled(path is not None)
        menu.addSeparator()
        menu.addActions([comment, self._commands["print"]])

    def _comment(self, path: FieldPath | None) -> None:
        if path is not None:
            self._desk.go_to(path)
            self._commands["comment"].trigger()

    @Slot(QPoint)
    def show_outline_menu(self, place: QPoint) -> None:
        """Open the menu of the outline's selected rows at a place on the screen."""
        menu = QMenu(self._window)
        for name in (*_CLIPBOARD, "", *_OF_OUTLINE):
            if name:
                menu.addAction(self._commands[name])
            else:
                menu.addSeparator()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)


def _action(menu: QMenu, text: str, do: Callable[[], None]) -> QAction:
    action = QAction(text, menu)
    action.triggered.connect(lambda _=False: do())
    return action

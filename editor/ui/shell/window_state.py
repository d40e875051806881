"""What the window says of the open issue: its title, and which commands apply to what is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from editor.ui.commands import WITHOUT_ISSUE, Commands
from editor.ui.desk.desk import Desk
from editor.ui.issue.issue_files import file_name_of
from editor.ui.pages.page import Page


class WindowState(QObject):
    """Updates title and commands. `current` returns the desk of the open issue, if there is one."""

    def __init__(
        self, window: QMainWindow, commands: Commands, stack: QStackedWidget, current: Callable[[], Desk | None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._commands = commands
        self._stack = stack
        self._current = current

    @Slot()
    def show_title(self) -> None:
        """Update the title and the commands Undo and Redo."""
        desk = self._current()
        if desk is None:
            self._window.setWindowTitle("Newsdesk")
            self._window.setWindowModified(False)
            return
        session = desk.session
        name = session.file.name if session.file is not None else file_name_of(session)
        self._window.setWindowTitle(f"{name}[*] – Newsdesk")
        self._window.setWindowModified(not session.is_saved)
        self._show_undo(session.undo_stack)

    @Slot()
    def show_commands(self) -> None:
        """Enable the commands that apply to what is shown."""
        desk = self._shown_desk()
        for command, action in self._commands:
            if command.name not in WITHOUT_ISSUE:
                action.setEnabled(desk is not None)
        self._commands["close"].setEnabled(self._current() is not None)
        if desk is not None:
            self._show_undo(desk.session.undo_stack)
            desk.enable_commands()
        else:
            page = self._stack.currentWidget()
            may_save = isinstance(page, Page) and page.may_save
            self._commands["save"].setEnabled(self._current() is not None and may_save)

    @Slot()
    def follow_focus(self) -> None:
        """Enable the commands that apply to the field with the focus."""
        desk = self._shown_desk()
        if desk is not None:
            desk.enable_commands()

    def _shown_desk(self) -> Desk | None:
        desk = self._current()
        return desk if desk is not None and self._stack.currentWidget() is desk else None

    def _show_undo(self, stack: QUndoStack) -> None:
        for name, verb, text, can in (
            ("undo", "Undo", stack.undoText(), stack.canUndo()),
            ("redo", "Redo", stack.redoText(), stack.canRedo()),
        ):
            self._commands[name].setText(f"{verb} {text}" if text else verb)
            self._commands[name].setEnabled(can and self._shown_desk() is not None)

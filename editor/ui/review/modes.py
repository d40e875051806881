"""The modes Write, Suggest and Read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from editor.document.new_issue import is_unwritten
from editor.session.review.mode import Mode
from editor.ui.commands import Commands
from editor.ui.desk.desk import Desk
from editor.ui.settings import Settings

if TYPE_CHECKING:  # the button of the modes is part of the window, which is shown before the review is loaded
    from editor.session.review.reviewing import Reviewing

COMMANDS = {Mode.WRITING: "mode_writing", Mode.SUGGESTING: "mode_suggesting", Mode.READING: "mode_reading"}
NAMES = {Mode.WRITING: "Writing", Mode.SUGGESTING: "Suggesting", Mode.READING: "Reading"}
_DESCRIPTIONS = {
    Mode.WRITING: "Writing: what you type changes the text.",
    Mode.SUGGESTING: "Suggesting: what you type becomes a suggestion. The author’s text stays.",
    Mode.READING: "Reading: you can select and comment on text, but not change it.",
}
PAGES_INCLUDE_SUGGESTIONS = "Pages include your suggestions. Publishing uses the author’s text."


class ModeButton(QToolButton):
    """A button that shows the mode and offers the others."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "mode")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        group = QActionGroup(self)
        self._actions = {mode: commands[name] for mode, name in COMMANDS.items()}
        for action in self._actions.values():
            group.addAction(action)
            menu.addAction(action)
            action.toggled.connect(self._show)
        self.setMenu(menu)
        self._show()

    @Slot()
    def _show(self) -> None:
        mode = next((mode for mode, action in self._actions.items() if action.isChecked()), Mode.WRITING)
        self.setText(f"{NAMES[mode]} ▾")
        self.setToolTip(_DESCRIPTIONS[mode])
        self.setAccessibleName(f"Mode: {NAMES[mode]}")
        self.setProperty("mode", mode.value)
        self.style().unpolish(self)
        self.style().polish(self)


class Modes(QObject):
    """The mode of an open issue."""

    def __init__(
        self, reviewing: Reviewing, desk: Desk, commands: Commands, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._reviewing = reviewing
        self._desk = desk
        self._commands = commands
        reviewing.mode_changed.connect(self._show)
        desk.stack.currentChanged.connect(self._show_form)
        desk.renderer.rendered.connect(self._update_pages_note)
        desk.session.changed.connect(self._update_pages_note)
        self._show()
        if settings.role == "editor" and not _has_no_author_text(desk):
            self.enter(Mode.SUGGESTING)

    def enter(self, mode: Mode) -> None:
        """Set the mode. Typed text is accepted first, and the caret stays."""
        self._desk.commit_input()
        self._reviewing.enter(mode)
        self._show()

    def choose(self, mode: Mode) -> None:
        """Set the mode and show what it means in the status bar."""
        self.enter(mode)
        self._desk.message.emit(_DESCRIPTIONS[mode])

    @Slot()
    def _show(self) -> None:
        self._commands[COMMANDS[self._reviewing.mode]].setChecked(True)
        self._show_form()
        self._desk.enable_commands()
        self._update_pages_note()

    @Slot()
    def _show_form(self) -> None:
        form = self._desk.form
        if form is not None:
            form.set_read_only(self._reviewing.mode is Mode.READING)

    def _shows_suggestions(self) -> bool:
        return self._reviewing.has_own_suggestions

    @Slot()
    def _update_pages_note(self) -> None:
        pages = self._desk.pages
        if pages is not None:
            pages.set_note(PAGES_INCLUDE_SUGGESTIONS if self._shows_suggestions() else "")


def _has_no_author_text(desk: Desk) -> bool:
    """Return whether there is no author's text yet that an editor could make suggestions on."""
    whole = desk.session.whole
    return desk.session.file is None or (is_unwritten(whole) and not whole.review.suggestions)

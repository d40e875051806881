"""The command palette, Go To and Word Count: commands, fields and sections in a list, by a few words of their names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from editor.document.field_names import named_places
from editor.document.sections import Section
from editor.document.word_count import WordCount
from editor.ui.commands import Commands, shortcut_labels
from editor.ui.desk.desk import Desk
from editor.ui.keyboard.finder import Finder, FinderEntry

_OWN = ("palette", "go_to")


class Palette(QObject):
    """Opens the finder of one window. `current` returns the open desk, if there is one."""

    def __init__(self, window: QWidget, commands: Commands, current: Callable[[], Desk | None]) -> None:
        super().__init__(window)
        self._commands = commands
        self._current = current
        self.finder = Finder(window)

    def open_commands(self) -> None:
        """List all commands with their menu and keys. Those that do not apply here are shown, but cannot be chosen."""
        entries: list[FinderEntry] = []
        idle = self._commands.idle()
        for command, action in self._commands:
            if command.name not in _OWN:
                act = action.trigger if action.isEnabled() and command.name not in idle else None
                keys = "".join(shortcut_labels(action)[:1])
                name = f"{command.menu.value}: {action.text().replace('&&', '&').rstrip('…')}"
                entries.append(FinderEntry(name, keys, act))
        self.finder.open("Command", entries)

    def open_places(self) -> None:
        """List the sections, items and fields of the issue."""
        desk = self._current()
        if desk is not None:
            found = named_places(desk.session.issue)
            entries = [FinderEntry(name, "", partial(desk.go_to, path)) for path, name in found]
            self.finder.open("Go to field or item", entries)

    def open_word_counts(self, counts: Sequence[tuple[Section, WordCount]]) -> None:
        """List how many words the sections have, and how long they take to read; a section can be chosen."""
        desk = self._current()
        if desk is None:
            return
        total = sum((count for _, count in counts), WordCount())
        entries = [FinderEntry("Issue", _words(total), lambda: None)]
        for section, count in counts:
            entries.append(FinderEntry(_name(section), _words(count), partial(desk.go_to, section.path)))
        self.finder.open("Word count", entries)


def _words(count: WordCount) -> str:
    return f"{count.label}, {count.time_label}" if count else "no words"


def _name(section: Section) -> str:
    return f"{section.number}. {section.label}" if section.number is not None else section.label

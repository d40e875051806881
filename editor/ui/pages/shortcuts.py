"""The page of keyboard shortcuts, generated from the commands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from editor.ui.commands import Commands, shortcut_labels
from editor.ui.pages.page import Page
from editor.ui.widgets.responsive_row import ResponsiveRow, content_width
from editor.ui.widgets.wrapping_label import WrappingLabel


class Shortcut(NamedTuple):
    """What a shortcut does, and its keys."""

    description: str
    keys: str


class Group(NamedTuple):
    """A titled group of shortcuts."""

    title: str
    shortcuts: Sequence[Shortcut]


IN_FIELDS = (
    Shortcut("Next or previous field", "Tab, Shift+Tab"),
    Shortcut("Next paragraph or bullet", "Enter"),
    Shortcut("Remove an empty bullet", "Backspace"),
    Shortcut("Move a paragraph or list", "Alt+Shift+Up, Alt+Shift+Down"),
    Shortcut("Add, duplicate or move a news item or person", "Ctrl+Enter, Ctrl+D, Alt+Up, Alt+Down"),
    Shortcut("Remove a news item or person", "Ctrl+Shift+Del"),
    Shortcut("Open the calendar or the page of a link", "F2"),
    Shortcut("Next or previous day in a date", "Up, Down"),
    Shortcut("Open a link in the text", "Ctrl+click"),
    Shortcut("Context menu", "Menu, Shift+F10"),
)
"""Shortcuts of the fields themselves."""

ON_PAGES = (
    Shortcut("Select text", "Shift+arrows, Ctrl+Shift+Left, Ctrl+Shift+Right"),
    Shortcut("Select to the end of the line or of all pages", "Shift+End, Ctrl+Shift+End"),
    Shortcut("Select nothing", "Esc"),
    Shortcut("Zoom", "+, -, 0, 1"),
)
"""Shortcuts while the pages have the focus."""


class ShortcutsPage(Page):
    """All shortcuts on one page."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("Keyboard Shortcuts", parent=parent)
        columns = QHBoxLayout()
        columns.setSpacing(64)
        for groups in _in_columns(list(_groups(commands))):
            columns.addLayout(_column(groups, self))
        columns.addStretch(1)
        self.body.setContentsMargins(12, 12, 12, 12)  # inside the frame that shows the focus
        self.body.addLayout(columns)
        ResponsiveRow(columns, self.area.viewport(), content_width(columns), self.area.widget())
        self.body.addStretch(1)
        # The page has no input, so the arrow keys scroll it.
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setProperty("role", "reading")
        self.area.setAccessibleName("Keyboard shortcuts")


def _groups(commands: Commands) -> Iterable[Group]:
    groups: dict[str, list[Shortcut]] = {}
    for command, action in commands:
        keys = shortcut_labels(action)
        if keys:
            shortcut = Shortcut(command.text.rstrip("…"), _joined(keys))
            groups.setdefault(command.menu.value, []).append(shortcut)
    yield from (Group(title, shortcuts) for title, shortcuts in groups.items())
    yield Group("In Fields", IN_FIELDS)
    yield Group("On the Pages", ON_PAGES)


def _joined(keys: Sequence[str]) -> str:
    """Join shortcuts, without second spellings of the same keys (keypad Enter, shifted signs)."""
    return " or ".join(key for key in keys if not key.endswith(("+Enter", "++", "_")) or len(keys) == 1)


def _in_columns(groups: Sequence[Group]) -> tuple[Sequence[Group], Sequence[Group]]:
    """Split groups into two columns of about the same length."""
    total = sum(len(group.shortcuts) + 2 for group in groups)
    height = 0
    for index, group in enumerate(groups):
        height += len(group.shortcuts) + 2
        if height * 2 >= total:
            return groups[: index + 1], groups[index + 1 :]
    return groups, ()


def _column(groups: Iterable[Group], parent: QWidget) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(32)
    grid.setVerticalSpacing(6)
    row = 0
    for group in groups:
        title = QLabel(group.title)
        title.setProperty("role", "eyebrow")
        title.setContentsMargins(0, 16 if row else 0, 0, 2)
        grid.addWidget(title, row, 0, 1, 2)
        for offset, shortcut in enumerate(group.shortcuts, start=row + 1):
            grid.addWidget(WrappingLabel(shortcut.description, "", parent), offset, 0)
            grid.addWidget(WrappingLabel(shortcut.keys, "keys", parent), offset, 1)
        row += len(group.shortcuts) + 1
    grid.setRowStretch(row, 1)
    return grid

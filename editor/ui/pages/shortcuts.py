"""The sheet of keys: generated from the commands, so that it tells what is true."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from editor.ui.commands import Commands, shortcut_labels
from editor.ui.pages.page import Page
from editor.ui.widgets.responsive_row import ResponsiveRow, content_width

IN_FIELDS = (
    ("Next field, previous field", "Tab, Shift+Tab"),
    ("Next paragraph or bullet", "Enter"),
    ("Remove an empty bullet", "Backspace"),
    ("Move a paragraph or list", "Alt+Shift+Up, Alt+Shift+Down"),
    ("Add, duplicate, move a news item or person", "Ctrl+Enter, Ctrl+D, Alt+Up, Alt+Down"),
    ("Remove a news item or person", "Ctrl+Shift+Del"),
    ("Open the calendar, or a link's page", "F2"),
    ("Next day, previous day in a date", "Up, Down"),
    ("Open a link in the text", "Ctrl+click"),
)
"""Keys that belong to the fields themselves."""


class ShortcutSheet(Page):
    """All keys on one page."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("Keyboard shortcuts", parent=parent)
        columns = QHBoxLayout()
        columns.setSpacing(64)
        for groups in _in_columns(list(_groups(commands))):
            columns.addLayout(_column(groups))
        columns.addStretch(1)
        self.body.addLayout(columns)
        ResponsiveRow(columns, self.area.viewport(), content_width(columns), self.area.widget())
        self.body.addStretch(1)
        # Without an input of its own, the page is scrolled by the arrow keys.
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName("Keyboard shortcuts")


Group = tuple[str, Sequence[tuple[str, str]]]


def _groups(commands: Commands) -> Iterable[Group]:
    listed: dict[str, list[tuple[str, str]]] = {}
    for command, action in commands:
        keys = shortcut_labels(action)
        if keys:
            listed.setdefault(command.menu.value, []).append((command.text.rstrip("…"), _shown(keys)))
    yield from listed.items()
    yield "While writing", IN_FIELDS


def _shown(keys: Sequence[str]) -> str:
    """Without second spellings of the same keys (the number pad's Enter, the shifted sign)."""
    return " or ".join(key for key in keys if not key.endswith(("+Enter", "++", "_")) or len(keys) == 1)


def _in_columns(groups: Sequence[Group]) -> tuple[Sequence[Group], Sequence[Group]]:
    """Two columns of about the same length."""
    total = sum(len(rows) + 2 for _, rows in groups)
    height = 0
    for index, (_, rows) in enumerate(groups):
        height += len(rows) + 2
        if height * 2 >= total:
            return groups[: index + 1], groups[index + 1 :]
    return groups, ()


def _column(groups: Iterable[Group]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(32)
    grid.setVerticalSpacing(6)
    row = 0
    for name, lines in groups:
        title = QLabel(name)
        title.setProperty("role", "eyebrow")
        title.setContentsMargins(0, 16 if row else 0, 0, 2)
        grid.addWidget(title, row, 0, 1, 2)
        for offset, (what, keys) in enumerate(lines, start=row + 1):
            grid.addWidget(QLabel(what), offset, 0)
            shown = QLabel(keys)
            shown.setProperty("role", "keys")
            grid.addWidget(shown, offset, 1)
        row += len(lines) + 1
    grid.setRowStretch(row, 1)
    return grid

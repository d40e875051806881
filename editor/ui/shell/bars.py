"""The menu bar and the toolbar, built from the commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QPushButton, QSizePolicy, QToolBar, QToolButton, QWidget

from editor.ui.commands import Commands, Menu
from editor.ui.look.icon_set import SIZE, set_icon
from editor.ui.review.modes import ModeButton

TOOLS = ("strong", "emphasis", "link", "bullets", "", "undo", "redo", "", "find", "proof")


class MenuStates(QObject):
    """Disables what cannot act while a menu is open, with the reason as status tip."""

    def __init__(self, menu: QMenu, commands: Commands) -> None:
        super().__init__(menu)
        self._menu = menu
        self._commands = commands
        self._disabled: list[QAction] = []
        menu.aboutToShow.connect(self._disable)
        menu.aboutToHide.connect(self._restore)

    @Slot()
    def _disable(self) -> None:
        self._restore()
        shown = set(self._menu.actions())
        for name, reason in self._commands.idle().items():
            action = self._commands[name]
            if action in shown and action.isEnabled():
                action.setEnabled(False)
                action.setStatusTip(reason)
                self._disabled.append(action)

    @Slot()
    def _restore(self) -> None:
        for action in self._disabled:
            action.setStatusTip("")
            action.setEnabled(True)
        self._disabled.clear()


class Bars:
    """Fills the menu bar of a window and creates its toolbar."""

    def __init__(self, window: QMainWindow, commands: Commands) -> None:
        self.recent = QMenu("Open Recent", window)
        self.tools = QToolBar("Tools", window)
        self.export_button = QPushButton(commands["export"].text())
        self._commands = commands
        self._fill_menus(window)
        self._fill_tools(window)

    def show_scale(self, scale: float) -> None:
        """Scale the icons with the text."""
        size = round(SIZE * scale)
        self.tools.setIconSize(QSize(size, size))
        self.export_button.setIconSize(QSize(size, size))

    def show_recent(self, files: Sequence[Path], opens: Callable[[Path], None]) -> None:
        """List these files in the menu Open Recent; `opens` is called with the chosen one."""
        self.recent.clear()
        for file in files:
            action = self.recent.addAction(f"{file.name}   ({file.parent})".replace("&", "&&"))
            action.triggered.connect(lambda _=False, file=file: opens(file))
        if not files:
            self.recent.addAction("No Recent Files").setEnabled(False)

    def _show_publishing(self) -> None:
        export = self._commands["export"]
        self.export_button.setText(export.text())
        self.export_button.setToolTip(export.toolTip())

    def _fill_menus(self, window: QMainWindow) -> None:
        menus: dict[Menu, QMenu] = {}
        for command, action in self._commands:
            menu = menus.get(command.menu)
            if menu is None:
                menu = menus[command.menu] = window.menuBar().addMenu(f"&{command.menu.value}")
                MenuStates(menu, self._commands)
            if command.begins_group:
                menu.addSeparator()
            menu.addAction(action)
            if command.name == "open":
                menu.addMenu(self.recent)

    def _fill_tools(self, window: QMainWindow) -> None:
        self.tools.setObjectName("tools")
        self.tools.setMovable(False)
        self.tools.setFloatable(False)
        self.tools.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for name in TOOLS:
            if name:
                self.tools.addAction(self._commands[name])
            else:
                self.tools.addSeparator()
        spacer = QWidget()
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.tools.addWidget(spacer)
        self.mode_button = ModeButton(self._commands, self.tools)
        self.tools.addWidget(self.mode_button)
        export = self._commands["export"]
        self.export_button.setProperty("role", "primary")
        self.export_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.export_button.setToolTip(export.toolTip())
        set_icon(self.export_button, "export", "on_accent")
        self.export_button.clicked.connect(export.trigger)
        export.enabledChanged.connect(self.export_button.setEnabled)
        export.changed.connect(self._show_publishing)
        self.tools.addWidget(self.export_button)
        self.tools.addAction(self._commands["publish_page"])
        for button in self.tools.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.addToolBar(self.tools)

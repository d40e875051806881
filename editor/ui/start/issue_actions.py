"""What can be done with an issue file on the start page: its context menu and the commands in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QUrl, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from editor.files.errors import FileError
from editor.files.issue_operations import duplicate_issue, refuse_if_open, rename_issue
from editor.files.newsroom import IssueSummary
from editor.ui.issue.trash import move_to_trash, put_back
from editor.ui.system.opening import NOTHING_OPENS, Opens, open_url
from editor.ui.widgets.banner import BannerButton, BannerMessage, Level

KEY = "issue-file"
"""The key of the banners about what was done with a file."""


class IssueActions(QObject):
    """The commands of the context menu. Outcomes are reported as banners."""

    open_requested = Signal(object)
    new_from_requested = Signal(object)
    compare_requested = Signal(object)
    """The file of an issue to compare with another one."""
    merge_requested = Signal(object, object)
    """The file of an issue, and its conflicted copy."""
    rename_started = Signal()
    """The name of the selected file is to be edited in the list."""
    removed = Signal(object)
    """The path of a file that was moved to the trash."""
    created = Signal(object)
    """The path of a file that is new under this name: renamed, duplicated or put back."""
    reported = Signal(object)
    """A `BannerMessage`."""
    mended = Signal(str)
    """The key of a banner about a failure: the user has got what was refused before."""

    def __init__(self, name: Callable[[], str], parent: QWidget | None = None, *, opens: Opens = open_url) -> None:
        """`name` returns the user's name, for the version history."""
        super().__init__(parent)
        self._name = name
        self._window = parent
        self._opens = opens
        self._has_failed = False
        self._trashed: list[tuple[Path, Path]] = []
        """Where each removed file is in the trash, and where it was; the last one is put back first."""

    def menu(self, summary: IssueSummary) -> QMenu:
        """Return the context menu of an issue."""
        menu = QMenu(self._window)
        file, is_readable = summary.path, not summary.error
        original = summary.copy_of if summary.copy_of is not None and summary.copy_of.is_file() else None
        self._add(menu, "Open", lambda: self.open_requested.emit(file), key="Return")
        self._add(menu, "New from This", lambda: self.new_from_requested.emit(file), enabled=is_readable)
        self._add(menu, "Compare…", lambda: self.compare_requested.emit(file), enabled=is_readable)
        if original is not None:
            label = f"Merge into {original.name}…"
            self._add(menu, label, lambda: self.merge_requested.emit(original, file), enabled=is_readable)
        menu.addSeparator()
        self._add(menu, "Rename…", self.rename_started.emit, key="F2")
        self._add(menu, "Duplicate", lambda: self.duplicate(file))
        self._add(menu, "Move to Trash", lambda: self.move_to_trash(file), key="Del")
        menu.addSeparator()
        self._add(menu, "Show in Folder", lambda: self.show_in_folder(file))
        return menu

    def show_menu(self, summary: IssueSummary, place: QPoint) -> None:
        """Show the context menu of an issue at a place on the screen."""
        menu = self.menu(summary)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    @Slot(object, str)
    def rename(self, file: Path, name: str) -> None:
        """Rename a file; its versions stay its own."""
        try:
            renamed = rename_issue(file, name, self._name(), dt.datetime.now().astimezone())
        except FileError as error:
            self._fail(error)
            return
        if self._has_failed:
            self._has_failed = False
            self.mended.emit(KEY)
        self.created.emit(renamed)

    def duplicate(self, file: Path) -> None:
        """Copy a file beside it, under a name of its own."""
        try:
            copy = duplicate_issue(file)
        except FileError as error:
            self._fail(error)
            return
        self._report(Level.OK, f"Created {copy.name}.")
        self.created.emit(copy)

    @Slot(object)
    def move_to_trash(self, file: Path) -> None:
        """Move a file to the system's trash, unless someone has it open. It can be put back from the banner."""
        try:
            refuse_if_open(file, "Move it to the trash")
            trashed = move_to_trash(file)
        except FileError as error:
            self._fail(error)
            return
        self._trashed.append((trashed, file))
        self._report(Level.OK, f"Moved {file.name} to the trash.", "", BannerButton("Undo", self.undo))
        self.removed.emit(file)

    def undo(self) -> None:
        """Put the file back that was moved to the trash last, if there is one."""
        if self._trashed:
            self._put_back(*self._trashed.pop())

    def show_in_folder(self, file: Path) -> None:
        """Show the folder of a file in the system's file manager."""
        failed = FileError(NOTHING_OPENS[0], f"The file is in {file.parent}.")
        self._opens(QUrl.fromLocalFile(str(file.parent)), lambda: self._fail(failed))

    def _put_back(self, trashed: Path, file: Path) -> None:
        try:
            put_back(trashed, file)
        except FileError as error:
            self._fail(error)
            return
        self._report(Level.OK, f"Put {file.name} back.")
        self.created.emit(file)

    def _fail(self, error: FileError) -> None:
        self._report(Level.ERROR, error.message, error.help)

    def _report(self, level: Level, text: str, help: str = "", *buttons: BannerButton) -> None:
        self._has_failed = level is Level.ERROR
        self.reported.emit(BannerMessage(KEY, level, text, help, buttons))

    @staticmethod
    def _add(menu: QMenu, label: str, do: Callable[[], None], *, key: str = "", enabled: bool = True) -> None:
        action = menu.addAction(label)
        action.setEnabled(enabled)
        if key:  # shown only: the list handles its keys itself
            action.setShortcut(QKeySequence(key))
            action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(lambda _=False: do())

"""Moving entries and news items: to another list, to the next issue, and by the clipboard between issues."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QMimeData, QObject, QPoint, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from editor.document.editing.edits import InsertItem, RemoveItem, applied, with_fresh_ids
from editor.document.moving import (
    TOP5,
    CannotMove,
    has_open_suggestions,
    move_to_list,
    other_lists,
    threads_on,
)
from editor.document.path_labels import path_label
from editor.document.paths import FieldPath, path_exists, position, value_at, value_or_none
from editor.document.text.phrasing import counted
from editor.files.errors import FileError
from editor.session.issue.session import Session
from schemas import Entry, Issue, NewsItem

NEXT_ISSUE = "Next Issue"
ONLY_WRITING = "Items are moved in Write mode: moving is not a suggestion."
HAS_SUGGESTIONS = "{item} has open suggestions. Accept or reject them before you move it."


class ItemPlaces(Protocol):
    """Where the user is."""

    def item_paths(self) -> Sequence[FieldPath]:
        """The selected entries, or the entry or news item with the caret."""

    def menu_place(self) -> QPoint:
        """Where on the screen a menu about them belongs."""


class ItemMoving(QObject):
    """The commands that move items of one issue."""

    go_to_requested = Signal(object)
    """The FieldPath of a moved item to show."""
    message = Signal(str)

    def __init__(self, session: Session, places: ItemPlaces, name: Callable[[], str], parent: QWidget) -> None:
        """`name` returns the user's name."""
        super().__init__(parent)
        self._session = session
        self._places = places
        self._name = name
        self._window = parent

    def menu(self) -> QMenu:
        """Return the menu of places to which the current items can be moved."""
        menu = QMenu(self._window)
        paths = self._places.item_paths()
        if paths:
            for target in other_lists(self._session.issue, paths[0]):
                label = path_label(self._session.issue, target) if target != TOP5 else "Top 5"
                menu.addAction(label).triggered.connect(lambda _=False, to=target: self.move_to(to))
            menu.addSeparator()
            menu.addAction(NEXT_ISSUE).triggered.connect(lambda _=False: self.move_to_next_issue())
        return menu

    def show_menu(self) -> None:
        """Show the menu at the current items."""
        menu = self.menu()
        if menu.isEmpty():
            self.message.emit("Select an entry or a news item first.")
            return
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._places.menu_place())
        menu.setActiveAction(menu.actions()[0])

    @Slot(object)
    def move_to(self, target: FieldPath) -> None:
        """Move the current items to another list, as one undo step."""
        paths = self._places.item_paths()
        if not paths or not self._may_move(paths):
            return
        whole, new_path = self._session.whole, target
        try:
            for path in paths:
                moved = move_to_list(whole, path, target, by=self._name(), at=_now())
                whole, new_path = moved.issue, moved.path
        except CannotMove as refusal:
            self.message.emit(str(refusal))
            return
        label = "Top 5" if target == TOP5 else path_label(whole, target)
        self._session.replace(whole, f"Move to {label}")
        self.go_to_requested.emit(new_path)
        self.message.emit(f"Moved {_items(len(paths))} to {label}. Press Ctrl+Z to undo.")

    def move_to_next_issue(self) -> None:
        """Add the current items to the next issue, which is saved, and remove them here, as one undo step."""
        from editor.session.storage.next_issue import add_to_next_issue

        session, paths = self._session, self._places.item_paths()
        if not paths or not self._may_move(paths):
            return
        if session.file is None:
            self.message.emit("Save the issue first: the next one is looked for in its folder.")
            return
        whole = session.whole
        items = tuple((path.parent, value_at(whole, path)) for path in paths)
        try:
            found = add_to_next_issue(session.file, whole, session.theme, items, by=self._name(), at=_now())
        except FileError as error:
            self.message.emit(f"{error.message} {error.help}".strip())
            return
        gone = {thread.id for path in paths for thread in threads_on(whole.review, path)}
        for path in paths:
            whole = applied(whole, RemoveItem(path))
        left = tuple(thread for thread in whole.review.threads if thread.id not in gone)
        whole = whole.model_copy(update={"review": whole.review.model_copy(update={"threads": left})})
        session.replace(whole, "Move to Next Issue")
        made = "the new issue " if found.is_new else ""
        where = f"Moved {_items(len(paths))} to {made}{found.file.name}."
        self.message.emit(f"{where} Ctrl+Z brings a removed item back; it stays there too.")

    # Clipboard

    @Slot(str)
    def use_clipboard(self, command: str) -> None:
        """Do what a command of the clipboard says: `copy`, `cut` or `paste`."""
        {"copy": self.copy, "cut": self.cut, "paste": self.paste}[command]()

    def copy(self) -> None:
        """Copy the current items: as items for Newsdesk, as HTML and text for other programs."""
        from editor.formats.clipboard import copied_items

        found = [value_at(self._session.issue, path) for path in self._places.item_paths()]
        items = [item for item in found if isinstance(item, Entry | NewsItem)]
        if not items:
            return
        theme = self._session.theme.declared
        data = QMimeData()
        data.setData(copied_items.MIME, copied_items.items_as_json(items))
        data.setHtml(copied_items.items_as_html(items, theme))
        data.setText(copied_items.items_as_text(items, theme))
        QGuiApplication.clipboard().setMimeData(data)
        self.message.emit(f"Copied {_items(len(items))}.")

    def cut(self) -> None:
        """Copy the current items, and remove them."""
        self.copy()
        self.remove()

    def remove(self) -> None:
        """Remove the current items, as one undo step."""
        paths = self._places.item_paths()
        if len(paths) == 1:
            if self._session.try_edit(RemoveItem(paths[0]), "Remove Entry"):
                self.message.emit("Entry removed. Press Ctrl+Z to undo.")
        elif paths:
            after = self._session.issue
            for path in paths:
                after = applied(after, RemoveItem(path))
            self._session.apply(after, "Remove Entries")

    def paste(self) -> None:
        """Paste copied items with new ids, after the current ones of their list or at its end, as one undo step."""
        from editor.formats.clipboard import copied_items

        data = QGuiApplication.clipboard().mimeData()
        if not data.hasFormat(copied_items.MIME):
            self.message.emit("The clipboard has no entries or news items.")
            return
        try:
            items = copied_items.items_from_json(bytes(data.data(copied_items.MIME).data()))
        except copied_items.UnreadableItems:
            self.message.emit("The entries on the clipboard cannot be read.")
            return
        issue, pasted = self._session.issue, None
        for item in items:
            issue, pasted = self._pasted(issue, with_fresh_ids(item), pasted)
        self._session.end_typing()
        self._session.apply(issue, "Paste")  # refused in Read mode
        if pasted is not None and path_exists(self._session.issue, pasted):
            self.go_to_requested.emit(pasted)

    def _pasted(self, issue: Issue, item: Entry | NewsItem, after: FieldPath | None) -> tuple[Issue, FieldPath]:
        current = [after] if after is not None else list(self._places.item_paths()[-1:])
        is_entry = isinstance(item, Entry)
        target = TOP5 if is_entry else FieldPath(("noteworthy", "policy_news"))
        if current and isinstance(value_or_none(issue, current[0]), type(item)):
            target = current[0].parent
        items = value_at(issue, target)
        is_here = bool(current) and current[0].parent == target and path_exists(issue, current[0])
        index = position(items, current[0][-1]) + 1 if is_here else len(items)
        return applied(issue, InsertItem(target, index, item)), target / item.id

    def _may_move(self, paths: Sequence[FieldPath]) -> bool:
        """Whether the items can be moved now; a message says why not."""
        whole = self._session.whole
        if not self._session.is_writing:
            self.message.emit(ONLY_WRITING)
            return False
        if fixed := next((path for path in paths if has_open_suggestions(whole.review, path)), None):
            self.message.emit(HAS_SUGGESTIONS.format(item=path_label(whole, fixed)))
            return False
        return True


def _items(number: int) -> str:
    return counted(number, "item")


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()

"""Adding, copying, moving and removing entries: the deeds of the outline and of the Item menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from editor.document.editing.edits import InsertItem, MoveItem, RemoveItem, duplicated
from editor.document.path_labels import item_label
from editor.document.paths import FieldPath, position, value_at
from editor.session.issue.session import Session
from schemas import Entry, Issue

ENTRIES = FieldPath(("top5",))


class EntryCommands(QObject):
    """The entries of one issue. `current` is the one that is written in, None elsewhere."""

    wanted = Signal(object)
    """FieldPath: an entry that is to be gone to."""
    said = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.current: FieldPath | None = None

    def add(self) -> None:
        """Add an empty entry below the one that is written in, or at the end, and go there."""
        items = value_at(self._session.issue, ENTRIES)
        index = position(items, self.current[-1]) + 1 if self.current else len(items)
        made = Entry()
        if self._session.try_edit(InsertItem(ENTRIES, index, made), "Add Entry"):
            self.wanted.emit(ENTRIES / made.id)

    def duplicate(self) -> None:
        """Put a copy below the entry, and go there."""
        if self.current is not None:
            edit = duplicated(self._session.issue, self.current)
            if self._session.try_edit(edit, "Duplicate Entry"):
                self.wanted.emit(edit.path / edit.item.id)

    def move(self, step: int) -> None:
        """Move the entry up or down by one."""
        if self.current is None:
            return
        items = value_at(self._session.issue, ENTRIES)
        target = position(items, self.current[-1]) + step
        if 0 <= target < len(items) and self._session.try_edit(MoveItem(self.current, target), "Move Entry"):
            self.said.emit(f"{item_label(Issue, ENTRIES[0], target + 1)} of {len(items)}")

    def remove(self) -> None:
        """Remove the entry; the one that takes its place is shown."""
        if self.current is not None and self._session.try_edit(RemoveItem(self.current), "Remove Entry"):
            self.said.emit("Entry removed. Press Ctrl+Z to undo.")

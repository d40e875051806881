"""Adding, duplicating and reordering entries: commands of the outline and of the menu Item."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from editor.document.editing.edits import InsertItem, MoveItem, duplicated
from editor.document.path_labels import item_label
from editor.document.paths import FieldPath, position, value_at
from editor.session.issue.session import Session
from schemas import Entry, Issue

ENTRIES = FieldPath(("top5",))


class EntryCommands(QObject):
    """Edits the entries of one issue. `current` is the entry that is shown; None in other sections."""

    go_to_requested = Signal(object)
    """The FieldPath of an entry to show."""
    message = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.current: FieldPath | None = None

    def add(self) -> None:
        """Add an empty entry below the current one or at the end, and show it."""
        items = value_at(self._session.issue, ENTRIES)
        index = position(items, self.current[-1]) + 1 if self.current else len(items)
        entry = Entry()
        if self._session.try_edit(InsertItem(ENTRIES, index, entry), "Add Entry"):
            self.go_to_requested.emit(ENTRIES / entry.id)

    def duplicate(self) -> None:
        """Duplicate the current entry, and show the copy."""
        if self.current is not None:
            edit = duplicated(self._session.issue, self.current)
            if self._session.try_edit(edit, "Duplicate Entry"):
                self.go_to_requested.emit(edit.path / edit.item.id)

    def move(self, step: int) -> None:
        """Move the current entry up or down by one."""
        if self.current is None:
            return
        items = value_at(self._session.issue, ENTRIES)
        target = position(items, self.current[-1]) + step
        if 0 <= target < len(items) and self._session.try_edit(MoveItem(self.current, target), "Move Entry"):
            self.message.emit(f"{item_label(Issue, ENTRIES[0], target + 1)} of {len(items)}")

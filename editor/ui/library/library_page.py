"""The library page: people and issuing bodies, edited and merged, and where the current one is used.

Each change is written to the shared file at once, merged with what colleagues changed, and can be undone.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QUndoCommand, QUndoStack
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from editor.document.library.columns import BODIES, PEOPLE, clean
from editor.document.library.combine import combined
from editor.document.library.merge_library import name_key
from editor.document.paths import FieldPath
from editor.document.text.phrasing import counted
from editor.document.written_dates import date_label
from editor.files.archive.uses import MOST_USES, Use, UseCounts
from editor.session.archive.library_uses import ItemUses, LibraryUses
from editor.session.issue.library import LibraryAccess
from editor.ui.library.library_table import LibraryTable
from editor.ui.pages.page import Page
from editor.ui.text.plain_line import PlainLine
from editor.ui.widgets.line_units import follow_text_size, limit_width
from schemas import KnownPerson, Library

_ASK_MS = 120
"""Delay after another row became current: arrow keys pass over rows."""
_USE = int(Qt.ItemDataRole.UserRole)
_USED_LINES = 5
_TABLE_LINES = 9
_INPUT_LINES = 17
_UNDO_HINT = "Press Ctrl+Z to undo."


class LibraryPage(Page):
    """The page. `library` is read and written; `uses` tells where names are used. The page owns both."""

    open_requested = Signal(object, object)
    """The file of an issue, and the FieldPath to show in it."""

    def __init__(self, library: LibraryAccess, uses: LibraryUses, parent: QWidget | None = None) -> None:
        super().__init__("People and Issuing Bodies", "Done", parent)
        self.library = library
        self._uses = uses
        self._counts: UseCounts | None = None
        library.setParent(self)
        uses.setParent(self)
        self.undo_stack = QUndoStack(self)
        self.filter = PlainLine("Filter", placeholder="Filter", window_undo=True)
        self.people = LibraryTable(PEOPLE)
        self.bodies = LibraryTable(BODIES)
        self.tabs = QTabWidget()
        self.new_name = PlainLine(window_undo=True)
        self.add = QPushButton("Add")
        self.merge = QPushButton("Merge")
        self.remove = QPushButton("Remove")
        self.used_heading = QLabel()
        self.used = QListWidget()
        self.note = QLabel()
        self._ask_timer = QTimer(self)
        self._ask_timer.setSingleShot(True)
        self._ask_timer.setInterval(_ASK_MS)
        self._lay_out()
        self._connect_signals()
        self._show_library()
        uses.update()

    @property
    def table(self) -> LibraryTable[Any]:
        """The table that is shown."""
        return self.people if self.tabs.currentWidget() is self.people else self.bodies

    @property
    def first(self) -> QWidget:
        """The widget to focus when the page is opened."""
        return self.filter

    def _lay_out(self) -> None:
        limit_width(self.filter, _INPUT_LINES)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.bodies, BODIES.title)
        self.tabs.addTab(self.people, PEOPLE.title)
        limit_width(self.new_name, _INPUT_LINES)
        self.used_heading.setProperty("role", "field-label")
        self.used.setAccessibleName("Places where it is used")
        self.used.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # while it is empty
        # Always as high, so that the table does not jump from row to row.
        follow_text_size(self.used, lambda line: self.used.setFixedHeight(line * _USED_LINES))
        follow_text_size(self.tabs, lambda line: self.tabs.setMinimumHeight(line * _TABLE_LINES))
        self.note.setProperty("role", "note")
        self.note.setWordWrap(True)
        self.merge.setToolTip("Select several rows; the current one stays (Ctrl+M)")
        self.remove.setToolTip("Remove the selected rows (Delete)")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.new_name, 1)
        row.addWidget(self.add)
        row.addStretch(1)
        row.addWidget(self.merge)
        row.addWidget(self.remove)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(self.filter)
        column.addWidget(self.tabs, 1)
        column.addLayout(row)
        column.addWidget(self.note)
        column.addWidget(self.used_heading)
        column.addWidget(self.used)
        self.body.addLayout(column, 1)

    def _connect_signals(self) -> None:
        self.filter.textChanged.connect(lambda text: self.table.filter(text))
        self.tabs.currentChanged.connect(self._on_tab_changed)
        for table in (self.people, self.bodies):
            table.items_model.typed.connect(self._write)
            table.current_changed.connect(self._on_current_changed)
            table.remove_requested.connect(self._remove)
        self.add.clicked.connect(self._add)
        self.new_name.returnPressed.connect(self._add)
        self.merge.clicked.connect(self._merge)
        self.remove.clicked.connect(self._remove)
        self.used.itemActivated.connect(self._open)
        self._ask_timer.timeout.connect(self._ask)
        self.library.changed.connect(self._show_library)
        self.library.failed.connect(lambda message, help: self.note.setText(f"{message} {help}".strip()))
        self._uses.counted.connect(self._show_counts)
        self._uses.listed.connect(self._show_uses)
        self._uses.failed.connect(self.used_heading.setText)
        for keys, slot in (
            (QKeySequence.StandardKey.Undo, self._undo),
            (QKeySequence.StandardKey.Redo, self._redo),
            ("Ctrl+M", self._merge),
            ("Ins", self.new_name.setFocus),
            (QKeySequence.StandardKey.Find, self.filter.setFocus),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # What is shown

    @Slot()
    def _show_library(self) -> None:
        self.people.show_items(self.library.library.people)
        self.bodies.show_items(self.library.library.issuing_bodies)
        self._on_tab_changed()

    @Slot()
    def _on_tab_changed(self) -> None:
        noun = self.table.listing.noun
        self.new_name.setPlaceholderText(f"New {noun}")
        self.new_name.setAccessibleName(f"Name of a new {noun}")
        self.table.filter(self.filter.text())
        if self.table.current is None and self.table.model().rowCount():
            self.table.setCurrentIndex(self.table.model().index(0, 0))
        self._on_current_changed()

    @Slot()
    def _on_current_changed(self) -> None:
        current, selected = self.table.current, self.table.selected
        mergeable = current is not None and len(selected) > 1
        label = self.table.listing.label(current) if current is not None else ""
        self.merge.setText(f"Merge into “{label}”".replace("&", "&&") if mergeable else "Merge")
        self.merge.setEnabled(mergeable)
        self.remove.setEnabled(bool(selected))
        self._ask_timer.start()

    @Slot()
    def _ask(self) -> None:
        current = self.table.current
        if current is None:
            self.used.clear()
            self.used_heading.setText("")
        elif self._counts is None:
            self.used_heading.setText("Looking for uses in all issues…")
        else:
            self._uses.ask(current)

    @Slot(object)
    def _show_counts(self, counts: UseCounts) -> None:
        self._counts = counts
        self.bodies.items_model.show_counts(lambda body: counts.of_body(body.id))
        self.people.items_model.show_counts(lambda person: counts.of_person(person.name))
        self._ask()

    @Slot(object)
    def _show_uses(self, found: ItemUses) -> None:
        current = self.table.current
        if current is None or current.id != found.item_id:
            return
        label = self.table.listing.label(current)
        what = "issue" if isinstance(current, KnownPerson) else "place"
        number = f"the latest {MOST_USES}" if len(found.uses) == MOST_USES else counted(len(found.uses), what)
        self.used_heading.setText(f"{label} is used in {number}" if found.uses else f"{label} is not used in any issue")
        self.used.clear()
        for use in found.uses:
            row = QListWidgetItem(_line_of(use))
            row.setData(_USE, use)
            self.used.addItem(row)
        self.used.setFocusPolicy(Qt.FocusPolicy.StrongFocus if found.uses else Qt.FocusPolicy.NoFocus)

    @Slot(QListWidgetItem)
    def _open(self, row: QListWidgetItem) -> None:
        use: Use = row.data(_USE)
        self.open_requested.emit(use.file, FieldPath.parse(use.path))

    # Changes

    def _change(self, label: str, after: Library, said: str) -> bool:
        """Make a change as one undo step; say what was done, or why not."""
        before = self.library.library
        if after == before:
            return False
        step = _Step(label, before, after, self.library)
        self.undo_stack.push(step)
        if step.is_done:
            self.note.setText(said)
        return step.is_done

    @Slot(str, int, str)
    def _write(self, item_id: str, column: int, text: str) -> None:
        listing = self.table.listing
        write = listing.columns[column].write
        items = listing.items(self.library.library)
        item = next((one for one in items if one.id == item_id), None)
        if item is None:
            self.note.setText(f"A colleague has removed this row. “{text}” was not saved.")
            return
        if write is None:
            return
        changed = write(item, text)
        if not listing.named(changed):
            self.note.setText("A name is needed. To remove the row, press Delete.")
            return
        heading = listing.columns[column].heading
        after = listing.with_items(self.library.library, [changed if one is item else one for one in items])
        self._change(f"Change {heading}", after, f"Changed {listing.label(changed)}. {_UNDO_HINT}")

    @Slot()
    def _add(self) -> None:
        listing, name = self.table.listing, clean(self.new_name.text())
        if not name:
            self.new_name.setFocus()
            return
        new = listing.new(name)
        items = listing.items(self.library.library)
        known = next((one for one in items if name_key(one) == name_key(new)), None)
        self.filter.clear()
        if known is not None:
            self.note.setText(f"{listing.label(known)} is already in the list.")
            self.table.select(known.id)
        elif self._change(f"Add {listing.noun}", listing.with_items(self.library.library, (*items, new)), ""):
            self.note.setText(f"Added {name}. {_UNDO_HINT}")
            self.new_name.clear()
            empty = (at for at, one in enumerate(listing.columns) if one.write is not None and not one.read(new))
            self.table.select(new.id, next(empty, 0), edit=True)

    @Slot()
    def _remove(self) -> None:
        listing, gone = self.table.listing, self.table.selected
        if not gone:
            return
        ids = {item.id for item in gone}
        kept = [one for one in listing.items(self.library.library) if one.id not in ids]
        what = listing.label(gone[0]) if len(gone) == 1 else counted(len(gone), "entry", "entries")
        said = f"Removed {what}. Issues keep their names. {_UNDO_HINT}"
        self._change(f"Remove {what}", listing.with_items(self.library.library, kept), said)

    @Slot()
    def _merge(self) -> None:
        listing, keep, selected = self.table.listing, self.table.current, self.table.selected
        if keep is None or len(selected) < 2:
            self.note.setText("Select two or more rows. The current one stays, and takes the names of the others.")
            return
        others = [one for one in selected if one.id != keep.id]
        after = combined(self.library.library, keep.id, [one.id for one in others])
        names = ", ".join(listing.label(one) for one in others)
        if self._change("Merge", after, f"Merged {names} into {listing.label(keep)}. {_UNDO_HINT}"):
            self.table.select(keep.id)

    @Slot()
    def _undo(self) -> None:
        self._turn(self.undo_stack.undoText(), self.undo_stack.undo, "Undone")

    @Slot()
    def _redo(self) -> None:
        self._turn(self.undo_stack.redoText(), self.undo_stack.redo, "Redone")

    def _turn(self, label: str, turn: Any, said: str) -> None:
        self.note.setText(f"{said}: {label}." if label else "")
        turn()


class _Step(QUndoCommand):
    """One change of the library. Undoing takes it back, and keeps what others changed meanwhile."""

    def __init__(self, label: str, before: Library, after: Library, library: LibraryAccess) -> None:
        super().__init__(label)
        self._before = before
        self._after = after
        self._library = library
        self.is_done = False

    def redo(self) -> None:
        self.is_done = self._library.apply(self._before, self._after)
        self.setObsolete(not self.is_done)  # not written: there is nothing to undo

    def undo(self) -> None:
        self._library.apply(self._after, self._before)


def _line_of(use: Use) -> str:
    day = date_label(use.date) if use.date is not None else use.file.name
    place = f"{use.label}: {use.title}" if use.title else use.label
    return " · ".join(part for part in (day, place, use.headline if not use.title else "") if part)

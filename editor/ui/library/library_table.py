"""One table of the library: people, or issuing bodies. Texts are edited in their cells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

from editor.document.library.columns import Listing
from editor.ui.widgets.line_units import follow_text_size
from schemas import Item

_I = TypeVar("_I", bound=Item)
Index = QModelIndex | QPersistentModelIndex
ID = int(Qt.ItemDataRole.UserRole)
_NOWHERE = QModelIndex()
USED = "Used"
_USED_WIDTH = 5
_ROW_LINES = 1.7
"""Height of a row, in line heights."""
_LEAST_LINES = 6
"""Least width of a column that takes its share of the rest, in line heights."""


class LibraryModel(QAbstractTableModel, Generic[_I]):
    """The items of one listing, a row each; the last column is how often each is used."""

    typed = Signal(str, int, str)
    """The id of an item, a column and the text that was typed into it."""

    def __init__(self, listing: Listing[_I], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.listing = listing
        self.items: tuple[_I, ...] = ()
        self._count: Callable[[_I], int] | None = None

    def show_items(self, items: tuple[_I, ...]) -> None:
        """Show these items. Rows that stay are updated, so that selection and scroll position are kept."""
        before, self_ids = [item.id for item in self.items], [item.id for item in items]
        if before == self_ids:
            self.items = items
            self.dataChanged.emit(self.index(0, 0), self.index(len(items) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def show_counts(self, count: Callable[[_I], int]) -> None:
        """Show how often each item is used."""
        self._count = count
        last = self.columnCount() - 1
        self.dataChanged.emit(self.index(0, last), self.index(len(self.items) - 1, last))

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.listing.columns) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            columns = self.listing.columns
            return columns[section].heading if section < len(columns) else USED
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell, or the id of its item."""
        if not index.isValid() or index.row() >= len(self.items):
            return None
        item = self.items[index.row()]
        if role == ID:
            return item.id
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if index.column() < len(self.listing.columns):
            return self.listing.columns[index.column()].read(item)
        return self._count(item) if self._count is not None and role == Qt.ItemDataRole.DisplayRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Report a typed text; the model shows it when the library has it."""
        if role != Qt.ItemDataRole.EditRole or value == self.data(index, role):
            return False
        self.typed.emit(self.items[index.row()].id, index.column(), str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return whether a cell can be edited."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        columns = self.listing.columns
        if index.column() < len(columns) and columns[index.column()].write is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags


class _Filter(QSortFilterProxyModel):
    """Shows the rows that have the typed words in one of their texts, and sorts numbers as numbers."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._words: list[str] = []

    def set_words(self, text: str) -> None:
        self._words = text.casefold().split()
        self.invalidate()

    def lessThan(self, left: Index, right: Index) -> bool:  # noqa: N802
        """Put rows without a text last."""
        one, other = left.data(), right.data()
        if isinstance(one, str) and isinstance(other, str) and bool(one) is not bool(other):
            return bool(one) is (self.sortOrder() is Qt.SortOrder.AscendingOrder)
        return super().lessThan(left, right)

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:  # noqa: N802
        """Return whether a row has all the words."""
        model = self.sourceModel()
        texts = (str(model.index(row, column).data() or "") for column in range(model.columnCount() - 1))
        whole = "\n".join(texts).casefold()
        return all(word in whole for word in self._words)


class LibraryTable(QTableView, Generic[_I]):
    """The table. F2 or typing edits a cell, Delete removes the selected rows."""

    current_changed = Signal()
    """Another row is current, or other rows are selected."""
    remove_requested = Signal()

    def __init__(self, listing: Listing[_I], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting: tuple[_I, ...] | None = None
        self.items_model = LibraryModel(listing)
        self.items_model.setParent(self)
        self._filter = _Filter(self)
        self._filter.setSourceModel(self.items_model)
        self.setModel(self._filter)
        self.setAccessibleName(listing.title)
        self.setProperty("elides", True)  # its tool tips have the whole texts
        self.setProperty("scrolls", True)  # sideways, where its columns need more than a narrow window has
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(False)
        self._widths = (*(one.width for one in listing.columns), _USED_WIDTH)
        follow_text_size(self, self._fit)
        self.selectionModel().selectionChanged.connect(lambda *_: self.current_changed.emit())
        self.selectionModel().currentRowChanged.connect(lambda *_: self.current_changed.emit())

    def _fit(self, line: int) -> None:
        """Fit rows and columns to the size of the text. What is left is shared by the columns without a width.

        In a narrow window each of them keeps some width, and the table scrolls.
        """
        self.verticalHeader().setDefaultSectionSize(round(line * _ROW_LINES))
        header = self.horizontalHeader()
        fixed = sum(self._widths) * line
        stretched = max(1, self._widths.count(0))
        rest = max(_LEAST_LINES * line, (self.viewport().width() - fixed) // stretched)
        for column, width in enumerate(self._widths):
            header.resizeSection(column, line * width if width else rest)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit(self.fontMetrics().height())

    @property
    def listing(self) -> Listing[_I]:
        """What is listed."""
        return self.items_model.listing

    def show_items(self, items: tuple[_I, ...]) -> None:
        """Show these items; the current one stays current. A cell that is being edited is left alone until then."""
        if self.state() is QAbstractItemView.State.EditingState:  # the view would put the old text into it
            self._waiting = items
            return
        current = self.current
        self.items_model.show_items(items)
        if current is not None and self.current is None:
            self.select(current.id)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802
        """Show what came while the cell was edited."""
        super().closeEditor(editor, hint)
        if self._waiting is not None and self.state() is not QAbstractItemView.State.EditingState:
            waiting, self._waiting = self._waiting, None
            self.show_items(waiting)

    def filter(self, text: str) -> None:
        """Show only the rows that have these words."""
        self._filter.set_words(text)

    @property
    def current(self) -> _I | None:
        """The item of the current row."""
        return self._item(self.currentIndex())

    @property
    def selected(self) -> tuple[_I, ...]:
        """The items of the selected rows, from top to bottom."""
        rows = sorted(self.selectionModel().selectedRows(), key=QModelIndex.row)
        return tuple(item for index in rows if (item := self._item(index)) is not None)

    def select(self, item_id: str, column: int = 0, *, edit: bool = False) -> bool:
        """Make the row of an item current, and edit one of its cells if asked to. Return whether it is shown."""
        for row in range(self._filter.rowCount()):
            index = self._filter.index(row, column)
            if index.data(ID) == item_id:
                # Not `setCurrentIndex`, which selects nothing while Ctrl is down, as in Ctrl+M.
                flags = QItemSelectionModel.SelectionFlag
                self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
                self.scrollTo(index)
                if edit:
                    self.edit(index)
                return True
        return False

    def _item(self, index: QModelIndex) -> _I | None:
        if not index.isValid():
            return None
        item_id = index.data(ID)
        return next((item for item in self.items_model.items if item.id == item_id), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Remove rows with Delete, edit with Enter."""
        if self.state() is QAbstractItemView.State.EditingState:  # the key that ends editing comes here, too
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

"""A list that is filtered while one types, above the window's content: for commands, fields and items by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from editor.document.field_names import ranked
from editor.ui.look.tokens import tokens_of
from editor.ui.widgets.list_rows import paint_background, paint_text, small

NOTE, _NUMBER = (int(Qt.ItemDataRole.UserRole) + number for number in (1, 2))
"""The roles of a row: its note, and the number of its entry."""
_LINES = 30
"""Largest width, in line heights."""
_LEAST_ROWS = 3
_ROWS = 10
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
NOTHING_FOUND = "Nothing has these words. Try fewer."


@dataclass(frozen=True)
class FinderEntry:
    """One line: its name, a note at the right, and what happens when it is chosen. None if it cannot be chosen now."""

    name: str
    note: str
    act: Callable[[], object] | None


class Finder(QFrame):
    """One at a time in a window. Enter or a click chooses, Escape closes; the focus goes back to where it was."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._entries: Sequence[FinderEntry] = ()
        self._before: QWidget | None = None
        self.setProperty("role", "finder")
        self.line = QLineEdit(self)
        self.line.setClearButtonEnabled(True)
        self.list = QListView(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setProperty("elides", True)
        self.list.setItemDelegate(_Row(self.list))
        self.model = QStandardItemModel(self)
        self.list.setModel(self.model)
        self.note = QLabel(NOTHING_FOUND, self)
        self.note.setProperty("role", "note")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        for widget in (self.line, self.list, self.note):
            column.addWidget(widget)
        self.line.textChanged.connect(self._filter)
        self.line.installEventFilter(self)
        self.list.clicked.connect(self._choose)
        window.installEventFilter(self)
        self.hide()

    def open(self, name: str, entries: Sequence[FinderEntry]) -> None:
        """Show these entries; `name` says what they are."""
        focused: QWidget | None = QApplication.focusWidget()
        if not self.isVisible():
            self._before = focused
        self._entries = entries
        self.line.setPlaceholderText(name)
        self.line.setAccessibleName(name)
        self.list.setAccessibleName(name)
        self.line.clear()
        self._filter("")
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_finder(self) -> None:
        """Close, and give the focus back."""
        if self.isVisible():
            # First, since hiding the focused line would move the focus to whatever is next.
            if self._before is not None and isValid(self._before) and self._before.isVisible():
                self._before.setFocus(Qt.FocusReason.OtherFocusReason)
            self.hide()

    @Slot(str)
    def _filter(self, query: str) -> None:
        self.model.clear()
        for index in ranked(query, [entry.name for entry in self._entries]):
            entry = self._entries[index]
            item = QStandardItem(entry.name)
            item.setData(entry.note, NOTE)
            item.setData(index, _NUMBER)
            item.setToolTip(entry.name)  # the row may elide it
            item.setEnabled(entry.act is not None)
            spoken = (entry.name, entry.note, "" if entry.act is not None else "not available here")
            item.setAccessibleText(", ".join(part for part in spoken if part))
            self.model.appendRow(item)
        self.list.setCurrentIndex(self.model.index(0, 0))
        self.list.setVisible(bool(self.model.rowCount()))
        self.note.setVisible(not self.model.rowCount())

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        item = self.model.itemFromIndex(index)
        act = self._entries[item.data(_NUMBER)].act if index.isValid() else None
        if act is not None:
            self.close_finder()
            act()

    def _place(self) -> None:
        window = self._window
        line = self.fontMetrics().height()
        width = min(_LINES * line, window.width() - line)
        rows = min(_ROWS, max(_LEAST_ROWS, len(self._entries)))  # of all entries: it does not jump while one types
        height = min(round((rows * 1.6 + 3) * line), window.height() - 2 * line)
        self.setGeometry((window.width() - width) // 2, line, width, height)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self.isVisible():
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self.line and event.type() is QEvent.Type.FocusOut and not self.list.underMouse():
            if QApplication.activePopupWidget() is None and self.window().isActiveWindow():
                self.hide()
        elif watched is self.line and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(event)
        elif watched is self._window and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_finder()
        elif key in _ENTER:
            self._choose(self.list.currentIndex())
        elif key in _MOVES:
            QApplication.sendEvent(self.list, event)
        else:
            return False
        return True


class _Row(QStyledItemDelegate):
    """The name at the left, the note at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override] # noqa: N802
        return QSize(100, round(QFontMetrics(option.font).height() * 1.6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        tokens = tokens_of(QApplication.palette())
        painter.save()
        paint_background(painter, option, tokens)
        can = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        inner, note = option.rect.adjusted(12, 0, -12, 0), str(index.data(NOTE) or "")
        room = QRect(inner)
        if note:
            font = small(option.font)
            taken = QFontMetrics(font).horizontalAdvance(note)
            room.setRight(inner.right() - taken - 12)
            inner.setLeft(inner.right() - taken)
            paint_text(painter, note, inner, font, tokens.ink_soft)
        paint_text(painter, str(index.data()), room, option.font, tokens.ink if can else tokens.ink_faint)
        painter.restore()

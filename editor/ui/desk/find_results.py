"""The list of everything that the search has found: where it is, and the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QStyledItemDelegate, QStyleOptionViewItem

from editor.document.path_labels import path_label
from editor.document.paths import NoSuchField
from editor.document.search import Occurrence, searched_text
from editor.ui.look.tokens import tokens_of
from editor.ui.widgets.list_rows import paint_background, paint_text, small
from schemas import Issue

_ROWS = 6
_BEFORE, _AFTER = 28, 60
"""The most characters shown around the words."""
_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class FoundRow(NamedTuple):
    """What one row shows."""

    place: str
    before: str
    words: str
    after: str


_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class _Model(QAbstractListModel):
    """The rows are made when they are shown: a query of one letter has thousands."""

    def __init__(self) -> None:
        super().__init__()
        self.issue: Issue | None = None
        self.found: Sequence[Occurrence] = ()
        self._rows: dict[int, FoundRow] = {}

    def show(self, issue: Issue, found: Sequence[Occurrence]) -> None:
        self.beginResetModel()
        self.issue, self.found = issue, found
        self._rows.clear()
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        return 0 if parent is not None and parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != _ROLE and role not in _TEXT_ROLES:
            return None
        row = self._row(index.row())
        return row if role == _ROLE else f"{row.place}: {row.before}{row.words}{row.after}"

    def _row(self, number: int) -> FoundRow:
        if number not in self._rows and self.issue is not None:
            self._rows[number] = found_row(self.issue, self.found[number])
        return self._rows[number]


def found_row(issue: Issue, found: Occurrence) -> FoundRow:
    """Return the place of an occurrence in words, and the text around it in one line."""
    try:
        text = searched_text(issue, found.path)
    except NoSuchField:
        return FoundRow("", "", "", "")
    end = found.start + found.length
    before, after = text[: found.start], text[end:]
    if len(before) > _BEFORE:
        before = "…" + before[-_BEFORE:].partition(" ")[2]
    if len(after) > _AFTER:
        after = after[:_AFTER].rpartition(" ")[0] + "…"
    parts = (" ".join(part.split("\n")) for part in (before, text[found.start : end], after))
    return FoundRow(path_label(issue, found.path), *parts)


class FindResults(QListView):
    """The list. `chosen` emits the number of the occurrence that was clicked or moved to."""

    chosen = Signal(int)
    entered = Signal()
    """Enter was pressed: go to the text."""
    left = Signal()
    """Escape was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self._model = _Model()
        self._is_showing = False
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setAccessibleName("Search results")
        self.setProperty("elides", True)  # its tool tips have the whole texts
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.hide()

    def show_found(self, issue: Issue, found: Sequence[Occurrence], current: int | None) -> None:
        """List these occurrences. `current` is selected."""
        self._is_showing = True
        if found != self._model.found or issue is not self._model.issue:
            self._model.show(issue, found)
            self.updateGeometry()
        if current is not None:
            self.setCurrentIndex(self._model.index(current))
        else:
            self.clearSelection()
        self._is_showing = False

    def _on_current_changed(self, current: QModelIndex) -> None:
        if not self._is_showing and current.isValid() and self.hasFocus():
            self.chosen.emit(current.row())

    def sizeHint(self) -> QSize:  # noqa: N802
        rows = min(self._model.rowCount(), _ROWS)
        return QSize(320, rows * self._row_height() + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(80, 0)  # it gives way to the form and the search bar

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show whole rows only, and the current one among them."""
        super().resizeEvent(event)
        height = self.height() - 2 * self.frameWidth()
        rest = height % self._row_height()
        if self.viewportMargins().bottom() != rest:
            self.setViewportMargins(0, 0, 0, rest)
        has_room = height >= self._row_height()
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if has_room else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _row_height(self) -> int:
        return round(self.fontMetrics().height() * 1.5)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter goes to the text, Escape closes the search."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """The words found in bold between what stands around them; the place at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(100, round(QFontMetrics(option.font).height() * 1.5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = tokens_of(QApplication.palette())
        painter.save()
        paint_background(painter, option, tokens)
        row = index.data(_ROLE)
        inner, font = option.rect.adjusted(16, 0, -12, 0), option.font
        note = small(font)
        width = min(QFontMetrics(note).horizontalAdvance(row.place), inner.width() * 2 // 5)
        place = QRect(inner.right() - width, inner.top(), width, inner.height())
        paint_text(painter, row.place, place, note, tokens.ink_soft)
        bold = QFont(font)
        bold.setBold(True)
        left, right = inner.left(), place.left() - 12
        for text, style, colour in (
            (row.before, font, tokens.ink_soft),
            (row.words, bold, tokens.ink),
            (row.after, font, tokens.ink_soft),
        ):
            area = QRect(left, inner.top(), max(0, right - left), inner.height())
            if text and area.width():
                paint_text(painter, text, area, style, colour)
            left += QFontMetrics(style).horizontalAdvance(text)
        painter.restore()

"""A completion list below an input: Enter or Tab accepts the selected row, Escape closes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QListView

_WIDTH = 26
"""Minimum width of the list, in line heights. A row has a body's English and Chinese names."""


@dataclass(frozen=True, slots=True)
class CompletionItem:
    """One row of the list, and the value that it stands for."""

    words: str
    value_of: Any


class Completion(QObject):
    """Completion for one input."""

    chosen = Signal(object)
    """The value of the chosen item."""

    def __init__(self, line: QLineEdit, suggest: Callable[[str], Sequence[CompletionItem]]) -> None:
        super().__init__(line)
        self._line = line
        self._suggest = suggest
        self._found: Sequence[CompletionItem] = ()
        self._rows = QStringListModel(self)
        self._list: tuple[QCompleter, QAbstractItemView] | None = None

    def show_for(self, text: str) -> None:
        """Show the completions of a text, if there are any."""
        self._found = self._suggest(text)
        if not self._found:
            self.close()
            return
        completer, popup = self._made()
        self._rows.setStringList([suggestion.words for suggestion in self._found])
        below = self._line.rect()
        below.setWidth(max(below.width(), self._line.fontMetrics().height() * _WIDTH))
        completer.complete(below)
        popup.setCurrentIndex(completer.completionModel().index(0, 0))

    def close(self) -> None:
        if self._list is not None:
            self._list[1].hide()

    def _made(self) -> tuple[QCompleter, QAbstractItemView]:
        """Return the list, which is created on first use: a form may have a hundred inputs."""
        if self._list is None:
            completer = QCompleter(self._rows, self)
            completer.setWidget(self._line)
            completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            popup = QListView()
            completer.setPopup(popup)  # the completer owns it now
            popup.clicked.connect(self._clicked)
            popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            popup.setProperty("role", "completions")
            popup.setAccessibleName(f"Suggestions for {self._line.accessibleName()}")
            # Runs before the completer's own event filter, which would pass Tab to the line.
            popup.installEventFilter(self)
            self._list = completer, popup
        return self._list

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self.close()
        self._choose(index.row())

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._found):
            suggestion = self._found[row]
            self._found = ()
            self.chosen.emit(suggestion.value_of)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._list is not None:
            key = event.key()
            row = self._list[1].currentIndex().row()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab) and row >= 0:
                self.close()
                self._choose(row)
                return key != Qt.Key.Key_Tab
            if key == Qt.Key.Key_Escape:
                self.close()
                return True
        return super().eventFilter(watched, event)

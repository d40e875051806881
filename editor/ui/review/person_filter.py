"""Chooses whose comments and suggestions are shown: everybody's, or those of one person."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QComboBox, QWidget

from editor.ui.look.tokens import person_colour, tokens_of

_EVERYBODY = "Everybody"


class PersonFilter(QComboBox):
    """A list of the people, each with their colour and the number of their comments and suggestions."""

    person_chosen = Signal(object)
    """The name, or None for everybody."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Show comments and suggestions by")
        self.setToolTip("Show comments and suggestions of everybody or of one person")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._shown: tuple[tuple[str, int, int], ...] | None = None
        self.activated.connect(self._choose)

    def show_people(self, counts: Mapping[str, int], numbers: Mapping[str, int], chosen: str | None) -> None:
        """Offer these people, in the order of the alphabet. `numbers` are those of their colours."""
        rows = tuple((name, counts[name], numbers.get(name, 0)) for name in sorted(counts))
        if rows != self._shown:
            self._shown = rows
            self.clear()
            self.addItem(f"{_EVERYBODY} ({sum(counts.values())})", None)
            for name, count, number in rows:
                self.addItem(self._swatch(number), f"{name} ({count})", name)
        row = self.findData(chosen) if chosen is not None else 0
        self.setCurrentIndex(max(0, row))

    def _swatch(self, number: int) -> QIcon:
        side = round(self.fontMetrics().height() * 0.6)
        found = QPixmap(QSize(side, side))
        tokens = tokens_of(self.palette())
        found.fill(QColor(person_colour(tokens, number) if number else tokens.line))
        return QIcon(found)

    @Slot(int)
    def _choose(self, row: int) -> None:
        self.person_chosen.emit(self.itemData(row))

"""The card of the start page that offers the guided tour to whoever has not seen it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from editor.ui.settings import Settings
from editor.ui.widgets.responsive_row import ResponsiveRow, text_width
from editor.ui.widgets.wrapping_label import WrappingLabel

_WIDE = 90
"""Minimum width for buttons beside the text, in average characters."""


class TourOffer(QFrame):
    """Says what the tour is, with two buttons."""

    taken = Signal()
    declined = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setProperty("role", "card")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(WrappingLabel("New to Newsdesk?", "section", self))
        words.addWidget(WrappingLabel("A tour shows the sample issue in six steps. It changes no file.", "note", self))
        self.take_button = QPushButton("Take the Tour")
        self.decline_button = QPushButton("Not Now")
        self.decline_button.setProperty("role", "plain")
        self.decline_button.setToolTip("The tour stays in the menu Help")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button, signal in ((self.take_button, self.taken), (self.decline_button, self.declined)):
            button.setAutoDefault(True)
            button.clicked.connect(signal)
            buttons.addWidget(button)
        buttons.addStretch(1)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addLayout(buttons)
        row.setAlignment(buttons, Qt.AlignmentFlag.AlignVCenter)
        ResponsiveRow(row, self, text_width(self, _WIDE))

    @Slot()
    def show_until_seen(self) -> None:
        """Show the card as long as the settings say that the tour was not seen."""
        self.setVisible(not self._settings.tour_seen)

"""The card of a step of the tour: its number, title and text, and the buttons."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

_WIDEST = 44
"""Average characters of a line of text."""

_GAP = 12
"""Pixels between the card and what it points at, and to the window's edge."""


class TourCard(QFrame):
    """Lies over its parent, beside the control that the step is about."""

    next_requested = Signal()
    back_requested = Signal()
    end_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = parent
        self.setProperty("role", "tour")
        self.count = QLabel()
        self.count.setProperty("role", "eyebrow")
        self.title = QLabel()
        self.title.setProperty("role", "section")
        self.title.setWordWrap(True)
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.end_button = QPushButton("End Tour")
        self.end_button.setProperty("role", "plain")
        self.back_button = QPushButton("Back")
        self.next_button = QPushButton("Next")
        self.next_button.setProperty("role", "primary")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.end_button)
        buttons.addStretch(1)
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.next_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for label in (self.count, self.title, self.text):
            column.addWidget(label)
        column.addSpacing(4)
        column.addLayout(buttons)
        for button, signal in (
            (self.next_button, self.next_requested),
            (self.back_button, self.back_requested),
            (self.end_button, self.end_requested),
        ):
            button.setAutoDefault(True)
            button.clicked.connect(signal)
        QWidget.setTabOrder(self.next_button, self.back_button)
        QWidget.setTabOrder(self.back_button, self.end_button)

    def show_step(self, number: int, total: int, title: str, text: str) -> None:
        """Show the step with a number, from 1 on."""
        self.count.setText(f"Step {number} of {total}")
        self.title.setText(title)
        self.text.setText(text)
        self.back_button.setEnabled(number > 1)
        self.next_button.setText("Finish" if number == total else "Next")
        self.setAccessibleName(f"Guided tour, step {number} of {total}: {title}")
        self.setAccessibleDescription(text)
        self.next_button.setAccessibleDescription(f"{title}. {text}")

    def stand_beside(self, target: QRect) -> None:
        """Take a place beside a rectangle of the parent where there is room, else over the lower end of the parent."""
        for widget in (self, self.count, self.title, self.text):  # the size of their letters is the style sheet's
            widget.ensurePolished()
        size = self._fitting_size()
        whole = self._area.rect().adjusted(_GAP, _GAP, -_GAP, -_GAP)
        self.setGeometry(QRect(_place(target, size, whole), size))
        self.show()
        self.raise_()

    def _fitting_size(self) -> QSize:
        parent = self._area.size()
        width = min(_WIDEST * self.fontMetrics().averageCharWidth() + 32, parent.width() - 2 * _GAP)
        width = max(width, self.minimumSizeHint().width())
        layout = self.layout()
        assert layout is not None
        layout.invalidate()  # or it measures the text of the step before
        return QSize(width, max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go with the page keys, too (Qt's buttons take the arrow keys); end with Escape."""
        match event.key():
            case Qt.Key.Key_Escape:
                self.end_requested.emit()
            case Qt.Key.Key_PageDown:
                self.next_requested.emit()
            case Qt.Key.Key_PageUp if self.back_button.isEnabled():
                self.back_requested.emit()
            case _:
                super().keyPressEvent(event)


def _place(target: QRect, size: QSize, whole: QRect) -> QPoint:
    """The upper left corner of a card beside a rectangle: right, left, below or above it; else within, at its end."""
    low = whole.bottom() - size.height() + 1
    beside = min(max(target.top(), whole.top()), low)
    start = min(max(target.right() - size.width(), whole.left()), whole.right() - size.width() + 1)
    tried = (
        QPoint(target.right() + _GAP, beside),
        QPoint(target.left() - _GAP - size.width(), beside),
        QPoint(start, target.bottom() + _GAP),
        QPoint(start, target.top() - _GAP - size.height()),
    )
    if not target.isEmpty():
        for point in tried:
            if whole.contains(QRect(point, size)):
                return point
    return QPoint(whole.center().x() - size.width() // 2, low)

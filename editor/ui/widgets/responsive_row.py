"""Rows whose parts stand below each other where there is no room for them: large letters, small windows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QBoxLayout, QWidget

_ROW, _COLUMN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_TELLING = (QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.LayoutRequest)


class ResponsiveRow(QObject):
    """Turns one row. `around` is what gives it its width, `needs` says how many pixels the row takes.

    `inside` is the widget that the row lies in, where that is another one.
    """

    def __init__(
        self, row: QBoxLayout, around: QWidget, needs: Callable[[], int], inside: QWidget | None = None
    ) -> None:
        super().__init__(around)
        self._row = row
        self._around = around
        self._needs = needs
        around.installEventFilter(self)
        if inside is not None:
            inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in _TELLING and self._wanted() != self._row.direction():
            # Later: a layout that is changed while it is being carried out does not carry out the change.
            QTimer.singleShot(0, self, self._turn)
        return super().eventFilter(watched, event)

    def _wanted(self) -> QBoxLayout.Direction:
        return _ROW if self._around.width() >= self._needs() else _COLUMN

    def _turn(self) -> None:
        self._row.setDirection(self._wanted())


def text_width(widget: QWidget, number: int) -> Callable[[], int]:
    """The width of so many letters, in pixels, whatever their size is at the time."""
    return lambda: number * widget.fontMetrics().averageCharWidth()


def content_width(row: QBoxLayout) -> Callable[[], int]:
    """The width of all parts of a row side by side, in pixels, however they stand now."""

    def needed() -> int:
        items = [item for number in range(row.count()) if (item := row.itemAt(number)) is not None]
        return sum(item.sizeHint().width() for item in items) + row.spacing() * (len(items) - 1)

    return needed

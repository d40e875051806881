"""Rows that turn into columns if they are too narrow: large text, small windows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QBoxLayout, QWidget

from editor.session.deferred_call import call_later

_ROW, _COLUMN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_EVENTS = (QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.LayoutRequest)


class ResponsiveRow(QObject):
    """Switches one layout between row and column.

    It is a row if `container` is at least as wide as `needed_width` returns, in pixels. `content` is the widget that
    holds the layout, if it is not the container.
    """

    def __init__(
        self, row: QBoxLayout, container: QWidget, needed_width: Callable[[], int], content: QWidget | None = None
    ) -> None:
        super().__init__(container)
        self._row = row
        self._container = container
        self._needed_width = needed_width
        container.installEventFilter(self)
        if content is not None:
            content.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in _EVENTS and self._direction() != self._row.direction():
            # Deferred: a layout ignores a change that is made while it is activated.
            call_later(self, self._update_direction)
        return super().eventFilter(watched, event)

    def _direction(self) -> QBoxLayout.Direction:
        return _ROW if self._container.width() >= self._needed_width() else _COLUMN

    def _update_direction(self) -> None:
        self._row.setDirection(self._direction())


def text_width(widget: QWidget, number: int) -> Callable[[], int]:
    """Return a function for the width of that many average characters in the widget's current font, in pixels."""
    return lambda: number * widget.fontMetrics().averageCharWidth()


def content_width(row: QBoxLayout) -> Callable[[], int]:
    """Return a function for the width of all items of a layout side by side, in pixels."""

    def width() -> int:
        items = [item for number in range(row.count()) if (item := row.itemAt(number)) is not None]
        return sum(item.sizeHint().width() for item in items) + row.spacing() * (len(items) - 1)

    return width

"""Sizes in line heights: they grow and shrink with the size of the text while the window is open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class _FontFollower(QObject):
    def __init__(self, widget: QWidget, apply: Callable[[int], None]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._apply = apply
        self._line = 0
        widget.installEventFilter(self)
        self.update()

    def update(self) -> None:
        line = self._widget.fontMetrics().height()
        if line != self._line:
            self._line = line
            self._apply(line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.Polish):
            self.update()
        return super().eventFilter(watched, event)


def follow_text_size(widget: QWidget, apply: Callable[[int], None]) -> None:
    """Call `apply` with the height of a line of the widget's text in pixels, now and whenever it changes."""
    _FontFollower(widget, apply)


def limit_width(widget: QWidget, lines: float) -> None:
    """Let a widget be at most so many line heights wide."""
    follow_text_size(widget, lambda line: widget.setMaximumWidth(round(lines * line)))

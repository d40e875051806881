"""Panes side by side, with a hairline between them that can be dragged."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

_OUTLINE_LINES = 13
"""The outline's width at most, in heights of a line, and as a part of the window: the form needs room too."""
_OUTLINE_PART = 0.22
_FORM_PART = 0.56
"""The form's part of what the outline leaves."""


def splitter(orientation: Qt.Orientation, *panes: QWidget) -> QSplitter:
    """These panes; none can be dragged to nothing."""
    made = QSplitter(orientation)
    made.setHandleWidth(1)
    made.setChildrenCollapsible(False)
    for pane in panes:
        made.addWidget(pane)
    return made


class Columns(QSplitter):
    """Outline, form and pages. Each has its share of the window until somebody has given it another width."""

    def __init__(self, outline: QWidget, form: QWidget, pages: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._is_arranged = False
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for pane in (outline, form, pages):
            self.addWidget(pane)
        self.setStretchFactor(1, 5)
        self.setStretchFactor(2, 4)
        self.splitterMoved.connect(self._arranged)

    def restore(self, state: QByteArray) -> None:
        """Be as `saveState` found it; nothing happens where that is of another kind."""
        self._is_arranged = self.restoreState(state) or self._is_arranged

    def setSizes(self, sizes: Sequence[int]) -> None:  # noqa: N802
        self._is_arranged = True
        super().setSizes(sizes)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        if not self._is_arranged:
            width = self.width()
            outline = round(min(_OUTLINE_LINES * self.fontMetrics().height(), width * _OUTLINE_PART))
            form = round((width - outline) * _FORM_PART)
            super().setSizes([outline, form, width - outline - form])
        super().resizeEvent(event)

    def _arranged(self) -> None:
        self._is_arranged = True

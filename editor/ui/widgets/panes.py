"""Splitters with thin handles, and the three columns of the desk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

_OUTLINE_LINES = 13
"""Maximum width of the outline, in line heights."""
_OUTLINE_SHARE = 0.22
"""Maximum width of the outline, as a share of the window."""
_FORM_SHARE = 0.56
"""Width of the form, as a share of what the outline leaves."""


def splitter(orientation: Qt.Orientation, *panes: QWidget) -> QSplitter:
    """Return a splitter of panes that cannot be collapsed."""
    result = QSplitter(orientation)
    result.setHandleWidth(1)
    result.setChildrenCollapsible(False)
    for pane in panes:
        result.addWidget(pane)
    return result


class Columns(QSplitter):
    """Outline, form and pages. They have default shares of the width until the user moves a handle."""

    def __init__(self, outline: QWidget, form: QWidget, pages: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._has_user_sizes = False
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for pane in (outline, form, pages):
            self.addWidget(pane)
        self.setStretchFactor(1, 5)
        self.setStretchFactor(2, 4)
        self.splitterMoved.connect(self._on_splitter_moved)

    def restore(self, state: QByteArray) -> None:
        """Restore a state from `saveState`; ignore one that does not fit."""
        self._has_user_sizes = self.restoreState(state) or self._has_user_sizes

    def setSizes(self, sizes: Sequence[int]) -> None:  # noqa: N802
        self._has_user_sizes = True
        super().setSizes(sizes)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        if not self._has_user_sizes:
            width = self.width()
            outline = round(min(_OUTLINE_LINES * self.fontMetrics().height(), width * _OUTLINE_SHARE))
            form = round((width - outline) * _FORM_SHARE)
            super().setSizes([outline, form, width - outline - form])
        super().resizeEvent(event)

    def _on_splitter_moved(self) -> None:
        self._has_user_sizes = True

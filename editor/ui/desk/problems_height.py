"""The height of the problems panel: one line without problems, otherwise as the user set it.

The height is stored in lines, so that it scales with the text. Only the user changes it, by dragging the handle; sizes
during a relayout (a banner appears, for example) are ignored.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, QTimer, Slot
from PySide6.QtWidgets import QSplitter

from editor.ui.desk.problems_panel import ProblemsPanel

_DEFAULT_LINES = 10.0
_DESK_LINES = 40
_MAX_SHARE = 0.4
"""Largest share of the desk, in which the text needs most of the room."""


class ProblemsHeight(QObject):
    """Controls the height of the panel in the lower of two rows."""

    def __init__(self, rows: QSplitter, problems: ProblemsPanel) -> None:
        super().__init__(rows)
        self._rows = rows
        self._problems = problems
        self._lines = _DEFAULT_LINES
        self.is_users = False
        """Whether the user set the height."""
        self._fit_timer = QTimer(self)
        self._fit_timer.setSingleShot(True)
        self._fit_timer.timeout.connect(self._fit)
        rows.splitterMoved.connect(self._on_moved)
        problems.height_changed.connect(self.schedule_fit)

    def restore(self, state: QByteArray) -> None:
        """Restore the height from a saved state, if it fits."""
        self._rows.setSizes([_DESK_LINES * self._line, round(self._lines * self._line)])
        if self._rows.restoreState(state):
            self._lines = self._rows.sizes()[1] / self._line or _DEFAULT_LINES
            self.is_users = True
        if self._problems.maximumHeight() < self._lines * self._line:  # avoids a flicker of the form
            self._rows.setSizes([_DESK_LINES * self._line, self._problems.maximumHeight()])
        self.schedule_fit()

    @Slot()
    def schedule_fit(self) -> None:
        """Apply the height after pending layout changes, for example of a banner that is being removed."""
        self._fit_timer.start(0)

    @property
    def _line(self) -> int:
        return self._rows.fontMetrics().height()

    @Slot()
    def _on_moved(self) -> None:
        if self._problems.findings:
            self._lines = self._rows.sizes()[1] / self._line or self._lines
            self.is_users = True

    @Slot()
    def _fit(self) -> None:
        """Set the sizes explicitly: a splitter does not shrink a pane when its maximum height decreases."""
        height = min(round(self._lines * self._line), self._problems.maximumHeight())
        if self._problems.findings:
            if not self.is_users:
                height = self._problems.whole_rows(min(height, round(self._rows.height() * _MAX_SHARE)))
            height = max(height, self._problems.whole_rows(0))
        self._rows.setSizes([self._rows.height() - height, height])

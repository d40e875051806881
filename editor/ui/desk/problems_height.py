"""How high the problems stand below the desk: one line where there are none, and otherwise as high as somebody made it.

The height is held in lines, so that as many problems can be seen when letters grow. Only a hand at the edge changes it:
what the panel measures while a banner comes or goes is not what anybody wants.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, QTimer, Slot
from PySide6.QtWidgets import QSplitter

from editor.ui.desk.problems_panel import ProblemsPanel

_LINES = 8.0
"""Until somebody arranges it."""
_DESK_LINES = 40


class ProblemsHeight(QObject):
    """Keeps the height of the panel that is the lower of two rows."""

    def __init__(self, rows: QSplitter, problems: ProblemsPanel) -> None:
        super().__init__(rows)
        self._rows = rows
        self._problems = problems
        self._lines = _LINES
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit)
        rows.splitterMoved.connect(self._moved)
        problems.unfitted.connect(self.fit_soon)

    def restore(self, arrangement: QByteArray) -> None:
        """Stand as it was arranged in an earlier session, if it was."""
        self._rows.setSizes([_DESK_LINES * self._line, round(self._lines * self._line)])
        if self._rows.restoreState(arrangement):
            self._lines = self._rows.sizes()[1] / self._line or _LINES
        if self._problems.maximumHeight() < self._lines * self._line:  # so that the form is not lower for a moment
            self._rows.setSizes([_DESK_LINES * self._line, self._problems.maximumHeight()])
        self.fit_soon()

    @Slot()
    def fit_soon(self) -> None:
        """Stand as high as is wanted. Later: a banner that goes at the same moment makes the desk higher first."""
        self._fitting.start(0)

    @property
    def _line(self) -> int:
        return self._rows.fontMetrics().height()

    @Slot()
    def _moved(self) -> None:
        if self._problems.findings:
            self._lines = self._rows.sizes()[1] / self._line or self._lines

    @Slot()
    def _fit(self) -> None:
        """The splitter gives no room back by itself when a pane may not be as high any more."""
        height = min(round(self._lines * self._line), self._problems.maximumHeight())
        self._rows.setSizes([self._rows.height() - height, height])

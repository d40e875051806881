"""Run the garbage collector in the GUI thread only.

Python collects in whichever thread allocates. A worker thread may then delete widgets that are part of a reference
cycle, and Qt crashes when a widget is deleted outside the GUI thread. So automatic collection is disabled while the
window is open, and a timer collects in the GUI thread by Python's own thresholds. While nothing happens, the timer
waits longer each time, so that an idle window does not wake the processor twice a second.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Signal

INTERVAL_MS = 500
LONGEST_MS = 8_000


class GarbageCollectionPolicy(QObject):
    """Collects garbage from construction until `stop`."""

    rests = Signal(bool)
    """Nothing has happened for some fifteen seconds; or, with False, something has happened since."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._thresholds = gc.get_threshold()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def stop(self) -> None:
        """Enable automatic collection again."""
        self._timer.stop()
        gc.enable()

    def _collect(self) -> None:
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                self._wait(INTERVAL_MS)
                return
        self._wait(min(2 * self._timer.interval(), LONGEST_MS))

    def _wait(self, milliseconds: int) -> None:
        before = self._timer.interval()
        if milliseconds != before:
            self._timer.setInterval(milliseconds)
            if LONGEST_MS in (milliseconds, before):
                self.rests.emit(milliseconds == LONGEST_MS)

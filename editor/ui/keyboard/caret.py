"""The caret blinks only while somebody works, as in GTK's programs: each blink wakes the processor to paint a field."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication


class CaretBlinking:
    """Stops and resumes the blinking of the caret in all fields."""

    def __init__(self) -> None:
        self._usual = QApplication.cursorFlashTime()

    def set_resting(self, rests: bool) -> None:
        """Show the caret steadily, or let it blink as the system is set."""
        if rests:
            self._usual = QApplication.cursorFlashTime()
        QApplication.setCursorFlashTime(0 if rests else self._usual)

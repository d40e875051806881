"""The character count above a field: in as many words as there is room for beside the label, and always on one line."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

from editor.ui.widgets.style_properties import set_property
from schemas.spec import Target


class CharacterCounter(QLabel):
    """`0 of 2–40 characters, too short`, or shorter. A second line would move the input out of line with others."""

    def __init__(self, target: Target, parent: QWidget) -> None:
        super().__init__(parent)
        self._target = target
        self._texts: tuple[str, ...] = ("",)
        self.setProperty("role", "counter")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the shortest text: what is shown must not decide how wide the field is."""
        self.ensurePolished()
        return QSize(self.fontMetrics().horizontalAdvance(self._texts[-1]), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def count(self, length: int, *, warns: bool) -> None:
        """Show a length in characters; `warns` says that it misses the target."""
        least, most = self._target.least, self._target.most
        verdict = f", {'too short' if length < least else 'too long'}" if warns else ""
        numbers = f"{length:,} of {least}–{most:,}"
        self._texts = (f"{numbers} characters{verdict}", f"{numbers}{verdict}", numbers, f"{length:,}/{most:,}")
        self.setAccessibleName(self._texts[0])
        set_property(self, "level", "warning" if warns else "")

    def fit(self, width: int) -> None:
        """Show the longest of the texts that fits into a width, or else the shortest."""
        self.ensurePolished()
        advance = self.fontMetrics().horizontalAdvance
        self.setText(next((text for text in self._texts if advance(text) <= width), self._texts[-1]))

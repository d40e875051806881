"""A bar that shows how much of its limit an output uses."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from editor.formats.outgoing.written import SizeMeter
from editor.ui.look.tokens import tokens_of

_WIDTH, _HEIGHT = 180, 6


class SizeBar(QWidget):
    """The size as a bar and in words. Colour is not the only sign: notes say what is too large."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = _Bar()
        self.words = QLabel()
        self.words.setProperty("role", "counter")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._bar)
        row.addWidget(self.words)
        row.addStretch(1)

    def show_size(self, meter: SizeMeter) -> None:
        """Show a size."""
        size, limit = round(meter.size / 1024), round(meter.limit / 1024)
        self.words.setText(f"{size} KB; Gmail shows {limit} KB")
        self.words.setAccessibleName(self.words.text())
        self._bar.show_size(meter)


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._meter: SizeMeter | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(_WIDTH, _HEIGHT)

    def show_size(self, meter: SizeMeter) -> None:
        self._meter = meter
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        meter = self._meter
        if meter is None:
            return
        tokens = tokens_of(self.palette())
        if meter.size > meter.limit:
            colour = tokens.error
        else:
            colour = tokens.warning if meter.size > meter.warning else tokens.ok
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(0, (self.height() - _HEIGHT) / 2, self.width(), _HEIGHT)
        painter.setBrush(QColor(tokens.line))
        painter.drawRoundedRect(whole, _HEIGHT / 2, _HEIGHT / 2)
        painter.setBrush(QColor(colour))
        whole.setWidth(max(_HEIGHT, whole.width() * min(1.0, meter.size / meter.limit)))
        painter.drawRoundedRect(whole, _HEIGHT / 2, _HEIGHT / 2)

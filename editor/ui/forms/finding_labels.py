"""The findings of a field, listed below it.

Errors and warnings have icons of different shapes, so they are told apart without colour. A finding with a fix has a
button.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from editor.document.findings import Finding, Level
from editor.ui.look.icon_set import pixmap
from editor.ui.look.tokens import tokens_of
from editor.ui.widgets.style_properties import set_property
from editor.ui.widgets.wrapping_label import WrappingLabel

_LEVEL_NAMES = {Level.ERROR: "Error", Level.WARNING: "Warning"}


@dataclass(frozen=True, slots=True)
class FindingLabel:
    """One finding: its level and text, and the label and action of its button."""

    level: Level
    text: str
    fix: str = ""
    apply: Callable[[], None] | None = field(default=None, compare=False)

    @property
    def accessible_name(self) -> str:
        return f"{_LEVEL_NAMES[self.level]}: {self.text}{f' {self.fix}: Ctrl+.' if self.fix else ''}"


def label_of(finding: Finding, apply: Callable[[], None]) -> FindingLabel:
    """Return the label of a finding. An empty required field gives no help text: the field shows it already."""
    text = finding.message if finding.rule == "required" else f"{finding.message} {finding.help}".strip()
    return (
        FindingLabel(finding.level, text, finding.fix.label, apply)
        if finding.fix
        else FindingLabel(finding.level, text)
    )


class FindingLabels(QWidget):
    """The findings below one field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: list[_FindingRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)

    def show_labels(self, marks: Sequence[FindingLabel]) -> None:
        """Show these findings, reusing existing rows."""
        for line, mark in zip(self._lines, marks, strict=False):
            line.show_label(mark)
        for line in self._lines[len(marks) :]:
            line.setParent(None)
            line.deleteLater()
        del self._lines[len(marks) :]
        for mark in marks[len(self._lines) :]:
            line = _FindingRow(mark, self)
            self._layout.addWidget(line)
            self._lines.append(line)
        self.setVisible(bool(marks))


class _FindingRow(QWidget):
    def __init__(self, mark: FindingLabel, parent: QWidget) -> None:
        super().__init__(parent)
        self._mark = mark
        self._icon = LevelIcon(self)
        self._text = WrappingLabel("", "", self)
        self.button: QPushButton | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._text_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._text_row.setSpacing(2)
        self._text_row.addWidget(self._text)
        row.addLayout(self._text_row)
        row.addStretch(1)
        self._fill(mark)

    def show_label(self, mark: FindingLabel) -> None:
        if mark == self._mark:
            self._mark = mark  # equal labels may have different actions
        else:
            self._fill(mark)

    def _fill(self, mark: FindingLabel) -> None:
        self._mark = mark
        self._icon.show_level(mark.level)
        set_property(self._text, "role", f"problem-{mark.level}")
        self._text.setText(mark.text)
        self._text.setAccessibleName(mark.accessible_name)
        if mark.fix and self.button is None:
            self.button = QPushButton(self)
            self.button.setProperty("role", "fix")
            # No tab stop: fixes come and go while one types, and Tab must lead from field to field. Ctrl+. fixes the
            # problem of the current field. A click leaves the focus in the text.
            self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.button.setToolTip("Fix this problem (Ctrl+.)")
            self.button.clicked.connect(self._apply)
            self._text_row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        if self.button is not None:
            self.button.setVisible(bool(mark.fix))
            self.button.setText(mark.fix.replace("&", "&&"))
            self.button.setAccessibleName(mark.fix)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the button next to the text if both fit on one line, else below it."""
        if self.button is None:
            return
        needed = self._icon.width() + self._text.sizeHint().width() + self.button.sizeHint().width() + 3 * 6
        fits = needed <= self.width()
        self._text_row.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        self._text_row.setSpacing(8 if fits else 2)

    def _apply(self) -> None:
        if self._mark.apply is not None:
            self._mark.apply()


class LevelIcon(QWidget):
    """The icon of an error or a warning."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._level = Level.WARNING
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_level(self, level: Level) -> None:
        self._level = level
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        side = self.fontMetrics().height()
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        tokens = tokens_of(QGuiApplication.palette())
        colour = tokens.error if self._level is Level.ERROR else tokens.warning
        painter = QPainter(self)
        painter.drawPixmap(0, 0, pixmap(self._level.value, colour, self.height(), self.devicePixelRatioF()))

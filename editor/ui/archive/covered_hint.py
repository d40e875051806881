"""The line below a form that says where its topic was covered before."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from editor.files.archive.covered import Covered, Reason
from editor.session.archive.covering import reference_to
from editor.ui.look.icon_set import set_icon


class CoveredHint(QFrame):
    """`Covered in March 2025 as no. 3: Green hydrogen …`, with Open. It takes no focus by itself."""

    open_requested = Signal(object)
    """The `Hit` to read."""
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._covered: Covered | None = None
        icon = QToolButton()
        set_icon(icon, "history", "ink_soft")
        icon.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        icon.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._label = _ElidedLabel()
        self._label.setProperty("role", "note")
        self.open_button = QPushButton("Open")
        self.open_button.setProperty("size", "small")
        self.open_button.setToolTip("Read the earlier entry beside this one")
        self.open_button.setAutoDefault(True)
        self.open_button.clicked.connect(self._open)
        self.close_button = QToolButton()
        set_icon(self.close_button, "close", "ink_soft")
        self.close_button.setToolTip("Do not show this here again")
        self.close_button.setAccessibleName("Dismiss hint")
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.clicked.connect(self.dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(icon)
        row.addWidget(self._label, 1)
        row.addWidget(self.open_button)
        row.addWidget(self.close_button)
        self.hide()

    @property
    def text(self) -> str:
        """The text; "" while the hint is hidden."""
        return self._label.full_text if self._covered is not None else ""

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As narrow as the form."""
        return QSize(120, super().minimumSizeHint().height())

    def show_covered(self, covered: Covered | None) -> None:
        """Show what was found; None hides the hint."""
        self._covered = covered
        if covered is not None:
            text = sentence(covered)
            self._label.show_text(text)
            self.setAccessibleName(text)
            self.open_button.setAccessibleName(f"Open: {text}")
        self.setVisible(covered is not None)

    def _open(self) -> None:
        if self._covered is not None:
            self.open_requested.emit(self._covered.hit)


class _ElidedLabel(QLabel):
    """A label of one line that is as wide as there is room, and ends in an ellipsis where the text does not fit."""

    def __init__(self) -> None:
        super().__init__()
        self.full_text = ""
        self.setProperty("elides", True)  # its tool tip has the whole text
        self.setTextFormat(Qt.TextFormat.PlainText)  # titles are arbitrary text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        """Show a text; its tool tip has all of it."""
        self.full_text = text
        self.setToolTip(text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self.full_text, Qt.TextElideMode.ElideRight, self.width())
        if shown != self.text():
            self.setText(shown)


def sentence(covered: Covered) -> str:
    """`Covered in March 2025 as no. 3: Green hydrogen`; a close topic is said to be similar."""
    reference = reference_to(covered.hit)
    title = " ".join((covered.hit.title or covered.hit.snippet.text).split())
    said = reference.as_coverage
    if covered.reason is Reason.CLOSE_TOPIC:
        said = f"Similar topic {said.removeprefix('Covered ')}"
    return f"{said}: {title}"

"""Where the section that is written in stands, in one calm line above its form; none where there is nothing to say."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from editor.document.review.approvals import SectionStatus
from editor.document.review.section_labels import status_label
from editor.ui.look.icon_set import set_icon
from schemas.review import State

_LEAST_CHARACTERS = 26
"""Of the words beside the buttons; with fewer, the buttons go below."""


class StatusStrip(QFrame):
    """The line, with what can be done about it."""

    approve_requested = Signal()
    difference_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "head")
        self._shown: tuple[SectionStatus, bool] | None = None
        self._mark = QToolButton()
        self._mark.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)  # names come from anywhere
        self.difference = QPushButton("Show What Changed")
        self.difference.clicked.connect(self.difference_requested)
        self.approve = QPushButton("Approve Again")
        self.approve.clicked.connect(self.approve_requested)
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._mark)
        words.addWidget(self._words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.difference, self.approve):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        buttons.addStretch(1)  # below the words they keep their width
        # The form does not jump when an approved section is touched and the buttons come.
        policy = self.difference.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.difference.setSizePolicy(policy)
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(12, 4, 12, 4)
        self._lines.setSpacing(4)
        self._lines.addLayout(words, 1)
        self._lines.addLayout(buttons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def text(self) -> str:
        """What stands there; empty where nothing does."""
        return self._words.text() if self._shown is not None else ""

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As narrow as whatever is below it: the buttons are cut last."""
        return QSize(120, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        self._break()
        super().resizeEvent(event)

    def _break(self) -> None:
        """Put the buttons below the words where both in one line would squeeze these."""
        shown = [button for button in (self.difference, self.approve) if not button.isHidden()]
        needed = self._mark.sizeHint().width() + sum(button.sizeHint().width() + 8 for button in shown)
        needed += self.fontMetrics().averageCharWidth() * _LEAST_CHARACTERS
        ways = QBoxLayout.Direction
        is_narrow = bool(shown) and self.width() < needed
        self._lines.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)

    def show_standing(self, standing: SectionStatus | None, *, is_editor: bool) -> None:
        """Say where a section stands; None for a section that the issue does not have (it is only suggested)."""
        is_said = standing is not None and standing.at is not None
        shown = (standing, is_editor) if standing is not None and is_said else None
        if shown == self._shown:
            return
        self._shown = shown
        if standing is not None and is_said:
            said = status_label(standing)
            self._words.setText(f"{said[0].upper()}{said[1:]}.")
            self.setAccessibleName(self._words.text())
            name, colour = _mark_of(standing)
            set_icon(self._mark, name, colour)
            self.difference.setVisible(standing.changed)
            self.approve.setText("Approve Again" if standing.changed else "Approve")
            self.approve.setVisible(is_editor and standing.state is State.IN_REVIEW)
            self._break()
        self.setVisible(shown is not None)


def _mark_of(standing: SectionStatus) -> tuple[str, str]:
    """Icon, and the token of its colour."""
    if standing.changed:
        return "warning", "warning"
    return ("ok", "ok") if standing.state is State.APPROVED else ("history", "ink_soft")

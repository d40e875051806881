"""The strip above the form with the approval status of the section."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from editor.document.review.approvals import SectionStatus
from editor.document.review.status_labels import status_label
from editor.session.deferred_call import call_later
from editor.ui.look.icon_set import set_icon
from schemas.review import State

_MIN_CHARACTERS = 26
"""Minimum width of the text beside the buttons, in characters. With less, the buttons go below."""


class StatusStrip(QFrame):
    """The status and its buttons. Hidden if there is nothing to show."""

    approve_requested = Signal()
    withdraw_requested = Signal()
    difference_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "head")
        self._shown: tuple[SectionStatus, bool, bool] | None = None
        self._icon = QToolButton()
        self._icon.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._icon.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)  # names are arbitrary text
        self.difference = QPushButton("Show Changes")
        self.difference.clicked.connect(self.difference_requested)
        self.approve = QPushButton("Approve Again")
        self.approve.clicked.connect(self.approve_requested)
        self.withdraw = QPushButton("Withdraw Approval")
        self.withdraw.setToolTip("The section is in review again")
        self.withdraw.clicked.connect(self.withdraw_requested)
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._icon)
        words.addWidget(self._label, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.difference, self.approve, self.withdraw):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        buttons.addStretch(1)  # keeps the buttons' width when they are below the text
        # Reserve the buttons' space, so that the form does not move when they appear.
        policy = self.difference.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.difference.setSizePolicy(policy)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(12, 4, 12, 4)
        self._layout.setSpacing(4)
        self._layout.addLayout(words, 1)
        self._layout.addLayout(buttons)
        # Not its height hint at most: that is the height of a text on fewer lines than a narrow strip has.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.hide()

    @property
    def text(self) -> str:
        """The text; "" if the strip is hidden."""
        return self._label.text() if self._shown is not None else ""

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return a size as narrow as the form: the buttons are clipped last."""
        return QSize(120, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._direction() != self._layout.direction():
            # Deferred: the layout around the strip would not notice the new height while it places the strip.
            call_later(self, self._update_direction)

    @Slot()
    def _update_direction(self) -> None:
        """Put the buttons below the text if both do not fit on one line."""
        direction = self._direction()
        policy = self.difference.sizePolicy()
        policy.setRetainSizeWhenHidden(direction is QBoxLayout.Direction.LeftToRight)  # below, it would be an empty row
        self.difference.setSizePolicy(policy)
        self._layout.setDirection(direction)

    def _direction(self) -> QBoxLayout.Direction:
        others = [button for button in (self.approve, self.withdraw) if not button.isHidden()]
        shown = [self.difference, *others]  # the first one's room is kept
        needed = self._icon.sizeHint().width() + sum(button.sizeHint().width() + 8 for button in shown)
        needed += self.fontMetrics().averageCharWidth() * _MIN_CHARACTERS
        ways = QBoxLayout.Direction
        is_narrow = self.width() < needed
        return ways.TopToBottom if is_narrow else ways.LeftToRight

    def show_status(self, standing: SectionStatus | None, *, is_editor: bool, may_withdraw: bool = False) -> None:
        """Show the status of a section; None for a section that is only suggested."""
        is_said = standing is not None and standing.at is not None
        shown = (standing, is_editor, may_withdraw) if standing is not None and is_said else None
        if shown == self._shown:
            return
        self._shown = shown
        if standing is not None and is_said:
            label = status_label(standing)
            self._label.setText(f"{label[0].upper()}{label[1:]}.")
            self.setAccessibleName(self._label.text())
            name, colour = _icon_of(standing)
            set_icon(self._icon, name, colour)
            self.difference.setVisible(standing.changed)
            self.approve.setText("Approve Again" if standing.changed else "Approve")
            self.approve.setVisible(is_editor and standing.state is State.IN_REVIEW)
            self.withdraw.setVisible(may_withdraw)
            self._update_direction()
        self.setVisible(shown is not None)


def _icon_of(standing: SectionStatus) -> tuple[str, str]:
    """Return the icon and its colour token."""
    if standing.changed:
        return "warning", "warning"
    return ("ok", "ok") if standing.state is State.APPROVED else ("history", "ink_soft")

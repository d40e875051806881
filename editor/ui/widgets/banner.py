"""Messages in the window instead of dialogs: what happened, what to do, and the buttons to do it with.

A banner stands above the work and takes nothing away from it. It stays until it is answered or has become untrue;
one with the same key takes the place of the one before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from editor.ui.look.icon_set import set_icon


class Level(StrEnum):
    """How much a message matters."""

    INFO = "info"
    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


_ICON_COLOURS = {Level.INFO: "ink_soft", Level.OK: "ok", Level.WARNING: "warning", Level.ERROR: "error"}


@dataclass(frozen=True)
class BannerButton:
    """A button of a banner. The banner is gone before `act` runs, unless it `stays`."""

    label: str
    act: Callable[[], None]
    primary: bool = False
    keeps_open: bool = False


@dataclass(frozen=True)
class BannerMessage:
    """What a banner says. `key` tells which earlier banner it replaces."""

    key: str
    tone: Level
    text: str
    help: str = ""
    answers: tuple[BannerButton, ...] = ()
    closable: bool = True


class Banner(QFrame):
    """One message with its answers."""

    dismissed = Signal()

    def __init__(self, message: BannerMessage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = message
        self.setProperty("role", "banner")
        self.setProperty("level", message.tone.value)
        self.setAccessibleName(message.text)
        self.setAccessibleDescription(message.help)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self._mark(), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words(), 1)
        self.buttons = [self._button(answer) for answer in message.answers]
        for button in self.buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        if message.closable:
            row.addWidget(self._close_button(), 0, Qt.AlignmentFlag.AlignVCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape closes what may be closed."""
        if event.key() == Qt.Key.Key_Escape and self.message.closable:
            self.dismissed.emit()
            return
        super().keyPressEvent(event)

    def _mark(self) -> QToolButton:
        mark = QToolButton()
        mark.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        set_icon(mark, self.message.tone.value, _ICON_COLOURS[self.message.tone])
        return mark

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(_label(self.message.text, "section" if self.message.help else "body"))
        if self.message.help:
            words.addWidget(_label(self.message.help, "note"))
        return words

    def _button(self, answer: BannerButton) -> QPushButton:
        button = QPushButton(answer.label)
        button.setAutoDefault(True)  # Enter presses it, as in a dialog
        if answer.primary:
            button.setProperty("role", "primary")
        button.clicked.connect(lambda: self._answered(answer))
        return button

    def _answered(self, answer: BannerButton) -> None:
        if not answer.keeps_open:
            self.dismissed.emit()
        answer.act()

    def _close_button(self) -> QToolButton:
        button = QToolButton()
        set_icon(button, "close", "ink_soft")
        button.setAccessibleName("Close this message")
        button.setToolTip("Close this message")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self.dismissed)
        return button


class Banners(QWidget):
    """The banners that stand now, the newest at the foot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._standing: dict[str, Banner] = {}
        self._before: QWidget | None = None  # who had the keyboard when a question came
        self.hide()

    @property
    def messages(self) -> tuple[BannerMessage, ...]:
        """What stands now."""
        return tuple(banner.message for banner in self._standing.values())

    @property
    def standing(self) -> tuple[Banner, ...]:
        """The banners themselves."""
        return tuple(self._standing.values())

    def say(self, message: BannerMessage) -> Banner:
        """Put a message up, in place of the one with its key."""
        self.dismiss(message.key)
        banner = Banner(message)
        banner.dismissed.connect(lambda: self._remove(banner))
        self._standing[message.key] = banner
        self._column.addWidget(banner)
        self.show()
        return banner

    def ask(self, message: BannerMessage) -> Banner:
        """Put a question up, with the keyboard at its first answer."""
        focused: QWidget | None = self.window().focusWidget()
        banner = self.say(message)
        if focused is not None and not self.isAncestorOf(focused):
            self._before = focused
        if banner.buttons:
            banner.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return banner

    def dismiss(self, key: str) -> None:
        """Take a message down if it stands."""
        if key in self._standing:
            self._remove(self._standing[key])

    def clear(self) -> None:
        """Take all messages down."""
        for banner in list(self._standing.values()):
            self._remove(banner)

    def _remove(self, banner: Banner) -> None:
        if self._standing.get(banner.message.key) is not banner:
            return
        del self._standing[banner.message.key]
        focused: QWidget | None = self.window().focusWidget()
        had_keyboard = focused is not None and banner.isAncestorOf(focused)
        self._column.removeWidget(banner)
        banner.hide()
        banner.deleteLater()
        self.setVisible(bool(self._standing))
        if had_keyboard and self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)  # names of files and texts of an issue come from anywhere
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label

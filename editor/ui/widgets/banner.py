"""Banners: messages and questions at the top of the window, in place of dialogs.

A banner does not block the window. It is shown until it is answered, closed or dismissed by the program; a banner with
the same key replaces it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from editor.ui.look.icon_set import set_icon
from editor.ui.widgets.announce import announce
from editor.ui.widgets.card_column import CardColumn
from editor.ui.widgets.flow_layout import ButtonFlow
from editor.ui.widgets.message_label import MessageLabel
from editor.ui.widgets.responsive_row import ResponsiveRow, text_width
from editor.ui.widgets.style_properties import set_property

_LOW_LINES = 22
"""A window of fewer lines is low."""
_SHARE = 3 / 8
"""Most of the window's height that several banners take, unless the newest alone needs more."""
_FIELD_CHARACTERS = 24
_TEXT_CHARACTERS = 50
"""Least width of the text beside the buttons, in characters. With less, the buttons go below."""


class Level(StrEnum):
    """The severity of a message."""

    INFO = "info"
    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


_ICON_COLOURS = {Level.INFO: "ink_soft", Level.OK: "ok", Level.WARNING: "warning", Level.ERROR: "error"}


@dataclass(frozen=True)
class BannerButton:
    """A button of a banner. The banner is removed before `action` runs, unless the button `keeps_open`."""

    label: str
    action: Callable[[], None]
    primary: bool = False
    keeps_open: bool = False


CANCEL = "Cancel"
"""The label of the button that Escape presses."""


@dataclass(frozen=True)
class BannerMessage:
    """The content of a banner, which replaces an earlier banner with the same `key`.

    A `passing` one is about what was just tried, and is removed when another page opens. One with a `field` asks for a
    line of text under this label; Enter in it presses the first button.
    """

    key: str
    level: Level
    text: str
    help: str = ""
    buttons: tuple[BannerButton, ...] = ()
    closable: bool = True
    passing: bool = False
    field: str = ""


class Banner(QFrame):
    """The widget of one message."""

    dismissed = Signal()

    def __init__(self, message: BannerMessage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = message
        self._help: MessageLabel | None = None
        self._room = 0
        self.setProperty("role", "banner")
        self.setProperty("level", message.level.value)
        self.setAccessibleName(message.text)
        self.setAccessibleDescription(message.help)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self._icon(), 0, Qt.AlignmentFlag.AlignTop)
        self.buttons = [self._make_button(button) for button in message.buttons]
        self.field = self._make_field() if message.field else None
        row.addLayout(self._body(), 1)
        if message.closable:
            row.addWidget(self._close_button(), 0, Qt.AlignmentFlag.AlignVCenter)

    def show_room(self, height: int) -> None:
        """Take less of a low window. `height` is its height in pixels.

        The details of what was done well give way to the buttons about it, such as Show in Folder.
        """
        self._room = height
        is_low = height < _LOW_LINES * self.fontMetrics().height()
        is_brief = is_low and self.message.level is Level.OK and len(self.buttons) > 1
        if self._help is not None and self._help.isHidden() != is_brief:
            self._help.setHidden(is_brief)
            self.setToolTip(self.message.help if is_brief else "")
        for button in self.buttons:
            if bool(button.property("compact")) != is_low:
                set_property(button, "compact", is_low)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Judge the room anew with a new font: Qt tells window and banners of it in no fixed order."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._room:
            self.show_room(self._room)

    def withdraw(self, label: str) -> None:
        """Take a button away: what it offers was done in another way."""
        for button in [one for one in self.buttons if one.text() == label]:
            self.buttons.remove(button)
            button.hide()
            button.deleteLater()
        left = tuple(button for button in self.message.buttons if button.label != label)
        self.message = replace(self.message, buttons=left)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """On Escape, press Cancel or close the banner, if it has one or the other."""
        cancel = next((button for button in self.buttons if button.text() == CANCEL), None)
        if event.key() == Qt.Key.Key_Escape and (cancel is not None or self.message.closable):
            if cancel is not None:
                cancel.click()
            else:
                self.dismissed.emit()
            return
        super().keyPressEvent(event)

    def _icon(self) -> QToolButton:
        icon = QToolButton()
        icon.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        icon.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        set_icon(icon, self.message.level.value, _ICON_COLOURS[self.message.level])
        return icon

    def _body(self) -> QBoxLayout:
        """Return the texts with the buttons at their right; in a narrow window, below them."""
        body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        body.setSpacing(8)
        body.addLayout(self._texts(), 1)
        if self.field is not None:
            body.addWidget(self.field)
        if self.buttons:
            holder = QWidget()
            flow = ButtonFlow(holder, 8)
            flow.arrange([*self.buttons])
            body.addWidget(holder)
            texts = text_width(self, _TEXT_CHARACTERS)
            beside = self.field.minimumWidth() if self.field is not None else 0
            ResponsiveRow(body, self, lambda: flow.sizeHint().width() + texts() + beside)
        return body

    def _texts(self) -> QVBoxLayout:
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(MessageLabel(self.message.text, "section" if self.message.help else "body"))
        if self.message.help:
            self._help = MessageLabel(self.message.help, "note")
            texts.addWidget(self._help)
        return texts

    @property
    def entered(self) -> str:
        """The text in the field; "" without a field."""
        return self.field.text().strip() if self.field is not None else ""

    def _make_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(self.message.field)
        field.setAccessibleName(self.message.field)
        field.setMinimumWidth(_FIELD_CHARACTERS * self.fontMetrics().averageCharWidth())
        if self.buttons:
            field.returnPressed.connect(self.buttons[0].click)
        return field

    def _make_button(self, description: BannerButton) -> QPushButton:
        button = QPushButton(description.label)
        button.setAutoDefault(True)  # Enter presses it, as in a dialog
        if description.primary:
            button.setProperty("role", "primary")
        button.clicked.connect(lambda: self._on_clicked(description))
        return button

    def _on_clicked(self, button: BannerButton) -> None:
        if not button.keeps_open:
            self.dismissed.emit()
        button.action()

    def _close_button(self) -> QToolButton:
        button = QToolButton()
        set_icon(button, "close", "ink_soft")
        button.setAccessibleName("Close message")
        button.setToolTip("Close message")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self.dismissed)
        return button


class Banners(CardColumn):
    """The banners shown, the newest last. They scroll where they would take the room of the page.

    The newest is in view, and whole where the window has room for it; the focused part of another, while one is there.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards.setSpacing(0)
        self._banners: dict[str, Banner] = {}
        self._before: QWidget | None = None  # the widget that had the focus before a question
        self.verticalScrollBar().rangeChanged.connect(self._keep_in_view)
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.Resize and watched is self.window():
            for banner in self.banners:
                banner.show_room(self.window().height())
            self.updateGeometry()
        return super().eventFilter(watched, event)

    @property
    def messages(self) -> tuple[BannerMessage, ...]:
        """The messages shown."""
        return tuple(banner.message for banner in self._banners.values())

    @property
    def banners(self) -> tuple[Banner, ...]:
        """The widgets of the messages."""
        return tuple(self._banners.values())

    def show_message(self, message: BannerMessage) -> Banner:
        """Show a message in place of the one with the same key."""
        self.dismiss(message.key)
        banner = Banner(message)
        banner.dismissed.connect(lambda: self._remove(banner))
        self._banners[message.key] = banner
        banner.show_room(self.window().height())
        self.cards.addWidget(banner)
        self.show()
        self.take_height()
        self._keep_in_view()
        announce(banner, f"{message.text} {message.help}".strip())
        return banner

    def ask(self, message: BannerMessage) -> Banner:
        """Show a question and focus its first button."""
        self._remember_focus()
        banner = self.show_message(message)
        if banner.buttons:
            banner.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return banner

    @Slot()
    def enter(self) -> None:
        """Focus the newest message: its field, its first button, or what closes it."""
        self._remember_focus()
        *_, banner = self.banners
        stops = (banner.field, *banner.buttons, *banner.findChildren(QToolButton))
        stop = next((one for one in stops if one is not None and one.focusPolicy() is not Qt.FocusPolicy.NoFocus), None)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def _most(self) -> int:
        *_, newest = self.banners
        width = self.viewport().width()
        alone = newest.heightForWidth(width) if newest.hasHeightForWidth() else newest.sizeHint().height()
        return max(alone, round(_SHARE * self.window().height()))

    def sizeHint(self) -> QSize:  # noqa: N802
        wanted = super().sizeHint()
        return wanted.boundedTo(QSize(wanted.width(), self._most)) if self._banners else wanted

    @Slot()
    def _keep_in_view(self) -> None:
        if not self._banners:
            return
        *_, newest = self.banners
        focused: QWidget | None = self.window().focusWidget()
        if focused is None or not self.isAncestorOf(focused) or newest.isAncestorOf(focused):
            self.cards.activate()  # it may not have its place yet
            self.verticalScrollBar().setValue(newest.y())
        if focused is not None and self.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, 0, 0)

    def _remember_focus(self) -> None:
        """Remember what has the focus: it has it again when the message is closed."""
        focused: QWidget | None = self.window().focusWidget()
        if focused is not None and not self.isAncestorOf(focused):
            self._before = focused

    def dismiss(self, key: str) -> None:
        """Remove the message with this key, if it is shown."""
        if key in self._banners:
            self._remove(self._banners[key])

    def withdraw(self, key: str, label: str) -> None:
        """Take a button of a message away, if both are shown."""
        if key in self._banners:
            self._banners[key].withdraw(label)

    def clear(self, *, keep: frozenset[str] = frozenset()) -> None:
        """Remove all messages but those with the keys to `keep`."""
        for key in self._banners.keys() - keep:
            self.dismiss(key)

    @Slot()
    def dismiss_passing(self) -> None:
        """Remove the messages about what was just tried."""
        for message in self.messages:
            if message.passing:
                self.dismiss(message.key)

    def _remove(self, banner: Banner) -> None:
        if self._banners.get(banner.message.key) is not banner:
            return
        del self._banners[banner.message.key]
        focused: QWidget | None = self.window().focusWidget()
        had_focus = focused is not None and banner.isAncestorOf(focused)
        self.cards.removeWidget(banner)
        banner.hide()
        banner.deleteLater()
        self.setVisible(bool(self._banners))
        if had_focus and self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

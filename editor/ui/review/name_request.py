"""Asks for the user's name once, at the first comment, suggestion or save without one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from editor.session.issue.session import Session
from editor.session.review.mode import Mode
from editor.session.review.reviewing import Reviewing
from editor.ui.settings import Settings
from editor.ui.widgets.banner import Banner, BannerButton, BannerMessage, Banners, Level

KEY = "name"
WHY = "It is shown with your comments, suggestions and versions. You can change it in Preferences."


class NameRequest(QObject):
    """The question, in a banner that takes no focus; the card of a new comment has a field of its own.

    What was written without a name since the issue was opened is signed with it.
    """

    def __init__(
        self, session: Session, reviewing: Reviewing, banners: Banners, settings: Settings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._reviewing = reviewing
        self._banners = banners
        self._settings = settings
        self._banner: Banner | None = None
        reviewing.mode_changed.connect(self._on_mode_changed)
        session.saved.connect(self.ask)
        settings.changed.connect(self._on_settings_changed)

    @property
    def is_due(self) -> bool:
        """Whether there is no name, and the user was not asked yet."""
        return not self._settings.name and not self._settings.was_asked_for_name

    @Slot()
    def ask(self) -> None:
        """Ask in a banner, if that is due."""
        if self.is_due and all(message.key != KEY for message in self._banners.messages):
            buttons = (
                BannerButton("Use This Name", self._take_entered, primary=True, keeps_open=True),
                BannerButton("Not Now", self._settings.set_asked_for_name),
            )
            message = BannerMessage(KEY, Level.INFO, "What is your name?", WHY, buttons, field="Your name")
            self._banner = self._banners.show_message(message)

    def take(self, name: str) -> None:
        """Store the name, if there is one, and sign with it. Do not ask again."""
        self._settings.set_asked_for_name()
        if name.strip():
            self._settings.set_person(name, self._settings.role)

    @Slot()
    def _on_mode_changed(self) -> None:
        if self._reviewing.mode is Mode.SUGGESTING:
            self.ask()

    @Slot()
    def _take_entered(self) -> None:
        if self._banner is not None and self._banner.entered:
            self.take(self._banner.entered)
        elif self._banner is not None and self._banner.field is not None:
            self._banner.field.setFocus()

    @Slot()
    def _on_settings_changed(self) -> None:
        if self._settings.name:
            self._banner = None
            self._banners.dismiss(KEY)
        self._reviewing.take_name()

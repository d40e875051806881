"""The note that what was published is not in the issue file yet."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from editor.session.issue.session import Session
from editor.ui.widgets.banner import BannerButton, BannerMessage, Banners, Level

KEY = "published unsaved"


class UnsavedNote(QObject):
    """Shown after a publication of unsaved text, until the issue is saved."""

    save_requested = Signal()

    def __init__(self, session: Session, banners: Banners, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._banners = banners
        session.state_changed.connect(self._dismiss_outdated)

    def show_if_unsaved(self) -> None:
        """Show the note, unless the issue is saved."""
        if not self._session.is_saved:
            save = BannerButton("Save Issue", self.save_requested.emit, primary=True, keeps_open=True)
            text = "The issue itself is not saved yet."
            help = "What was published has changes that are not in the issue file."
            self._banners.show_message(BannerMessage(KEY, Level.WARNING, text, help, (save,)))

    def dismiss(self) -> None:
        """Remove the note."""
        self._banners.dismiss(KEY)

    @Slot()
    def _dismiss_outdated(self) -> None:
        if self._session.is_saved:
            self.dismiss()

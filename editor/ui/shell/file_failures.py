"""Messages about the library, house style and dictionaries of the folder that cannot be read or written."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from editor.session.issue.library import LibraryAccess
from editor.session.issue.word_check import WordCheck
from editor.ui.widgets.banner import BannerMessage, Banners, Level

LIBRARY = "library"
STYLE = "style"


class FileFailures(QObject):
    """Shows a message for each failure, and removes that about the style once the words are checked again."""

    def __init__(self, library: LibraryAccess, words: WordCheck, banners: Banners, parent: QObject) -> None:
        super().__init__(parent)
        self._banners = banners
        library.failed.connect(self._show_library)
        words.failed.connect(self._show_style)
        words.loaded.connect(self._on_loaded)
        if library.failure is not None:  # of the first reading, before anybody listened
            self._show_library(*library.failure)

    @Slot(str, str)
    def _show_library(self, message: str, help: str) -> None:
        self._banners.show_message(BannerMessage(LIBRARY, Level.WARNING, message, help))

    @Slot(str, str)
    def _show_style(self, message: str, help: str) -> None:
        help = f"{help} Until then, spelling and style are not checked."
        self._banners.show_message(BannerMessage(STYLE, Level.WARNING, message, help))

    @Slot()
    def _on_loaded(self) -> None:
        self._banners.dismiss(STYLE)

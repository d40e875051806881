"""Bringing back a copy in the window: choosing the file, the page that shows what it brings, one undo step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.session.deferred_call import call_later
from editor.session.issue.background_reading import BackgroundReader
from editor.session.issue.returned_copy import ReturnedCopy, read_copy
from editor.session.issue.session import Session
from editor.ui.file_dialogs import COPIES, PDFS, FileDialogs
from editor.ui.pages.page_navigator import PageNavigator
from editor.ui.widgets.banner import BannerButton, BannerMessage, Banners, Level

if TYPE_CHECKING:  # not needed for the start of the program
    from editor.ui.transfer.bring_back_page import BringBackPage

PATIENCE_MS = 400
"""Delay before a banner says that a copy is being read: most take less."""


class BringingBack(QObject):
    """Brings copies of the open issue back. One at a time; a second one replaces the first."""

    added = Signal(str)
    """A sentence: what a copy brought is in the review."""

    def __init__(
        self,
        session: Session,
        commit_input: Callable[[], None],
        dialogs: FileDialogs,
        banners: Banners,
        navigator: PageNavigator,
        now: Callable[[], dt.datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._commit_input = commit_input
        self._dialogs = dialogs
        self._banners = banners
        self._navigator = navigator
        self._now = now
        self._reader: BackgroundReader | None = None
        self._page: BringBackPage | None = None
        self._copy: ReturnedCopy | None = None
        self._adds_at_once = False
        self._file = Path()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self._show_progress)

    def ask(self) -> None:
        """Let the user choose a Word document that came back."""
        self._dialogs.ask_for_file("Bring Back from Word", self._folder(), COPIES, self.start)

    def ask_for_proof(self) -> None:
        """Let the user choose a commented proof."""
        self._dialogs.ask_for_file("Bring Back Proof", self._folder(), PDFS, self.start)

    def _folder(self) -> Path:
        file = self._session.file
        return file.parent if file is not None else Path.home()

    def start(self, file: Path) -> None:
        """Read a copy, then show what it brings."""
        self._commit_input()
        self._file = file
        self._page = None
        self._read("", keep_tables=False)

    def close(self) -> None:
        """Discard what is being read: the issue is closed."""
        self._stop()

    def _read(self, author: str, *, keep_tables: bool, adds: bool = False) -> None:
        self._stop()
        file, issue, now = self._file, self._session.whole, self._now()
        self._adds_at_once = adds
        self._reader = BackgroundReader(lambda: read_copy(file, issue, author, now, keep_tables=keep_tables), self)
        self._reader.done.connect(self._show)
        self._reader.failed.connect(self._show_failure)
        self._reader.start()
        self._timer.start()

    def _stop(self) -> None:
        self._timer.stop()
        self._banners.dismiss("bring-back")
        if self._reader is not None:
            self._reader.cancel()
            self._reader = None

    @Slot()
    def _show_progress(self) -> None:
        cancel = BannerButton("Cancel", self._stop)
        message = BannerMessage("bring-back", Level.INFO, f"Reading {self._file.name}…", "", (cancel,), closable=False)
        self._banners.show_message(message)

    @Slot(object)
    def _show(self, copy: ReturnedCopy) -> None:
        from editor.ui.transfer.bring_back_page import BringBackPage  # not needed for the start of the program

        self._stop()
        self._copy = copy
        if self._adds_at_once:
            self._add()
        elif self._page is not None and self._navigator.page is self._page:
            self._page.show_copy(copy)
        else:
            self._page = BringBackPage(copy)
            self._page.options_changed.connect(self._change_options)
            self._page.accepted.connect(self._accept)
            self._navigator.open(self._page, self._page.first)

    @Slot(str, str)
    def _show_failure(self, message: str, help: str) -> None:
        self._stop()
        self._banners.show_message(BannerMessage("bring-back", Level.ERROR, message, help))

    @Slot(str, bool)
    def _change_options(self, author: str, keep_tables: bool) -> None:
        self._read(author, keep_tables=keep_tables)

    @Slot()
    def _accept(self) -> None:
        # Deferred: the page whose button was pressed is removed.
        call_later(self, self._add)

    @Slot()
    def _add(self) -> None:
        copy = self._copy
        if copy is None:
            return
        name = self._page.name.text().strip() if self._page is not None else copy.author
        is_other = copy.found.unsigned and name != copy.author
        if self._session.whole is not copy.issue or is_other or self._reader is not None:
            # The issue, or the name, has changed since the copy was compared with it.
            keeps = self._page.tables.isChecked() if self._page is not None else copy.keep_tables
            self._read(name, keep_tables=keeps, adds=True)
            return
        if self._navigator.page is not None:
            self._navigator.close()
        self._session.replace(copy.found.issue, f"Bring Back {copy.file.name}")
        self._page = self._copy = None
        self.added.emit("Added to the review. F4 goes to the next suggestion or comment.")

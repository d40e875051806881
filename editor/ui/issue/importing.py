"""Importing a source in the window: reading with Cancel, the page that shows what was read, and the choice after it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.document.editing.diff import changes
from editor.document.editing.edits import CompoundEdit
from editor.document.text.phrasing import counted
from editor.session.issue.importing import ReadSource, SourceReader
from editor.session.issue.session import Session
from editor.ui.widgets.banner import BannerButton, BannerMessage, Banners, Level
from schemas import Issue

PATIENCE_MS = 400
"""Delay before a banner says that a source is being read: most take less."""


class Importing(QObject):
    """One import at a time. A second one replaces the first."""

    page_requested = Signal(object, object)
    """An `ImportPage` to open, and the widget that gets the focus."""
    page_closed = Signal()
    """The page is to be closed."""

    def __init__(
        self,
        banners: Banners,
        session: Callable[[], Session | None],
        open_as_new: Callable[[ReadSource], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._banners = banners
        self._session = session
        self._open_as_new = open_as_new
        self._reader: SourceReader | None = None
        self._file = Path()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self._show_progress)

    def start(self, file: Path) -> None:
        """Read a file, then show what was read."""
        self.cancel()
        session = self._session()
        self._file = file
        self._reader = SourceReader(file, session.issue.theme if session is not None else Issue().theme, self)
        self._reader.done.connect(self._show_page)
        self._reader.failed.connect(self._show_failure)
        self._reader.start()
        self._timer.start()

    def cancel(self) -> None:
        """Discard what is being read."""
        self._timer.stop()
        self._banners.dismiss("import")
        if self._reader is not None:
            self._reader.cancel()
            self._reader = None

    def _show_progress(self) -> None:
        cancel = BannerButton("Cancel", self.cancel)
        message = BannerMessage("import", Level.INFO, f"Reading {self._file.name}…", "", (cancel,), closable=False)
        self._banners.show_message(message)

    @Slot(object)
    def _show_page(self, found: ReadSource) -> None:
        from editor.ui.transfer.import_page import ImportPage  # not needed for the start of the program

        self.cancel()
        page = ImportPage(found, has_open_issue=self._session() is not None)
        page.new_requested.connect(lambda: self._use_as_new(found))
        page.into_requested.connect(lambda: self._put_into(found))
        self.page_requested.emit(page, page.first)

    @Slot(str, str)
    def _show_failure(self, message: str, help: str) -> None:
        self.cancel()
        self._banners.show_message(BannerMessage("import", Level.ERROR, message, help))

    def _use_as_new(self, found: ReadSource) -> None:
        # Deferred: the page whose button was pressed is removed.
        QTimer.singleShot(0, self, lambda: self._close_and_open(found))

    def _close_and_open(self, found: ReadSource) -> None:
        self.page_closed.emit()
        self._open_as_new(found)

    def _put_into(self, found: ReadSource) -> None:
        QTimer.singleShot(0, self, lambda: self._apply(found))

    def _apply(self, found: ReadSource) -> None:
        self.page_closed.emit()
        session = self._session()
        if session is None:
            return
        from editor.formats.importing.identity import (
            merged_into,  # loaded with the readers of sources, which take 60 ms
        )

        after = merged_into(session.issue, found.source.issue)
        edits = changes(session.issue, after)
        if edits:
            session.edit(CompoundEdit(edits), f"Import of {found.file.name}")
        number = len(found.source.issue.review.threads)
        if number:
            text = f"{counted(number, 'comment')} of {found.file.name} {'was' if number == 1 else 'were'} not imported."
            help = "Comments are kept if you open the source as a new issue."
            self._banners.show_message(BannerMessage("import", Level.WARNING, text, help))

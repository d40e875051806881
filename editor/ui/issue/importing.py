"""Importing in the window: reading with Cancel, the page that shows what was read, and the choice after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.document.editing.diff import changes
from editor.document.editing.edits import CompoundEdit
from editor.document.text.phrasing import counted
from editor.files.errors import FileError
from editor.session.deferred_call import call_later
from editor.session.issue.session import Session
from editor.ui.file_dialogs import FileDialogs
from editor.ui.settings import Settings
from editor.ui.widgets.banner import BannerButton, BannerMessage, Banners, Level
from schemas import Issue

if TYPE_CHECKING:  # not needed for the start of the program
    from editor.session.issue.importing import BatchReader, FailedSource, ReadSource, SourceReader
    from editor.ui.transfer.batch_page import BatchPage
    from editor.ui.transfer.import_page import ImportPage

PATIENCE_MS = 400
"""Delay before a banner says that a source is being read: most take less."""

KEY = "import"


class Importing(QObject):
    """One import at a time, of one file or several. A second one replaces the first."""

    page_requested = Signal(object, object)
    """A `Page` to open, and the widget that gets the focus."""
    page_closed = Signal()
    """The page is to be closed."""
    new_requested = Signal(object)
    """Open a `ReadSource` as a new issue."""
    open_requested = Signal(object)
    """Open the issue at a path."""
    folder_changed = Signal()
    """Issues were saved in a folder."""

    def __init__(
        self,
        banners: Banners,
        settings: Settings,
        dialogs: FileDialogs,
        session: Callable[[], Session | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._banners = banners
        self._settings = settings
        self._dialogs = dialogs
        self._session = session
        self._reader: SourceReader | BatchReader | None = None
        self._reading = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self._show_progress)

    def start(self, files: Sequence[Path]) -> None:
        """Read files, and those in folders among them, then show what was read."""
        from editor.session.issue.importing import BatchReader, SourceReader

        self.cancel()
        named = [inner for file in files for inner in _files_of(file)]
        session = self._session()
        theme = session.issue.theme if session is not None else Issue().theme
        if not named:
            self._show_failure("The folder contains no files.", "Choose a file, or a folder with files.")
            return
        if len(named) == 1:
            self._reading = f"Reading {named[0].name}…"
            one = SourceReader(named[0], theme, self)
            one.done.connect(self._show_source)
            one.failed.connect(self._show_failure)
            self._reader = one
        else:
            self._reading = f"Reading {counted(len(named), 'file')}…"
            several = BatchReader(named, theme, self)
            several.progressed.connect(self._update_progress)
            several.done.connect(self._show_batch)
            self._reader = several
        self._reader.start()
        self._timer.start()

    def cancel(self) -> None:
        """Stop reading."""
        self._timer.stop()
        self._banners.dismiss(KEY)
        if self._reader is not None:
            self._reader.cancel()
            self._reader = None

    def _show_progress(self) -> None:
        cancel = BannerButton("Cancel", self.cancel)
        self._banners.show_message(BannerMessage(KEY, Level.INFO, self._reading, "", (cancel,), closable=False))

    @Slot(int, int)
    def _update_progress(self, read: int, number: int) -> None:
        self._reading = f"Reading {counted(number, 'file')}: {read:,} done."
        if not self._timer.isActive() and read < number:
            self._show_progress()

    @Slot(str, str)
    def _show_failure(self, message: str, help: str) -> None:
        self.cancel()
        self._banners.show_message(BannerMessage(KEY, Level.ERROR, message, help))

    # One file

    @Slot(object)
    def _show_source(self, found: ReadSource) -> None:
        self.cancel()
        page = self._page_of(found)
        self.page_requested.emit(page, page.first)

    def _page_of(self, found: ReadSource, back: str = "Cancel") -> ImportPage:
        from editor.ui.transfer.import_page import ImportPage  # not needed for the start of the program

        has_open_issue = self._session() is not None
        page = ImportPage(found, has_open_issue=has_open_issue, author=self._settings.name, back=back)
        page.new_requested.connect(lambda: self._leave(lambda: self.new_requested.emit(page.found)))
        page.into_requested.connect(lambda: self._leave(lambda: self._put_into(page.found)))
        page.suggestions_requested.connect(lambda author: self._leave(lambda: self._suggest(page.found, author)))
        return page

    def _leave(self, then: Callable[[], None]) -> None:
        """Close the page, then go on. Deferred: the page whose button was pressed is removed."""

        def close() -> None:
            self.page_closed.emit()
            then()

        call_later(self, close)

    def _put_into(self, found: ReadSource) -> None:
        from editor.session.issue.importing import put_into

        session = self._session()
        if session is None:
            return
        reviewed = put_into(session.issue, found)
        label = f"Import of {found.file.name}"
        if session.issue is not session.whole:  # what the window shows has suggestions in it: these become more of them
            edits = changes(session.issue, reviewed.issue)
            if edits:
                session.edit(CompoundEdit(edits), label)
            reviewed = put_into(session.whole, found)
            with_threads = session.whole.review.model_copy(update={"threads": reviewed.issue.review.threads})
            session.revise(session.whole.model_copy(update={"review": with_threads}), f"Comments of {found.file.name}")
        else:
            session.revise(reviewed.issue, label)

    def _suggest(self, found: ReadSource, author: str) -> None:
        from editor.session.issue.importing import suggested_in

        session = self._session()
        if session is None:
            return
        try:
            outcome = suggested_in(session.whole, found, author)
        except FileError as error:
            self._show_failure(error.message, error.help)
            return
        session.revise(outcome.issue, f"Suggestions from {found.file.name}")
        numbers = ((len(outcome.suggestions), "suggestion"), (len(outcome.threads), "comment"))
        said = [counted(number, noun) for number, noun in numbers if number]
        text = f"Imported {' and '.join(said)} from {found.file.name}." if said else f"{found.file.name} says the same."
        left = [note.message for note in outcome.notes if note.needs_person]
        help = f"{counted(len(left), 'note')}: {left[0]}" if left else ""
        self._banners.show_message(BannerMessage(KEY, Level.WARNING if left else Level.OK, text, help))

    # Several files

    @Slot(object)
    def _show_batch(self, results: Sequence[ReadSource | FailedSource]) -> None:
        from editor.ui.transfer.batch_page import BatchPage  # not needed for the start of the program

        self.cancel()
        page = BatchPage(results)
        page.save_requested.connect(lambda: self._ask_for_folder(page))
        page.show_requested.connect(lambda found: self._show_one_of(results, found))
        page.open_requested.connect(lambda path: self._leave(lambda: self.open_requested.emit(path)))
        self.page_requested.emit(page, page.first)

    def _show_one_of(self, results: Sequence[ReadSource | FailedSource], found: ReadSource) -> None:
        """Show one source; its page leads back to the report, with what was put into fields."""

        def back() -> None:
            changed = tuple(page.found if each is found else each for each in results)
            call_later(self, lambda: self._show_batch(changed))

        page = self._page_of(found, "Back")
        page.done.connect(back)
        call_later(self, lambda: self.page_requested.emit(page, page.first))

    def _ask_for_folder(self, page: BatchPage) -> None:
        title = "Save Imported Issues"
        self._dialogs.ask_for_folder(title, self._settings.newsroom, lambda folder: self._save(page, folder))

    def _save(self, page: BatchPage, folder: Path) -> None:
        from editor.session.issue.importing import save_all

        try:
            saved = save_all(page.found, folder)
        except FileError as error:
            self._banners.show_message(BannerMessage(KEY, Level.ERROR, error.message, error.help))
            return
        page.show_saved({id(found): path for found, path in saved})
        text = f"Saved {counted(len(saved), 'issue')} in {folder.name}."
        self._banners.show_message(BannerMessage(KEY, Level.OK, text, f"Folder: {folder}"))
        self.folder_changed.emit()


def _files_of(file: Path) -> Sequence[Path]:
    """A file, or the files in a folder by name."""
    if not file.is_dir():
        return (file,)
    return sorted(inner for inner in file.iterdir() if inner.is_file() and not inner.name.startswith("."))

"""Printing the open issue: the pages of the exported PDF, through the system's print dialog or into a file.

A draft can be printed at any time. Like an export, print leaves out the suggestions.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from editor.document.text.phrasing import counted
from editor.files.atomic import replace_file
from editor.files.errors import FileError
from editor.session.issue.session import Session
from editor.session.preview.renderer import Renderer
from editor.ui.file_dialogs import FileDialogs
from editor.ui.printing.system_printers import Printers
from editor.ui.settings import Settings
from editor.ui.widgets.banner import BannerButton, BannerMessage, Banners, Level

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from editor.ui.printing.print_job import PrintJob

KEY = "print"
NO_PRINTER = "No printer is set up on this computer."
BUSY = "The issue is being published. Print it afterwards."


class Printing(QObject):
    """Prints one open issue."""

    def __init__(
        self,
        session: Session,
        renderer: Renderer,
        printers: Printers,
        banners: Banners,
        settings: Settings,
        dialogs: FileDialogs,
        *,
        is_publishing: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._renderer = renderer
        self.printers = printers
        self._banners = banners
        self._settings = settings
        self._dialogs = dialogs
        self._is_publishing = is_publishing
        self._waiting: Callable[[bytes], None] | None = None
        self._job: PrintJob | None = None
        renderer.pdf_ready.connect(self._on_pdf)
        renderer.pdf_failed.connect(self._on_failed)

    @property
    def is_waiting(self) -> bool:
        """Whether pages are being made for printing."""
        return self._waiting is not None

    def start(self) -> None:
        """Print: ask for the printer when the pages are ready, or offer a file if there is no printer."""
        if self._waiting is not None or self._job is not None:
            return
        if self._is_publishing():
            self._show(Level.INFO, BUSY)
        elif self.printers.exist():
            self._request(self._ask_for_printer)
        else:
            to_file = BannerButton("Print to File…", self._ask_for_file, primary=True)
            help = "Set one up in the system’s settings, or print the pages to a PDF file."
            self._show(Level.WARNING, NO_PRINTER, help, to_file)

    def close(self) -> None:
        """Stop: the issue is closed."""
        self._waiting = None
        if self._job is not None:
            self._job.cancel()

    def _request(self, then: Callable[[bytes], None]) -> None:
        self._waiting = then
        self._show(Level.INFO, "Making the pages…", "", BannerButton("Cancel", self._cancel_pages), closable=False)
        self._renderer.request_pdf(self._session.whole, proof=False)

    def _cancel_pages(self) -> None:
        self._waiting = None
        self._renderer.cancel_pdf()
        self._show(Level.INFO, "Canceled. Nothing was printed.")

    @Slot(bytes)
    def _on_pdf(self, data: bytes) -> None:
        then, self._waiting = self._waiting, None
        if then is not None:
            self._banners.dismiss(KEY)
            then(bytes(data))

    @Slot(str, str)
    def _on_failed(self, message: str, help: str) -> None:
        if self._waiting is not None:
            self._waiting = None
            again = BannerButton("Try Again", self.start, primary=True)
            self._show(Level.ERROR, f"Not printed. {message}", help, again)

    # To a printer

    def _ask_for_printer(self, data: bytes) -> None:
        from editor.ui.system.pdf_document import load_pdf  # loads Qt's PDF library

        document = load_pdf(data, self)
        size = document.pagePointSize(0)
        document.deleteLater()
        self.printers.ask(self._name(), document.pageCount(), size, partial(self._print, data))

    def _print(self, data: bytes, printer: QPrinter) -> None:
        from editor.ui.printing.print_job import PrintJob
        from editor.ui.system.pdf_document import load_pdf

        is_range = printer.printRange() is type(printer).PrintRange.PageRange
        if printer.outputFileName() and not is_range:
            self._write(data, Path(printer.outputFileName()))  # the PDF itself: its text stays text
            return
        document = load_pdf(data, self)
        job = self._job = PrintJob(document, printer, self)
        document.setParent(job)
        where = printer.outputFileName() or printer.printerName()
        job.progressed.connect(self._show_progress)
        job.done.connect(partial(self._on_printed, where))
        job.failed.connect(partial(self._on_refused, where))
        job.start()

    @Slot(int, int)
    def _show_progress(self, page: int, count: int) -> None:
        cancel = BannerButton("Cancel", self._cancel_printing)
        self._show(Level.INFO, f"Printing page {page} of {count}…", "", cancel, closable=False)

    def _cancel_printing(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._end()
            self._show(Level.INFO, "Printing canceled.", "Pages that the printer already has may still be printed.")

    def _on_printed(self, where: str, count: int) -> None:
        self._end()
        self._show(Level.OK, f"Sent {counted(count, 'page')} to {where}.")

    def _on_refused(self, where: str) -> None:
        self._end()
        again = BannerButton("Try Again", self.start, primary=True)
        to_file = BannerButton("Print to File…", self._ask_for_file)
        help = "Check that it is switched on and connected, or choose another printer."
        self._show(Level.ERROR, f"{where} could not be printed to.", help, again, to_file)

    def _end(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None

    # To a file

    def _ask_for_file(self) -> None:
        file = self._session.file
        near = file.parent if file is not None else self._settings.newsroom
        near = near if near.is_dir() else Path.home()
        suggestion = near / f"{Path(self._name()).stem} (print).pdf"
        self._dialogs.ask_where_to_save("Print to File", suggestion, "PDF (*.pdf)", self._on_file_chosen)

    def _on_file_chosen(self, path: Path) -> None:
        self._request(lambda data: self._write(data, path))

    def _write(self, data: bytes, path: Path) -> None:
        if path == self._session.file:
            self._show(Level.ERROR, "The issue file cannot be replaced.", "Choose another name.")
            return
        try:
            replace_file(path, data)
        except FileError as error:
            other = BannerButton("Choose Another Folder…", self._ask_for_file, primary=True)
            self._show(Level.ERROR, error.message, error.help, other)
        else:
            self._show(Level.OK, f"Printed to {path.name}.", f"Folder: {path.parent}")

    def _name(self) -> str:
        return self._session.theme.declared.pdf_name(self._session.whole.date, "")

    def _show(self, level: Level, text: str, help: str = "", *buttons: BannerButton, closable: bool = True) -> None:
        message = BannerMessage(KEY, level, text, help, buttons, closable=closable, passing=closable)
        self._banners.show_message(message)

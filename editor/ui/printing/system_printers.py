"""The printers of the system and its print dialog. Qt's printing library is loaded when something is printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

ThenPrint = Callable[["QPrinter"], None]


class Printers(Protocol):
    """Printers and the question which of them prints what."""

    def exist(self) -> bool:
        """Return whether a printer is set up."""

    def ask(self, name: str, pages: int, size: QSizeF, then: ThenPrint) -> None:
        """Ask for printer, pages and copies; `then` is called unless the user cancels. `size` is in points."""


class SystemPrinters:
    """The printers of this computer. The dialog belongs to a window and does not block it."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def exist(self) -> bool:
        """Return whether a printer is set up."""
        from PySide6.QtPrintSupport import QPrinterInfo

        return bool(QPrinterInfo.availablePrinterNames())

    def ask(self, name: str, pages: int, size: QSizeF, then: ThenPrint) -> None:
        """Open the system's print dialog."""
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_up(printer, name, size)
        dialog = QPrintDialog(printer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, pages)
        dialog.setFromTo(1, pages)
        dialog.accepted.connect(lambda: then(printer))
        QDialog.open(dialog)  # QPrintDialog hides it by its own of the same name


def set_up(printer: QPrinter, name: str, size: QSizeF) -> None:
    """Have a printer print whole pages of this size, in points, without margins of its own: at true size."""
    printer.setDocName(name)
    page = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)

"""Ctrl+P: the exported PDF through the system's print dialog, or into a file."""

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtPrintSupport import QPrinter

from editor.document.installed_theme import InstalledTheme
from editor.publish.publication import SectionLayoutCache
from editor.ui.printing.system_printers import ThenPrint, set_up
from schemas import Issue
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, Program, press

A4 = (595.28, 841.89)


class StubPrinters:
    """Printers that answer the dialog with a printer of their own, or not at all."""

    def __init__(self, printer: QPrinter | None, *, exist: bool = True) -> None:
        self.printer = printer
        self.asked: list[tuple[str, int]] = []
        self._exist = exist

    def exist(self) -> bool:
        return self._exist

    def ask(self, name: str, pages: int, size: QSizeF, then: ThenPrint) -> None:
        self.asked.append((name, pages))
        if self.printer is not None:
            set_up(self.printer, name, size)
            then(self.printer)


@pytest.fixture(scope="module")
def exported(theme: InstalledTheme, sample: Issue) -> bytes:
    return SectionLayoutCache(theme).publication(sample, proof=False).write().data


def mean_difference(one: Image.Image, other: Image.Image) -> float:
    width, height = min(one.width, other.width), min(one.height, other.height)
    area = (0, 0, width, height)
    return ImageStat.Stat(ImageChops.difference(one.crop(area), other.crop(area))).mean[0]


def use(program: Program, printers: StubPrinters) -> None:
    assert program.window.publishing is not None
    program.window.publishing.printing.printers = printers


def to_file(file: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def test_pages_are_printed_at_true_size(at_desk: Program, exported: bytes, tmp_path: Path) -> None:
    printer = to_file(tmp_path / "printed.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    printer.setResolution(150)
    printers = StubPrinters(printer)
    use(at_desk, printers)
    press(Qt.Key.Key_P, CONTROL)
    assert at_desk.messages == ["Making the pages…"]
    assert at_desk.renderer.asked_for == [(at_desk.desk.session.whole, False)]
    at_desk.renderer.pdf_ready.emit(exported)
    assert printers.asked == [("MERICS-China-Industries-2025-03-12.pdf", 8)]
    at_desk.qtbot.waitUntil(
        lambda: any(one.startswith("Sent 2 pages to ") for one in at_desk.messages), timeout=PATIENCE
    )
    printed, original = pypdfium2.PdfDocument(tmp_path / "printed.pdf"), pypdfium2.PdfDocument(exported)
    assert len(printed) == 2
    assert printed[0].get_size() == pytest.approx(A4, abs=1)
    one, other = (page.render(scale=2, grayscale=True).to_pil() for page in (printed[0], original[1]))
    shifts: dict[int, float] = {
        shift: mean_difference(ImageChops.offset(one, 0, shift), other) for shift in range(-5, 6)
    }
    best = next(shift for shift, found in shifts.items() if found == min(shifts.values()))
    assert abs(best) <= 1, "within half a point of its place on the paper"
    assert min(shifts.values()) < 0.7 * shifts[5]


def test_a_file_gets_the_pdf_itself(at_desk: Program, exported: bytes, tmp_path: Path) -> None:
    use(at_desk, StubPrinters(to_file(tmp_path / "whole.pdf")))
    press(Qt.Key.Key_P, CONTROL)
    at_desk.renderer.pdf_ready.emit(exported)
    assert (tmp_path / "whole.pdf").read_bytes() == exported
    assert at_desk.messages == ["Printed to whole.pdf."]


def test_without_a_printer_a_file_is_offered(at_desk: Program, exported: bytes, tmp_path: Path) -> None:
    use(at_desk, StubPrinters(None, exist=False))
    press(Qt.Key.Key_P, CONTROL)
    assert at_desk.messages == ["No printer is set up on this computer."]
    at_desk.window.commands["guide"].trigger()
    assert at_desk.messages == [], "it is not about the next page"
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_P, CONTROL)
    assert not at_desk.renderer.asked_for
    at_desk.dialogs.answer = tmp_path / "no-such-folder" / "printed.pdf"
    at_desk.answer("Print to File…")
    assert at_desk.dialogs.suggestions[-1].name == "MERICS-China-Industries-2025-03-12 (print).pdf"
    at_desk.renderer.pdf_ready.emit(exported)
    assert "no-such-folder" in at_desk.messages[0]
    at_desk.dialogs.answer = tmp_path / "printed.pdf"
    at_desk.answer("Choose Another Folder…")
    at_desk.renderer.pdf_ready.emit(exported)
    assert at_desk.messages == ["Printed to printed.pdf."]
    assert (tmp_path / "printed.pdf").read_bytes() == exported


def test_a_failure_and_a_cancel_print_nothing(at_desk: Program, exported: bytes) -> None:
    printers = StubPrinters(None)
    use(at_desk, printers)
    press(Qt.Key.Key_P, CONTROL)
    at_desk.answer("Cancel")
    assert at_desk.renderer.cancelled
    at_desk.renderer.pdf_ready.emit(exported)
    assert not printers.asked
    assert at_desk.messages == ["Canceled. Nothing was printed."]
    press(Qt.Key.Key_P, CONTROL)
    at_desk.renderer.pdf_failed.emit("The theme has a mistake.", "Correct it.")
    assert at_desk.messages == ["Not printed. The theme has a mistake."]
    at_desk.answer("Try Again")
    assert at_desk.messages == ["Making the pages…"]
    assert at_desk.window.publishing is not None
    press(Qt.Key.Key_E, CONTROL)
    assert not at_desk.window.publishing.publishing.is_busy, "one file at a time"

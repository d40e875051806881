"""Every view at four sizes and three text sizes, light and dark: pictures, and a check that nothing is clipped.

./newsdesk contact-sheet [--to FOLDER] [--quick] [--text-size PERCENT …] [--scheme SCHEME] [VIEW …]

Writes a picture of each view and one sheet for each text size and scheme into the folder, and lists what is clipped or
elided, and texts of too little contrast. Exit status 1 if anything is that is not meant to be. `--quick` leaves out the
dark scheme and the largest size.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QPoint, QRect, Qt, qInstallMessageHandler
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from editor.document.contrast import LEAST_FOR_TEXT
from editor.ui.gc_policy import GarbageCollectionPolicy
from editor.ui.look.look import Scheme
from tests.gui.clipping import clipped, elided_texts
from tests.gui.contrast import faint_texts
from tests.gui.photographer import Photographer
from tests.gui.screenshots import VIEWS

SIZES = ((1024, 640), (1280, 720), (1600, 1000), (2560, 1440))
TEXT_SIZES = (100, 150, 200)
SCHEMES = tuple(scheme.value for scheme in Scheme if scheme is not Scheme.SYSTEM)
_LEAST_CONTRAST = {Scheme.CONTRAST_LIGHT: 7.0, Scheme.CONTRAST_DARK: 7.0}
_COLUMNS = 4
_THUMB = 480


@dataclass(frozen=True)
class Selection:
    """What is taken."""

    views: Sequence[str]
    sizes: Sequence[tuple[int, int]] = SIZES
    text_sizes: Sequence[int] = TEXT_SIZES
    schemes: Sequence[Scheme] = (Scheme.LIGHT, Scheme.DARK)


def take_all(photographer: Photographer, selection: Selection) -> Iterator[str]:
    """Take all pictures; yield a line for each fault."""
    for scheme in selection.schemes:
        for text_size in selection.text_sizes:
            photographer.settings.set_look(scheme, text_size)
            pictures: list[QImage] = []
            for view in selection.views:
                photographer.window.resize(*SIZES[-1])
                VIEWS[view](photographer)
                for width, height in selection.sizes:
                    name = f"{view}-{width}x{height}-{text_size}-{scheme.value}"
                    photographer.window.resize(width, height)
                    photographer.rest(300)
                    with elided_texts() as elided:
                        picture = photographer.window.grab().toImage()
                    picture.save(str(photographer.target / f"{name}.png"), quality=50)
                    pictures.append(picture.scaledToWidth(_THUMB, Qt.TransformationMode.SmoothTransformation))
                    yield from (f"{name}: {fault}" for fault in _faults(photographer, width, height, elided))
                _leave(photographer)
            _sheet(pictures).save(str(photographer.target / f"sheet-{text_size}-{scheme.value}.png"))


def _faults(photographer: Photographer, width: int, height: int, elided: Sequence[str]) -> Iterator[str]:
    window = photographer.window
    if (window.width(), window.height()) != (width, height):
        yield f"the window does not become smaller than {window.width()}×{window.height()}"
    yield from clipped(window)
    yield from sorted({f"elided: {text}" for text in elided})
    yield from faint_texts(window, _LEAST_CONTRAST.get(photographer.settings.scheme, LEAST_FOR_TEXT))


def _leave(photographer: Photographer) -> None:
    photographer.window.banners.clear()
    photographer.window.navigator.close()
    photographer.window.palette_finder.finder.close_finder()
    photographer.close_issue()
    for journal in photographer.journals.rglob("*"):  # or its work is offered in the views that follow
        if journal.is_file():
            journal.unlink()


def _sheet(pictures: Sequence[QImage]) -> QImage:
    rows = [pictures[start : start + _COLUMNS] for start in range(0, len(pictures), _COLUMNS)]
    height = sum(max(picture.height() for picture in row) + 8 for row in rows)
    sheet = QImage(_COLUMNS * (_THUMB + 8), height, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.gray)
    painter, top = QPainter(sheet), 0
    for row in rows:
        for column, picture in enumerate(row):
            painter.drawImage(QRect(QPoint(column * (_THUMB + 8), top), picture.size()), picture)
        top += max(picture.height() for picture in row) + 8
    painter.end()
    return sheet


def main(arguments: Sequence[str]) -> int:
    """Take the pictures and return the exit status."""
    parser = argparse.ArgumentParser(prog="newsdesk contact-sheet", description="Take pictures of every view.")
    parser.add_argument("views", nargs="*", metavar="VIEW", help=f"one of {', '.join(VIEWS)}; all without any")
    parser.add_argument("--to", type=Path, default=Path("contact-sheet"), metavar="FOLDER", help="for the pictures")
    parser.add_argument("--quick", action="store_true", help="without the dark scheme and the largest size")
    parser.add_argument("--text-size", type=int, action="append", choices=TEXT_SIZES, help="only this; may be repeated")
    parser.add_argument("--scheme", choices=SCHEMES, help="only this, also of high contrast")
    options = parser.parse_args(arguments)
    unknown = set(options.views) - set(VIEWS)
    if unknown:
        parser.error(f"unknown view: {', '.join(sorted(unknown))}")
    schemes = (Scheme(options.scheme),) if options.scheme else (Scheme.LIGHT, Scheme.DARK)
    selection = Selection(
        options.views or list(VIEWS),
        SIZES[:-1] if options.quick else SIZES,
        options.text_size or TEXT_SIZES,
        schemes[:1] if options.quick else schemes,
    )
    target: Path = options.to
    target.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    collecting = GarbageCollectionPolicy()
    qInstallMessageHandler(lambda kind, context, text: None)
    faults = 0
    with tempfile.TemporaryDirectory(prefix="newsdesk-pictures-") as home:
        photographer = Photographer(app, Path(home), target)
        try:
            for fault in take_all(photographer, selection):
                print(fault, flush=True)
                faults += 1
        finally:
            photographer.close()
            photographer.rest(200)
            collecting.stop()
    print(f"{faults} faults. Pictures and sheets are in {target}." if faults else f"Nothing is clipped. See {target}.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

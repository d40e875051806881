"""Takes one view through all combinations: checks it in each, and makes one picture of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter

from editor.document.contrast import LEAST_FOR_TEXT
from editor.ui.look.look import Scheme
from tests.gui.clipping import clipped, elided_texts
from tests.gui.contact_sheet.combinations import SIZES, Combination, Selection
from tests.gui.contrast import faint_texts
from tests.gui.photographer import Photographer
from tests.gui.views import VIEWS

_LEAST_CONTRAST = {Scheme.CONTRAST_LIGHT: 7.0, Scheme.CONTRAST_DARK: 7.0}
_SECOND_LOOK_MS = 700
_WIDTH, _GAP = 640, 8
"""Pixels of a picture in a sheet, and between two."""


def take(
    photographer: Photographer, view: str, selection: Selection, *, keep_pictures: bool = False
) -> Iterator[tuple[Combination, str]]:
    """Yield the faults of a view; write one sheet for each scheme, with a row for each text size.

    Also write every picture in its full size with `keep_pictures`.
    """
    sheets: dict[Scheme, list[list[QImage]]] = {scheme: [] for scheme in selection.schemes}
    for number, (text_size, scheme) in enumerate(selection.looks()):
        photographer.settings.set_look(scheme, text_size)
        if number == 0:
            photographer.window.resize(*SIZES[-1])
            VIEWS[view](photographer)
        row: list[QImage] = []
        for width, height in selection.sizes:
            combination = Combination(scheme, text_size, width, height)
            photographer.window.resize(width, height)
            photographer.settle()
            picture, faults = _check(photographer, combination)
            if faults:  # what is only on its way is no fault
                photographer.rest(_SECOND_LOOK_MS)
                photographer.settle()
                picture, faults = _check(photographer, combination)
            yield from ((combination, fault) for fault in faults)
            row.append(picture.scaledToWidth(_WIDTH, Qt.TransformationMode.SmoothTransformation))
            if keep_pictures:
                picture.save(str(photographer.target / f"{view}-{width}x{height}-{text_size}-{scheme.value}.png"))
        sheets[scheme].append(row)
    photographer.start_over()
    for scheme, rows in sheets.items():
        _sheet(rows).save(str(sheet_file(photographer.target, view, scheme)))


def sheet_file(folder: Path, view: str, scheme: Scheme) -> Path:
    """Return the file of the sheet of a view."""
    return folder / f"{view}-{scheme.value}.png"


def _check(photographer: Photographer, combination: Combination) -> tuple[QImage, list[str]]:
    """Return a picture and what is wrong in it."""
    window = photographer.window
    faults: list[str] = []
    if (window.width(), window.height()) != (combination.width, combination.height):
        faults.append(f"the window does not become smaller than {window.width()}×{window.height()}")
    with elided_texts() as elided:
        picture = window.grab().toImage()
    faults += clipped(window)
    faults += sorted({f"elided: {text}" for text in elided})
    faults += faint_texts(window, picture, _LEAST_CONTRAST.get(combination.scheme, LEAST_FOR_TEXT))
    return picture, faults


def _sheet(rows: list[list[QImage]]) -> QImage:
    width = max(len(row) for row in rows) * (_WIDTH + _GAP)
    sheet = QImage(width, sum(_height(row) for row in rows), QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.gray)
    painter, top = QPainter(sheet), 0
    for row in rows:
        for column, picture in enumerate(row):
            painter.drawImage(QRect(QPoint(column * (_WIDTH + _GAP), top), picture.size()), picture)
        top += _height(row)
    painter.end()
    return sheet


def _height(row: list[QImage]) -> int:
    return max(picture.height() for picture in row) + _GAP

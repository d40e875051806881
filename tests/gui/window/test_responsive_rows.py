"""Rows that become columns when they are too narrow."""

import pytest
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from editor.ui.look.look import Look, Scheme
from editor.ui.pages.shortcuts import ShortcutsPage
from editor.ui.widgets.responsive_row import ResponsiveRow, text_width
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import Program


@pytest.fixture
def frame(qtbot: QtBot) -> QFrame:
    frame = QFrame()
    row = QHBoxLayout(frame)
    row.addWidget(QLabel("Words", frame))
    row.addWidget(QPushButton("Button", frame))
    ResponsiveRow(row, frame, text_width(frame, 40))
    qtbot.addWidget(frame)
    frame.resize(800, 200)
    with qtbot.waitExposed(frame, timeout=PATIENCE):
        frame.show()
    return frame


def stands_below(frame: QFrame) -> bool:
    label, button = frame.findChild(QLabel), frame.findChild(QPushButton)
    assert isinstance(label, QLabel)
    assert isinstance(button, QPushButton)
    return button.y() >= label.geometry().bottom()


def test_a_row_becomes_a_column_when_narrow(frame: QFrame, qtbot: QtBot) -> None:
    assert not stands_below(frame)
    frame.resize(120, 200)
    qtbot.waitUntil(lambda: stands_below(frame), timeout=PATIENCE)
    frame.resize(800, 200)
    qtbot.waitUntil(lambda: not stands_below(frame), timeout=PATIENCE)


def test_a_row_becomes_a_column_with_large_text(frame: QFrame, look: Look, qtbot: QtBot) -> None:
    frame.resize(41 * frame.fontMetrics().averageCharWidth(), 200)
    assert not stands_below(frame)
    look.apply(Scheme.LIGHT, 200)
    qtbot.waitUntil(lambda: stands_below(frame), timeout=PATIENCE)


def test_the_shortcuts_page_fits_with_large_text(program: Program, look: Look, qtbot: QtBot) -> None:
    look.apply(Scheme.LIGHT, 200)
    program.window.navigator.shortcuts()
    sheet = program.window.navigator.page
    assert isinstance(sheet, ShortcutsPage)
    labels = sheet.findChildren(QLabel)

    def is_whole() -> bool:
        is_cut = any(label.height() < label.sizeHint().height() for label in labels)
        return not is_cut and not sheet.area.horizontalScrollBar().isVisible()

    qtbot.waitUntil(is_whole, timeout=PATIENCE)

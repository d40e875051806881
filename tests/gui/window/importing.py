"""Importing files in the window."""

from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.transfer.import_page import ImportPage
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import Program

TEXT = "MERICS Top 5\n\n1. A title of an entry\n\nAt a glance: 2*3 and 4*5.\n\nDate: 4/2/2026\n\nEVENTS\n\nWe meet.\n"


def import_page(program: Program, qtbot: QtBot) -> ImportPage:
    qtbot.waitUntil(lambda: isinstance(program.window.navigator.page, ImportPage), timeout=PATIENCE)
    page = program.window.navigator.page
    assert isinstance(page, ImportPage)
    return page


def import_file(program: Program, qtbot: QtBot, file: Path) -> ImportPage:
    program.dialogs.answer = file
    program.window.commands["import"].trigger()
    return import_page(program, qtbot)


def button(page: QWidget, label: str, name: str = "") -> QPushButton:
    found = [each for each in page.findChildren(QPushButton) if each.text() == label and name in each.accessibleName()]
    return found[0]

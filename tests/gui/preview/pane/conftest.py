"""A preview pane with the pages of the sample issue."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.installed_theme import InstalledTheme
from editor.ui.preview.preview_pane import PreviewPane
from schemas import Issue
from tests.gui.conftest import PATIENCE
from tests.gui.inline_renderer import InlineRenderer


@pytest.fixture(scope="module")
def renderer(theme: InstalledTheme, sample: Issue, qapp: QApplication) -> InlineRenderer:
    renderer = InlineRenderer(theme)
    renderer.show(sample, None)
    return renderer


@pytest.fixture
def pane(renderer: InlineRenderer, sample: Issue, qtbot: QtBot) -> PreviewPane:
    renderer.show(sample, None)
    pane = PreviewPane(renderer)
    qtbot.addWidget(pane)
    pane.resize(700, 900)
    with qtbot.waitExposed(pane, timeout=PATIENCE):
        pane.show()
    return pane

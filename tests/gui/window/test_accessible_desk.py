"""The focus is seen wherever Tab and F6 lead in the window of an issue, and on the pages of a review."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import path
from editor.ui.desk.desk import Pages
from editor.ui.preview.preview_pane import PreviewPane
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import Program, focused, press
from tests.gui.window.test_accessible_pages import is_focus_seen
from tests.gui.window.test_accessible_review import VIEWS, View, desk, heard_as

__all__ = ["desk"]  # a fixture
MOST_STOPS = 200


@pytest.fixture
def make_pages() -> Pages:
    """The real ones, which take keys."""
    return PreviewPane


def pane_of(program: Program) -> PreviewPane:
    shown = program.desk
    program.qtbot.waitUntil(lambda: shown.pages is not None and shown.pages.isVisible(), timeout=PATIENCE)
    pages: object = shown.pages
    assert isinstance(pages, PreviewPane)
    return pages


def unseen_stops(program: Program) -> list[str]:
    """Go through the window by Tab, once around; return where the focus is not seen."""
    begun, unseen = focused(), []
    for _ in range(MOST_STOPS):
        QApplication.processEvents()
        if not is_focus_seen(focused()):
            unseen.append(heard_as(focused()) or type(focused()).__name__)
        press(Qt.Key.Key_Tab)
        if focused() is begun:
            return unseen
    raise AssertionError(f"Tab does not come back to {heard_as(begun)}")


def test_f6_leads_into_the_pages(at_desk: Program) -> None:
    pane = pane_of(at_desk)
    at_desk.desk.focus_form()
    press(Qt.Key.Key_F6)
    assert focused() is pane.view, "it takes the keys that scroll and select"
    assert is_focus_seen(pane.view)


@pytest.mark.parametrize("section", ["headline", "top5/e1/title", "imprint/contact"])
@pytest.mark.slow
def test_the_focus_is_seen_at_each_stop_of_the_desk(at_desk: Program, section: str) -> None:
    pane_of(at_desk)
    at_desk.desk.session.edit(SetValue(path("top5/e1/source/link"), "www.gov.cn"), "x")
    at_desk.desk.go_to(path(section))
    assert unseen_stops(at_desk) == []


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.slow
def test_the_focus_is_seen_at_each_stop_of_a_review(desk: Program, qtbot: QtBot, view: View) -> None:
    view(desk, qtbot)
    assert unseen_stops(desk) == []

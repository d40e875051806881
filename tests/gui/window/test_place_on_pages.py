"""The pages keep the caret's field in view, whatever is undone: with the real window, renderer and pane."""

import pytest
from PySide6.QtCore import QPropertyAnimation, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from editor.document.paths import path
from editor.session.preview.renderer import Activity
from editor.session.preview.renderer_pool import MakeRenderer
from editor.session.preview.renderer_process import RendererProcess
from editor.ui.desk.desk import Pages
from editor.ui.preview.page_view import PageView
from editor.ui.preview.preview_pane import PreviewPane
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, Program, press, type_keys

SHORT_PATIENCE = 3_000
LONG = "Words that make an entry longer than it was, so that it runs on to another page. " * 8


@pytest.fixture
def make_renderer() -> MakeRenderer:
    return RendererProcess


@pytest.fixture
def make_pages() -> Pages:
    return PreviewPane


def view_at_rest(program: Program, qtbot: QtBot) -> PageView:
    """The pages, when all are laid out and nothing moves any more."""
    desk = program.desk
    qtbot.waitUntil(lambda: desk.pages is not None, timeout=PATIENCE)
    assert desk.pages is not None
    view = desk.pages.view
    (glide,) = view.findChildren(QPropertyAnimation)
    qtbot.waitUntil(
        lambda: desk.renderer.state.activity is Activity.IDLE and glide.state() is not QPropertyAnimation.State.Running,
        timeout=PATIENCE,
    )
    return view


def is_shown(program: Program, field: str, qtbot: QtBot) -> bool:
    """Whether the pages come to rest at a field: all of it, or half a view of a long one, on any of its pages."""
    view = view_at_rest(program, qtbot)
    assert view.stack.find(path(field)) is not None, f"no page has {field}"

    def is_in_view() -> bool:
        top, height = view.verticalScrollBar().value(), view.viewport().height()
        return any(
            min(place.bottom(), top + height) - max(place.top(), top) >= min(place.height(), height / 2) - 1
            for _, place in view.stack.find_all(path(field))
        )

    try:
        qtbot.waitUntil(is_in_view, timeout=SHORT_PATIENCE)
    except qtbot.TimeoutError:
        return False
    return is_in_view() and view_at_rest(program, qtbot) is view and is_in_view()


def write(program: Program, field: str, words: str) -> None:
    program.desk.go_to(path(field))
    QGuiApplication.clipboard().setText(words)
    press(Qt.Key.Key_V, CONTROL)
    program.desk.session.end_typing()


@pytest.mark.slow
def test_undo_shows_the_page_of_what_was_undone_across_sections(at_desk: Program, qtbot: QtBot) -> None:
    view_at_rest(at_desk, qtbot)
    fields = ("top5/e2/comment/p1/text", "top5/e4/comment/p1/text", "top5/e1/title", "top5/e5/comment/p1/text")
    for field in fields:
        write(at_desk, field, LONG if "comment" in field else "more words")
    for field in reversed(fields):
        press(Qt.Key.Key_Z, CONTROL)
        assert is_shown(at_desk, field, qtbot)
        press(Qt.Key.Key_Z, CONTROL, Qt.KeyboardModifier.ShiftModifier)
        assert is_shown(at_desk, field, qtbot)
        press(Qt.Key.Key_Z, CONTROL)
        assert is_shown(at_desk, field, qtbot)


@pytest.mark.slow
def test_a_removed_moved_and_restored_entry_is_on_the_visible_page(at_desk: Program, qtbot: QtBot) -> None:
    at_desk.desk.go_to(path("top5/e5/comment/p1/text"))
    at_desk.desk.go_to(path("top5/e4/title"))
    view_at_rest(at_desk, qtbot)
    at_desk.window.commands["remove"].trigger()
    assert is_shown(at_desk, "top5/e5/comment/p1/text", qtbot), "which takes its place, with the caret where it was"
    press(Qt.Key.Key_Z, CONTROL)
    assert is_shown(at_desk, "top5/e4/title", qtbot)
    for _ in range(2):
        at_desk.window.commands["up"].trigger()
        assert is_shown(at_desk, "top5/e4/title", qtbot)
    for _ in range(2):
        press(Qt.Key.Key_Z, CONTROL)
        assert at_desk.desk.section is not None
        assert at_desk.desk.section.path == path("top5/e4"), "it was this one that moved"
        assert is_shown(at_desk, "top5/e4/title", qtbot)


@pytest.mark.slow
def test_typing_scrolls_back_to_the_page(at_desk: Program, qtbot: QtBot) -> None:
    at_desk.desk.go_to(path("top5/e4/title"))
    bar = view_at_rest(at_desk, qtbot).verticalScrollBar()
    bar.setValue(0)
    type_keys("x")
    assert is_shown(at_desk, "top5/e4/title", qtbot)

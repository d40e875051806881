"""The line with the caret keeps its position on screen when the form is resized."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import FieldPath, path
from editor.ui.look.look import Look
from schemas import Paragraph
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SHIFT, Program, press, type_keys

TEXT = path("top5/e4/comment/p2/text")
LONG = "Words that fill lines above and below the one that is written in, narrow or wide. " * 12
NEAR = 3
"""Pixels: letters of another size have another height above the line."""


@pytest.fixture
def writing(at_desk: Program) -> Program:
    """The caret in the middle of a long paragraph, in the middle of the form."""
    at_desk.window.resize(1360, 860)
    at_desk.desk.session.edit(SetValue(path("top5/e4/comment"), (Paragraph(id="p2", text=LONG * 2),)), "x")
    at_desk.desk.go_to(TEXT)
    form = at_desk.desk.form
    assert form is not None
    form.select(TEXT, len(LONG), 0)
    QApplication.processEvents()
    bar = form.verticalScrollBar()
    bar.setValue(bar.value() + line_of_caret(at_desk) - form.viewport().height() // 2)
    return at_desk


def caret(program: Program) -> tuple[FieldPath, int] | None:
    form = program.desk.form
    return form.caret() if form is not None else None


def line_of_caret(program: Program) -> int:
    """Its height in the form, in pixels."""
    form = program.desk.form
    assert form is not None
    area = form.area_of(TEXT, len(LONG))
    assert area is not None
    return form.page.mapTo(form.viewport(), area.topLeft()).y()


def test_it_stays_when_the_margin_opens_and_closes(writing: Program) -> None:
    before = line_of_caret(writing)
    width = writing.desk.stack.width()
    assert 100 < before < writing.desk.stack.height() - 100
    press(Qt.Key.Key_Right, CONTROL, SHIFT)  # the next word
    press(Qt.Key.Key_M, CONTROL, SHIFT)
    QApplication.processEvents()
    assert writing.desk.stack.width() != width
    assert abs(line_of_caret(writing) - before) <= NEAR
    press(Qt.Key.Key_Escape)
    QApplication.processEvents()
    press(Qt.Key.Key_F9, SHIFT)
    QApplication.processEvents()
    assert abs(line_of_caret(writing) - before) <= NEAR


@pytest.mark.parametrize("width", [1100, 1900])
def test_it_stays_when_the_window_becomes_narrower_or_wider(writing: Program, width: int) -> None:
    before = line_of_caret(writing)
    writing.window.resize(width, 860)
    QApplication.processEvents()
    assert abs(line_of_caret(writing) - before) <= NEAR
    assert caret(writing) == (TEXT, len(LONG))


def test_it_stays_visible_when_the_form_becomes_lower(writing: Program) -> None:
    writing.window.resize(1360, 480)
    QApplication.processEvents()
    form = writing.desk.form
    assert form is not None
    assert 0 <= line_of_caret(writing) < form.viewport().height()


def test_larger_text_leaves_the_caret_where_it_was(writing: Program, look: Look, qtbot: QtBot) -> None:
    before = line_of_caret(writing)
    for _ in range(5):
        press(Qt.Key.Key_Plus, CONTROL, SHIFT)
    with qtbot.waitSignal(look.changed, timeout=PATIENCE):
        pass
    assert look.scale == pytest.approx(1.5)
    form = writing.desk.form
    assert form is not None
    bar = form.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0, timeout=PATIENCE)  # the fields are built again
    qtbot.waitUntil(lambda: abs(line_of_caret(writing) - before) < 40, timeout=PATIENCE)  # within a line
    assert caret(writing) == (TEXT, len(LONG))


def test_larger_text_from_preferences_leaves_the_caret_where_it_was(writing: Program) -> None:
    writing.window.commands["preferences"].trigger()
    page = writing.window.navigator.page
    assert page is not None
    writing.settings.set_look(writing.settings.scheme, 150)
    press(Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert caret(writing) == (TEXT, len(LONG))
    type_keys("!")
    form = writing.desk.form
    assert form is not None
    text = str(writing.desk.session.value(TEXT))
    assert text[: len(LONG) + 1] == LONG + "!"
    assert 0 <= line_of_caret(writing) < form.viewport().height()


def test_a_form_that_was_scrolled_away_from_the_caret_stays_there(writing: Program) -> None:
    form = writing.desk.form
    assert form is not None
    form.verticalScrollBar().setValue(0)
    writing.window.resize(1100, 860)
    QApplication.processEvents()
    assert form.page.mapTo(form.viewport(), QPoint(0, 0)).y() == 0


def test_undo_in_a_field_that_is_higher_than_the_form_stays_at_the_line(writing: Program) -> None:
    before = line_of_caret(writing)
    type_keys("More")
    press(Qt.Key.Key_Z, CONTROL)
    QApplication.processEvents()
    assert writing.desk.session.value(TEXT) == LONG * 2
    assert abs(line_of_caret(writing) - before) <= NEAR


def test_a_click_on_the_page_shows_the_paragraph_that_was_clicked(writing: Program) -> None:
    texts = tuple(Paragraph(id=f"q{number}", text=LONG) for number in range(4))
    writing.desk.session.edit(SetValue(path("top5/e4/comment"), texts), "x")
    writing.desk.go_to(path("headline"))
    last = path("top5/e4/comment/q3/text")
    writing.pages.field_clicked.emit(last)
    QApplication.processEvents()
    form = writing.desk.form
    assert form is not None
    assert form.caret() == (last, 0)
    area = form.area_of(last)
    assert area is not None
    assert 0 <= form.page.mapTo(form.viewport(), area.topLeft()).y() < form.viewport().height()

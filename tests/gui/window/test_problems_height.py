"""The problems below the desk are as high as somebody made them, whatever comes and goes around them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.edits import SetValue
from editor.document.paths import path
from editor.ui.look.look import Look, Scheme
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SAMPLE, Program, Start, press


@pytest.fixture
def sized(look: Look) -> Iterator[Look]:
    yield look
    look.apply(Scheme.LIGHT, 100)


def make_errors(program: Program) -> None:
    program.desk.session.edit(SetValue(path("date"), None), "x")
    program.desk.session.export_tried()


def drag_edge(program: Program, by: int) -> None:
    """Drag the edge between desk and problems, with the mouse."""
    handle = program.desk.rows.handle(1)
    middle = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(handle, middle + QPoint(0, by))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=middle + QPoint(0, by))


def lines(program: Program) -> float:
    return program.desk.problems.height() / program.desk.rows.fontMetrics().height()


def test_two_changes_at_once_leave_it_as_high_as_it_was(at_desk: Program) -> None:
    make_errors(at_desk)
    QApplication.processEvents()
    height = at_desk.desk.problems.height()
    session = at_desk.desk.session
    session.undo()
    QApplication.processEvents()
    assert at_desk.desk.problems.height() < height / 2
    session.redo()
    session.edit(SetValue(path("imprint/contact"), "nobody"), "x")  # before the panel has been fitted
    press(Qt.Key.Key_E, CONTROL)
    session.undo()
    session.undo()
    session.redo()
    QApplication.processEvents()
    assert at_desk.desk.problems.height() == height


def test_the_height_that_somebody_made_it_comes_back_with_the_next_problem(at_desk: Program) -> None:
    make_errors(at_desk)
    QApplication.processEvents()
    before = at_desk.desk.problems.height()
    drag_edge(at_desk, -60)
    height = at_desk.desk.problems.height()
    assert height > before + 40
    at_desk.desk.session.undo()
    QApplication.processEvents()
    at_desk.desk.session.redo()
    QApplication.processEvents()
    assert at_desk.desk.problems.height() == pytest.approx(height, abs=1)


def test_it_is_as_many_lines_high_when_letters_grow(at_desk: Program, sized: Look, qtbot: QtBot) -> None:
    at_desk.window.resize(1400, 1100)
    make_errors(at_desk)
    QApplication.processEvents()
    before = lines(at_desk)
    height = at_desk.desk.problems.height()
    sized.apply(Scheme.LIGHT, 200)
    qtbot.waitUntil(lambda: at_desk.desk.problems.height() > 1.5 * height, timeout=PATIENCE)
    assert lines(at_desk) == pytest.approx(before, abs=0.2)


def test_it_comes_back_in_the_next_session(at_desk: Program, start: Start) -> None:
    make_errors(at_desk)
    QApplication.processEvents()
    drag_edge(at_desk, -60)
    height = at_desk.desk.problems.height()
    at_desk.window.files.leave(lambda: None)
    at_desk.desk.keep_arrangement()
    at_desk.answer("Discard")
    at_desk.window.close()
    again = start()
    again.window.files.open(again.newsroom / SAMPLE)
    make_errors(again)
    QApplication.processEvents()
    assert again.desk.problems.height() == pytest.approx(height, abs=1)

"""The height of the problems panel is kept when its surroundings change."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import path
from editor.ui.desk.problems_panel import ProblemsPanel
from editor.ui.look.look import Look, Scheme
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SAMPLE, Program, Start, press
from tests.gui.window.test_approving import entry

pytestmark = pytest.mark.slow


@pytest.fixture
def sized(look: Look) -> Iterator[Look]:
    yield look
    look.apply(Scheme.LIGHT, 100)


def make_errors(program: Program) -> None:
    program.desk.session.edit(SetValue(path("date"), None), "x")
    program.desk.session.show_all_findings()


def drag_edge(program: Program, by: int) -> None:
    """Drag the edge between desk and problems, with the mouse."""
    handle = program.desk.rows.handle(1)
    middle = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(handle, middle + QPoint(0, by))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=middle + QPoint(0, by))


def fitted(program: Program, qtbot: QtBot) -> int:
    """Have problems, and wait until they stand as high as at first; the height, in pixels."""
    make_errors(program)
    qtbot.waitUntil(lambda: lines(program) > 4, timeout=PATIENCE)
    return program.desk.problems.height()


def is_whole(panel: ProblemsPanel) -> bool:
    """Whether the panel ends where a row ends."""
    return panel.height() == panel.whole_rows(panel.height())


def lines(program: Program) -> float:
    return program.desk.problems.height() / program.desk.rows.fontMetrics().height()


def test_two_simultaneous_changes_keep_the_height(at_desk: Program, qtbot: QtBot) -> None:
    height = fitted(at_desk, qtbot)
    session = at_desk.desk.session
    session.undo()
    qtbot.waitUntil(lambda: at_desk.desk.problems.height() < height / 2, timeout=PATIENCE)
    session.redo()
    session.edit(SetValue(path("imprint/contact"), "nobody"), "x")  # before the panel has been fitted
    press(Qt.Key.Key_E, CONTROL)
    session.undo()
    session.undo()
    session.redo()
    qtbot.waitUntil(lambda: at_desk.desk.problems.height() == height, timeout=PATIENCE)


def test_the_users_height_is_restored_with_the_next_problem(at_desk: Program, qtbot: QtBot) -> None:
    before = fitted(at_desk, qtbot)
    drag_edge(at_desk, -60)
    height = at_desk.desk.problems.height()
    assert height > before + 40
    at_desk.desk.session.undo()
    qtbot.waitUntil(lambda: at_desk.desk.problems.height() < before, timeout=PATIENCE)
    at_desk.desk.session.redo()
    qtbot.waitUntil(lambda: at_desk.desk.problems.height() == pytest.approx(height, abs=1), timeout=PATIENCE)


def rows(program: Program) -> float:
    """The rows of problems in view, or for which there is room; one that begins a group is higher."""
    view = program.desk.problems.list
    hints = [view.sizeHintForRow(row) for row in range(view.model().rowCount())]
    return 1 + (view.viewport().height() - hints[0]) / min(hints)


def test_it_keeps_its_number_of_rows_with_larger_text(at_desk: Program, sized: Look, qtbot: QtBot) -> None:
    at_desk.window.resize(1400, 1300)
    height = fitted(at_desk, qtbot)
    before = rows(at_desk)
    assert before == 2
    sized.apply(Scheme.LIGHT, 200)
    qtbot.waitUntil(lambda: at_desk.desk.problems.height() > 1.5 * height, timeout=PATIENCE)
    qtbot.waitUntil(lambda: rows(at_desk) == before, timeout=PATIENCE)


@pytest.mark.parametrize(("width", "height"), [(1024, 640), (1280, 720), (1600, 1000)])
@pytest.mark.parametrize("text_size", [100, 150, 200])
def test_no_row_is_cut_in_half(
    at_desk: Program, sized: Look, qtbot: QtBot, width: int, height: int, text_size: int
) -> None:
    sized.apply(Scheme.LIGHT, text_size)
    at_desk.window.resize(width, height)
    make_errors(at_desk)
    desk = at_desk.desk
    qtbot.waitUntil(lambda: desk.problems.isHidden() or rows(at_desk) in (1, 2), timeout=PATIENCE)
    assert desk.problems.isHidden() or desk.problems.height() <= 0.42 * desk.rows.height()


def test_no_row_is_cut_when_a_group_begins_above(at_desk: Program, qtbot: QtBot) -> None:
    at_desk.window.resize(1500, 900)
    session, panel = at_desk.desk.session, at_desk.desk.problems
    session.edit(SetValue(path("headline"), "Coal"), "x")
    session.edit(SetValue(path("date"), date(2025, 2, 9)), "x")
    qtbot.waitUntil(lambda: lines(at_desk) > 4 and is_whole(panel), timeout=PATIENCE)
    session.show_all_findings()
    session.edit(SetValue(path("imprint/contact"), "nobody"), "x")  # an error, which comes before the warnings
    qtbot.waitUntil(lambda: is_whole(panel), timeout=PATIENCE)


def test_the_row_at_the_top_is_whole_after_each_step(at_desk: Program, qtbot: QtBot) -> None:
    at_desk.window.resize(1280, 720)
    for number in range(1, 5):
        at_desk.desk.session.edit(SetValue(entry(at_desk, number) / "title", ""), "x")
        at_desk.desk.session.edit(SetValue(entry(at_desk, number) / "date", None), "x")
    make_errors(at_desk)
    fitted(at_desk, qtbot)
    problems = at_desk.desk.problems.list
    seen: set[int] = set()
    for key in (Qt.Key.Key_F5,) * 9:
        press(key)
        top = problems.indexAt(QPoint(1, 0))
        assert problems.visualRect(top).top() == 0
        assert problems.viewport().rect().contains(problems.visualRect(problems.currentIndex()))
        seen.add(problems.currentIndex().row())
    assert len(seen) == min(9, problems.model().rowCount())
    assert problems.verticalScrollBar().maximum() > 0


def test_it_is_restored_in_the_next_session(at_desk: Program, start: Start, qtbot: QtBot) -> None:
    fitted(at_desk, qtbot)
    drag_edge(at_desk, -60)
    height = at_desk.desk.problems.height()
    at_desk.window.files.leave(lambda: None)
    at_desk.desk.save_layout()
    at_desk.answer("Discard")
    at_desk.window.close()
    again = start()
    again.window.files.open(again.newsroom / SAMPLE)
    make_errors(again)
    qtbot.waitUntil(lambda: again.desk.problems.height() == pytest.approx(height, abs=1), timeout=PATIENCE)


def test_a_form_with_large_text_opens_at_its_top(program: Program, sized: Look) -> None:
    sized.apply(Scheme.LIGHT, 200)
    program.window.resize(1360, 860)
    QApplication.processEvents()
    program.window.files.new_issue()
    QApplication.processEvents()
    form = program.desk.form
    assert form is not None
    assert form.verticalScrollBar().value() == 0

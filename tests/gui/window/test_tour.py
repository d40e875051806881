"""The guided tour, taken by keyboard, and the guide."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from editor.files.shipped import sample_issue
from editor.ui.look.look import Look, Scheme
from editor.ui.pages.guide import GuidePage
from editor.ui.tour.guided_tour import GuidedTour
from editor.ui.tour.steps import STEPS
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SHIFT, Program, focused, press, type_keys


def tab_to(text: str) -> None:
    """Go back with Shift+Tab to a button."""
    for _ in range(12):
        now = focused()
        if isinstance(now, QPushButton) and now.text() == text:
            return
        press(Qt.Key.Key_Backtab, SHIFT)
    pytest.fail(f"no button {text}")


def run(words: str) -> None:
    """Run a command by its name."""
    press(Qt.Key.Key_P, CONTROL, SHIFT)
    type_keys(words)
    press(Qt.Key.Key_Return)


def tour_of(program: Program) -> GuidedTour:
    tour = program.window.tour.tour
    assert tour is not None
    assert tour.is_running
    return tour


def is_in_form(program: Program) -> bool:
    form = program.desk.form
    return form is not None and form.isAncestorOf(focused())


def cut_labels(tour: GuidedTour) -> list[str]:
    labels = tour.card.findChildren(QLabel)
    return [label.text() for label in labels if label.heightForWidth(label.width()) > label.height()]


@pytest.mark.parametrize(("width", "height", "text_size"), [(1360, 860, 100), (1024, 640, 200)])
def test_the_tour_is_taken_by_keyboard(program: Program, look: Look, width: int, height: int, text_size: int) -> None:
    before = sample_issue().read_bytes()
    look.apply(Scheme.LIGHT, text_size)
    try:
        program.window.resize(width, height)
        QApplication.processEvents()
        tab_to("Take the Tour")
        press(Qt.Key.Key_Return)
        tour = tour_of(program)
        pages = program.pages
        for number, step in enumerate(STEPS, 1):
            QApplication.processEvents()
            assert (tour.card.count.text(), tour.card.title.text()) == (f"Step {number} of 6", step.title)
            assert "{" not in tour.card.text.text()
            assert cut_labels(tour) == []
            assert program.window.rect().contains(tour.card.geometry())
            assert tour.pointer.isVisible()
            assert not tour.pointer.geometry().isEmpty()
            assert focused() is tour.card.next_button
            if step.pane == "pages":
                assert pages.isVisible()
            press(Qt.Key.Key_Return)
    finally:
        look.apply(Scheme.LIGHT, 100)
    assert not any(part.isVisible() for part in (tour.card, tour.pointer))
    assert is_in_form(program)
    assert program.desk.session.file is None
    assert sample_issue().read_bytes() == before
    run("close issue")
    program.qtbot.waitUntil(lambda: program.window.desk is None, timeout=PATIENCE)
    assert not any(button.text() == "Take the Tour" and button.isVisible() for button in buttons(program))


def buttons(program: Program) -> list[QPushButton]:
    return program.window.start_page.findChildren(QPushButton)


def test_a_tour_that_is_declined_is_not_offered_again(program: Program) -> None:
    tab_to("Not Now")
    press(Qt.Key.Key_Return)
    assert program.settings.tour_seen
    assert not any(button.text() == "Take the Tour" and button.isVisible() for button in buttons(program))


def test_the_page_keys_go_and_escape_ends(program: Program) -> None:
    run("guided tour")
    tour = tour_of(program)
    press(Qt.Key.Key_PageDown)
    press(Qt.Key.Key_PageDown)
    press(Qt.Key.Key_PageUp)
    assert tour.card.title.text() == STEPS[1].title
    program.desk.focus_form()
    run("guided tour")
    assert focused() is tour.card.next_button, "the command leads back to the card"
    press(Qt.Key.Key_F1)
    press(Qt.Key.Key_Escape)
    assert tour.is_running, "a page closes, and the tour goes on"
    run("guided tour")
    press(Qt.Key.Key_Escape)
    assert is_in_form(program)
    type_keys("Typed ")
    assert "Typed " in str(program.desk.session.issue.top5[0].title)


def test_the_guide_finds_topics_and_lights_what_was_found(program: Program, look: Look, qtbot: QtBot) -> None:
    press(Qt.Key.Key_F1, SHIFT)
    page = program.window.navigator.page
    assert isinstance(page, GuidePage)
    everything = page.list.count()
    type_keys("proof")
    assert 0 < page.list.count() < everything
    assert all("proof" in selection.cursor.selectedText().lower() for selection in page.text.extraSelections())
    press(Qt.Key.Key_Down)
    assert "proof" in page.text.toPlainText().lower()
    type_keys("zzz")
    assert page.nothing.text() == "No topic has “proofzzz”. Escape shows all."
    program.window.resize(1024, 640)
    program.settings.set_look(Scheme.LIGHT, 200)

    def is_below_the_search() -> bool:
        gap = page.nothing.mapTo(page, QPoint(0, 0)).y() - page.search.mapTo(page, QPoint(0, page.search.height())).y()
        return 0 <= gap <= page.nothing.fontMetrics().height()

    qtbot.waitUntil(lambda: look.scale == 2, timeout=PATIENCE)
    qtbot.waitUntil(is_below_the_search, timeout=PATIENCE)
    press(Qt.Key.Key_Escape)
    assert page.list.count() == everything
    press(Qt.Key.Key_Escape)
    assert program.window.navigator.page is None

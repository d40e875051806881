"""Where the cards are: at their fields, below the form, and only as many as are needed."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import path
from editor.ui.text.highlights import HighlightKind
from tests.gui.conftest import PATIENCE
from tests.gui.review.commenting import ISSUE, TEXT, TITLE, CommentDriver, thread
from tests.gui.window.conftest import CONTROL, SHIFT, Program, press, type_keys


@pytest.fixture
def driver(program: Program, qtbot: QtBot) -> CommentDriver:
    return CommentDriver(program, qtbot)


def test_cards_are_at_their_fields_and_scroll_with_them(driver: CommentDriver) -> None:
    issue = ISSUE.model_copy(
        update={"top5": (ISSUE.top5[0].model_copy(update={"title_chinese": "x" * 10}), *ISSUE.top5[1:])}
    )
    driver.open(thread(path("top5/e1/date")), issue=issue)
    driver.program.window.resize(1400, 500)
    press(Qt.Key.Key_F4)
    driver.refresh()
    card, margin = driver.annotations.margin.cards[0], driver.annotations.margin

    def stands_at_its_field() -> bool:
        area = driver.form.area_of(path("top5/e1/date"))
        assert area is not None
        at_field = driver.form.page.mapTo(driver.program.desk, area.topLeft()).y()
        return abs(card.mapTo(driver.program.desk, QPoint(0, 0)).y() - at_field) <= 2

    bar = driver.form.verticalScrollBar()
    driver.qtbot.waitUntil(lambda: bar.value() > 40, timeout=PATIENCE)
    # Away from the lower edge, which would move the card up.
    driver.form.page.setMinimumHeight(3000)
    driver.qtbot.waitUntil(lambda: bar.maximum() > 2000, timeout=PATIENCE)
    place = driver.form.area_of(path("top5/e1/date"))
    assert place is not None
    bar.setValue(place.top() - 20)
    driver.qtbot.waitUntil(stands_at_its_field, timeout=PATIENCE)
    before = card.mapTo(margin, QPoint(0, 0)).y()
    bar.setValue(bar.value() - 40)
    assert card.mapTo(margin, QPoint(0, 0)).y() == before + 40


def test_a_card_being_typed_into_is_fully_visible(driver: CommentDriver, qtbot: QtBot) -> None:
    driver.open()
    driver.program.window.resize(1360, 860)
    driver.go_to(TEXT)
    driver.select(2, 4)
    area = driver.form.area_of(TEXT, 2)
    assert area is not None
    bar, view = driver.form.verticalScrollBar(), driver.form.viewport().height()
    driver.form.page.setMinimumHeight(3000)
    driver.qtbot.waitUntil(lambda: bar.maximum() > 2000, timeout=PATIENCE)
    bar.setValue(area.bottom() - view + 10)
    driver.comment("Which plan?")
    margin = driver.annotations.margin
    (card,) = margin.cards

    def is_whole() -> bool:
        top = card.mapTo(margin, QPoint(0, 0)).y()
        return top >= 0 and top + card.height() <= margin.height()

    qtbot.waitUntil(is_whole, timeout=PATIENCE)


def test_cards_are_below_the_form_in_a_narrow_window(driver: CommentDriver) -> None:
    driver.open(thread(TITLE, "plan", 2))
    driver.program.window.resize(700, 700)
    press(Qt.Key.Key_F4)
    margin = driver.annotations.margin

    def stand_below() -> bool:
        above = driver.form.mapTo(driver.program.desk, QPoint(0, 0)).y()
        return margin.isVisible() and margin.mapTo(driver.program.desk, QPoint(0, 0)).y() > above

    driver.qtbot.waitUntil(lambda: stand_below() and driver.form.height() >= margin.height(), timeout=PATIENCE)


def test_the_margin_below_the_form_is_as_tall_as_its_cards(driver: CommentDriver, qtbot: QtBot) -> None:
    driver.open(thread(TITLE, "plan", 2))
    driver.program.window.resize(800, 900)
    press(Qt.Key.Key_F4)
    driver.refresh()
    margin = driver.annotations.margin
    card = margin.cards[0]

    def has_air(card: QWidget) -> bool:
        """Return whether the card is clear of both edges and no more space is taken."""
        top = card.mapTo(margin, QPoint(0, 0)).y()
        below = margin.height() - top - card.height()
        return 3 <= top <= 20 and 3 <= below <= 20

    qtbot.waitUntil(lambda: has_air(card), timeout=PATIENCE)
    assert not margin.verticalScrollBar().isVisible()
    few = margin.height()
    text = ISSUE.review.model_copy(update={"threads": tuple(thread(TITLE, "plan", 2) for _ in range(9))})
    driver.program.desk.session.edit(SetValue(path("review"), text), "x")
    driver.refresh()
    qtbot.waitUntil(lambda: margin.height() > few, timeout=PATIENCE)
    assert margin.height() <= 0.46 * (margin.height() + driver.form.height()), "the text has most of the room"
    assert margin.verticalScrollBar().isVisible()


def test_cards_below_the_form_begin_at_the_first_after_the_window_has_changed(
    driver: CommentDriver, qtbot: QtBot
) -> None:
    """Beside the form, the margin was scrolled with it; below it, it stayed so, and a higher window left it so."""
    driver.open(*(thread(TITLE, "plan", 2, f"Remark {number}. " * 8) for number in range(6)))
    driver.go_to(TITLE)
    margin, window = driver.annotations.margin, driver.program.window

    def begins() -> bool:
        card = margin.card(driver.threads[0].id)
        return margin.verticalScrollBar().value() == 0 and card is not None and not card.visibleRegion().isEmpty()

    window.resize(1400, 500)
    driver.form.page.setMinimumHeight(3000)
    qtbot.waitUntil(lambda: driver.form.verticalScrollBar().maximum() > 2000, timeout=PATIENCE)
    driver.form.verticalScrollBar().setValue(900)
    qtbot.waitUntil(lambda: margin.verticalScrollBar().value() > 0, timeout=PATIENCE)
    window.resize(800, 500)
    qtbot.waitUntil(lambda: margin.width() > 14 * margin.fontMetrics().height(), timeout=PATIENCE)
    qtbot.waitUntil(begins, timeout=PATIENCE)


def test_the_margin_is_shown_again_for_an_annotation(driver: CommentDriver) -> None:
    driver.open()
    assert not driver.annotations.margin.isVisible()
    driver.program.desk.session.edit(SetValue(path("review"), ISSUE.review.model_copy(update={"threads": ()})), "x")
    driver.open(thread(TITLE, "plan", 2))
    assert driver.annotations.margin.isVisible()
    press(Qt.Key.Key_F9, SHIFT)
    driver.wait_for_refresh()
    assert not driver.annotations.margin.isVisible()
    press(Qt.Key.Key_F4)
    assert driver.annotations.margin.isVisible()


def test_a_thousand_threads_create_few_cards(driver: CommentDriver) -> None:
    many = [thread(TEXT, "plan", 4, f"Remark {number}") for number in range(1000)]
    driver.open(*many)
    driver.go_to(TEXT)
    driver.refresh()
    assert 0 < len(driver.cards) < 60
    cards = list(driver.annotations.margin.cards)
    press(Qt.Key.Key_Home, CONTROL)
    driver.refresh()
    type_keys("Now")
    assert driver.annotations.is_refresh_pending, "typing did not refresh the annotations"
    driver.refresh()
    assert list(driver.annotations.margin.cards) == cards
    assert driver.threads == tuple(many), "following the text does not change the review"
    assert driver.highlighted(HighlightKind.COMMENT)[0] == (TEXT, 7, 4)
    driver.annotations.choose(many[700].id)
    assert driver.card(many[700].id).isVisible()
    assert len(driver.cards) < 60

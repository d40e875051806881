"""The date editor: usual forms, incomplete dates, the calendar."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget

from editor.document.editing.edits import SetValue
from editor.document.paths import path as at
from editor.ui.forms import group_view
from editor.ui.forms.date_editor import NOT_A_DATE
from schemas import Entry, Issue, specs_of
from tests.gui.forms.conftest import OpenForm, Stage, issue_with

DATE = "top5/e2/date"


def value(stage: Stage) -> date | None:
    return stage.issue.top5[1].date


def of_first(stage: Stage) -> date | None:
    return stage.issue.top5[0].date


def shown(stage: Stage) -> str:
    return str(stage.input(DATE).property("text"))


@pytest.mark.parametrize("text", ["30 Dec 2024", "2024-12-30", "December 30, 2024", "30.12.2024", "30/12/2024"])
def test_typing_a_date_in_any_form(open_form: OpenForm, text: str) -> None:
    stage = open_form("top5/e2")
    stage.go(DATE)
    stage.type(text)
    assert value(stage) == date(2024, 12, 30)
    assert shown(stage) == text
    stage.leave()
    assert shown(stage) == "December 30, 2024"
    assert stage.session.undo_stack.count() == 1


def test_an_incomplete_date_is_reported_when_the_focus_leaves(open_form: OpenForm) -> None:
    stage = open_form("top5/e2")
    stage.go(DATE)
    stage.type("30 Dece")
    assert NOT_A_DATE not in stage.visible_labels(DATE)
    stage.leave()
    assert NOT_A_DATE in stage.visible_labels(DATE)
    assert "“Date” is empty." not in stage.visible_labels(DATE)
    assert shown(stage) == "30 Dece"
    assert value(stage) is None
    stage.go(DATE)
    stage.press(Qt.Key.Key_End)
    stage.type("mber 2024")
    assert NOT_A_DATE not in stage.visible_labels(DATE)
    assert value(stage) == date(2024, 12, 30)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("4/2/2026", "4/2/2026 can be 4 February or 2 April. Write the month as a word."),
        ("31 April 2026", "April has 30 days."),
    ],
)
def test_an_ambiguous_or_impossible_date_is_explained(open_form: OpenForm, text: str, sentence: str) -> None:
    stage = open_form("top5/e2")
    stage.go(DATE)
    stage.type(text)
    stage.leave()
    assert sentence in stage.visible_labels(DATE)
    assert shown(stage) == text
    assert value(stage) is None


def test_an_invalidated_date_becomes_empty(open_form: OpenForm) -> None:
    stage = open_form("top5/e1")
    stage.go("top5/e1/date")
    stage.press(Qt.Key.Key_End)
    stage.type("?")
    assert of_first(stage) == date(2024, 12, 30)
    stage.leave()
    assert of_first(stage) is None
    assert stage.input("top5/e1/date").property("text") == "December 30, 2024?"
    stage.session.undo()
    assert stage.input("top5/e1/date").property("text") == "December 30, 2024"
    assert NOT_A_DATE not in stage.visible_labels("top5/e1/date")


def test_clearing_the_field_clears_the_date(open_form: OpenForm) -> None:
    stage = open_form("top5/e1")
    stage.go("top5/e1/date")
    stage.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    stage.press(Qt.Key.Key_Delete)
    assert stage.issue.top5[0].date is None
    stage.leave()
    assert NOT_A_DATE not in stage.visible_labels("top5/e1/date")
    assert "“Date” is empty." in stage.visible_labels("top5/e1/date")


def test_a_day_without_a_year_falls_into_the_reporting_period(open_form: OpenForm) -> None:
    stage = open_form("top5/e2")
    stage.go(DATE)
    stage.type("25 Dec")
    assert value(stage) is None
    stage.leave()
    assert value(stage) == date(2024, 12, 25)
    assert shown(stage) == "December 25, 2024"


def test_enter_accepts_the_date(open_form: OpenForm) -> None:
    stage = open_form("top5/e2")
    stage.go(DATE)
    stage.type("3 Feb")
    stage.press(Qt.Key.Key_Return)
    assert (value(stage), shown(stage)) == (date(2025, 2, 3), "February 3, 2025")


def test_typed_text_is_accepted_before_saving(open_form: OpenForm) -> None:
    stage = open_form("top5/e2")
    stage.go(DATE)
    stage.type("3 Feb")
    stage.form.commit()
    assert value(stage) == date(2025, 2, 3)


def test_up_and_down_change_the_day(open_form: OpenForm) -> None:
    stage = open_form("top5/e2")
    stage.go(DATE)
    stage.type("31.12.2024")
    stage.press(Qt.Key.Key_Up)
    assert (value(stage), shown(stage)) == (date(2025, 1, 1), "January 1, 2025")
    stage.press(Qt.Key.Key_Down, times=2)
    assert value(stage) == date(2024, 12, 30)


def test_up_in_an_empty_field_gives_today(open_form: OpenForm) -> None:
    stage = open_form("top5/e2")
    stage.go(DATE)
    stage.press(Qt.Key.Key_Up)
    assert value(stage) == date.today()


def test_up_ignores_an_incomplete_date(open_form: OpenForm) -> None:
    stage = open_form("top5/e2")
    stage.go(DATE)
    stage.type("30 De")
    stage.press(Qt.Key.Key_Up)
    assert (value(stage), shown(stage)) == (None, "30 De")


@pytest.mark.parametrize("extreme", [date.min, date.max])
def test_stepping_stops_at_the_first_and_last_date(open_form: OpenForm, extreme: date) -> None:
    stage = open_form("top5/e2")
    stage.session.edit(SetValue(at(DATE), extreme), "elsewhere")
    stage.go(DATE)
    stage.press(Qt.Key.Key_Up, times=1)
    stage.press(Qt.Key.Key_Down, times=2)
    found = value(stage)
    assert found is not None
    assert abs(found - extreme).days <= 2


def test_picking_a_day_from_the_calendar_by_keyboard(open_form: OpenForm) -> None:
    stage = open_form("top5/e1")
    stage.go("top5/e1/date")
    stage.press(Qt.Key.Key_F2)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert popup.findChild(QCalendarWidget) is not None
    assert NOT_A_DATE not in stage.visible_labels("top5/e1/date")
    stage.press(Qt.Key.Key_Right)
    stage.press(Qt.Key.Key_Return)
    assert stage.issue.top5[0].date == date(2024, 12, 31)
    stage.process_events()
    assert QApplication.activePopupWidget() is None
    assert stage.focused() is stage.input("top5/e1/date")


def test_escape_closes_the_calendar_and_keeps_the_date(open_form: OpenForm) -> None:
    stage = open_form("top5/e1")
    stage.go("top5/e1/date")
    stage.press(Qt.Key.Key_F2)
    stage.press(Qt.Key.Key_Right)
    stage.press(Qt.Key.Key_Escape)
    stage.process_events()
    assert QApplication.activePopupWidget() is None
    assert stage.issue.top5[0].date == date(2024, 12, 30)
    assert stage.focused() is stage.input("top5/e1/date")


def test_an_empty_field_opens_the_calendar_at_the_reporting_period(open_form: OpenForm) -> None:
    stage = open_form("top5/e2")
    stage.go(DATE)
    stage.press(Qt.Key.Key_F2)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    calendar = popup.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    assert (calendar.yearShown(), calendar.monthShown()) == (2025, 2)
    popup.close()


def test_the_period_is_two_dates_side_by_side(open_form: OpenForm) -> None:
    stage = open_form("", Issue(), fields=("reporting_period",))
    first = stage.go("reporting_period/start")
    stage.type("5 December 2024")
    stage.leave()
    last = stage.focused()
    stage.type("20 Feb 2025")
    period = stage.issue.reporting_period
    assert (period.start, period.end) == (date(2024, 12, 5), date(2025, 2, 20))
    assert first.mapTo(stage.form, first.rect().topLeft()).y() == last.mapTo(stage.form, last.rect().topLeft()).y()


def test_a_date_set_elsewhere_replaces_an_incomplete_date(open_form: OpenForm) -> None:
    stage = open_form("top5/e2", issue_with())
    stage.go(DATE)
    stage.type("30 De")
    stage.session.edit(SetValue(at(DATE), date(2025, 1, 5)), "elsewhere")
    assert shown(stage) == "January 5, 2025"


@pytest.mark.parametrize(("example", "hint"), [("2024-12-30", "December 30, 2024"), ("late in 2024", "late in 2024")])
def test_an_example_that_is_no_date_is_shown_as_it_is(
    open_form: OpenForm, monkeypatch: pytest.MonkeyPatch, example: str, hint: str
) -> None:
    specs = {**specs_of(Entry), "date": replace(specs_of(Entry)["date"], example=example)}
    monkeypatch.setattr(group_view, "specs_of", lambda model: specs if model is Entry else specs_of(model))
    assert str(open_form("top5/e2").input(DATE).property("placeholderText")) == hint

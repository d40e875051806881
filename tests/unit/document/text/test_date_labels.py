"""Dates as the newsletter prints them."""

from __future__ import annotations

from datetime import date

import pytest

from editor.document.calendar import Calendar
from editor.document.text.date_labels import dateline, day, full_date, news_day
from editor.files.themes import read_theme
from schemas import Issue, ReportingPeriod

WORDS = read_theme("merics").words
START, END, ISSUED = date(2024, 12, 5), date(2025, 2, 20), date(2025, 3, 12)


def test_a_day_has_no_year_and_no_leading_zero() -> None:
    assert day(START, WORDS) == "December 5"
    assert full_date(date(2024, 12, 30), WORDS) == "December 30, 2024"


def test_every_month_has_its_name() -> None:
    assert [day(date(2025, month, 1), WORDS).split()[0] for month in (1, 2, 9, 12)] == [
        "January",
        "February",
        "September",
        "December",
    ]


@pytest.mark.parametrize(
    ("issued", "start", "end", "line"),
    [
        (ISSUED, START, END, "MARCH 12, 2025 (REPORTING PERIOD: DECEMBER 5 - FEBRUARY 20)"),
        (ISSUED, None, None, "MARCH 12, 2025"),
        (None, START, END, "(REPORTING PERIOD: DECEMBER 5, 2024 - FEBRUARY 20, 2025)"),
        (ISSUED, START, None, "MARCH 12, 2025 (REPORTING PERIOD: DECEMBER 5 -)"),
        (ISSUED, None, END, "MARCH 12, 2025 (REPORTING PERIOD: - FEBRUARY 20)"),
        (ISSUED, None, date(2022, 2, 20), "MARCH 12, 2025 (REPORTING PERIOD: - FEBRUARY 20, 2022)"),
        (None, None, None, ""),
    ],
)
def test_the_dateline(issued: date | None, start: date | None, end: date | None, line: str) -> None:
    issue = Issue(date=issued, reporting_period=ReportingPeriod(start=start, end=end))
    assert dateline(issue, WORDS) == line


@pytest.mark.parametrize(
    ("calendar", "value", "printed"),
    [
        (Calendar(ISSUED, ReportingPeriod(start=START, end=END)), date(2024, 12, 25), "December 25"),
        (Calendar(ISSUED, ReportingPeriod(start=START, end=END)), date(2022, 12, 25), "December 25, 2022"),
        (Calendar(ISSUED), date(2024, 12, 25), "December 25"),
        (Calendar(ISSUED), date(2025, 3, 13), "March 13, 2025"),
        (Calendar(), date(2024, 12, 25), "December 25, 2024"),
    ],
)
def test_a_day_of_news_has_its_year_where_it_would_be_taken_for_another(
    calendar: Calendar, value: date, printed: str
) -> None:
    assert news_day(value, calendar, WORDS) == printed

"""Dates as the newsletter prints them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from editor.document.calendar import Calendar, period_of
from editor.document.written_dates import WrittenDate
from schemas import Issue, ReportingPeriod
from schemas.theme import Wording


class Dated(Protocol):
    """An issue, or a part of it that knows its dates."""

    @property
    def date(self) -> date | None: ...

    @property
    def reporting_period(self) -> ReportingPeriod: ...


def day(value: date, words: Wording) -> str:
    """Return `December 25`, without the year, as in news items and the period."""
    return f"{words.months[value.month - 1]} {value.day}"


def full_date(value: date, words: Wording) -> str:
    """Return `December 30, 2024`."""
    return f"{day(value, words)}, {value.year}"


def news_day(value: date, calendar: Calendar, words: Wording) -> str:
    """Return the day of a news item, with the year only if a reader would take it for that of another year."""
    return day(value, words) if calendar.news_day(_without_year(value)) == value else full_date(value, words)


def period_form(calendar: Calendar) -> Callable[[date, Wording], str]:
    """Return how the days of the period are written: with years only if they would be taken for those of others."""
    period = calendar.period
    start, end = (_without_year(value) if value else None for value in (period.start, period.end))
    return day if period_of(start, end, calendar.issued) == period else full_date


def period_days(calendar: Calendar, words: Wording) -> tuple[str, str]:
    """Return the first and the last day of the period, "" for a missing one."""
    written = period_form(calendar)
    first, last = (written(value, words) if value else "" for value in (calendar.period.start, calendar.period.end))
    return first, last


def period_label(calendar: Calendar, words: Wording) -> str:
    """Return `December 5 - February 20`, `December 5 -` or `- February 20`; "" without a period."""
    return " - ".join(period_days(calendar, words)).strip() if calendar.period != ReportingPeriod() else ""


def dateline(issue: Issue, words: Wording) -> str:
    """Return `MARCH 12, 2025 (REPORTING PERIOD: DECEMBER 5 - FEBRUARY 20)`, without missing dates."""
    parts = [full_date(issue.date, words)] if issue.date else []
    if label := period_label(calendar_of(issue), words):
        parts.append(f"({words.reporting_period}: {label})")
    return " ".join(parts).upper()


def calendar_of(issue: Dated) -> Calendar:
    """Return the days that the other days of an issue are understood by."""
    return Calendar(issue.date, issue.reporting_period)


def _without_year(value: date) -> WrittenDate:
    return WrittenDate(None, value.month, value.day)

"""Dates as the newsletter prints them."""

from __future__ import annotations

from datetime import date

from schemas import Issue
from schemas.theme import Wording


def day(value: date, words: Wording) -> str:
    """Return `December 25`, without the year, as in news items and the period."""
    return f"{words.months[value.month - 1]} {value.day}"


def full_date(value: date, words: Wording) -> str:
    """Return `December 30, 2024`."""
    return f"{day(value, words)}, {value.year}"


def dateline(issue: Issue, words: Wording) -> str:
    """Return `MARCH 12, 2025 (REPORTING PERIOD: DECEMBER 5 - FEBRUARY 20)`, without missing dates."""
    period = issue.reporting_period
    days = [day(value, words) for value in (period.start, period.end) if value]
    parts = []
    if issue.date:
        parts.append(full_date(issue.date, words))
    if days:
        parts.append(f"({words.reporting_period}: {' - '.join(days)})")
    return " ".join(parts).upper()

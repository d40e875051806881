"""Dates and times as the window shows them, in local time."""

from __future__ import annotations

import datetime as dt

from editor.document.written_dates import date_label


def datetime_label(at: dt.datetime) -> str:
    """Return `March 12, 2025, 09:30`."""
    here = at.astimezone()
    return f"{date_label(here.date())}, {here:%H:%M}"


def short_datetime_label(at: dt.datetime, today: dt.date | None = None) -> str:
    """Return `March 12, 14:32`, or `March 12, 2024, 14:32` if the year is not the current one."""
    here = at.astimezone()
    day, year = date_label(here.date()), (today or dt.date.today()).year
    return f"{day.removesuffix(f', {year:04d}')}, {here:%H:%M}"


def relative_datetime_label(at: dt.datetime, today: dt.date) -> str:
    """Return `Today, 14:32`, `Yesterday, 09:10` or `March 3, 2025, 14:32`."""
    here = at.astimezone()
    day = {0: "Today", 1: "Yesterday"}.get((today - here.date()).days, date_label(here.date()))
    return f"{day}, {here:%H:%M}"

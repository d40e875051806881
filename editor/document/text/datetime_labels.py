"""Moments in words, the same in every room: by the clock of whoever reads them, in the newsletter's language."""

from __future__ import annotations

import datetime as dt

from editor.document.written_dates import date_label


def datetime_label(at: dt.datetime) -> str:
    """`12 March 2025, 09:30`."""
    here = at.astimezone()
    return f"{date_label(here.date())}, {here:%H:%M}"


def short_datetime_label(at: dt.datetime, today: dt.date | None = None) -> str:
    """`12 March, 14:32`; with the year where it is another than today's."""
    here = at.astimezone()
    day, year = date_label(here.date()), (today or dt.date.today()).year
    return f"{day.removesuffix(f' {year:04d}')}, {here:%H:%M}"


def relative_datetime_label(at: dt.datetime, today: dt.date) -> str:
    """`Today, 14:32`, `Yesterday, 09:10`, `3 March 2025, 14:32`."""
    here = at.astimezone()
    day = {0: "Today", 1: "Yesterday"}.get((today - here.date()).days, date_label(here.date()))
    return f"{day}, {here:%H:%M}"

"""The first and last day of a period as people write it: `2025`, `2025-03` or `2025-03-12`."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

_PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def first_day(text: str) -> dt.date | None:
    """Return the first day of a period; None if it is none."""
    return _day(text, is_last=False)


def last_day(text: str) -> dt.date | None:
    """Return the last day of a period; None if it is none."""
    return _day(text, is_last=True)


def _day(text: str, *, is_last: bool) -> dt.date | None:
    match = _PERIOD.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        month = month if month is not None else 12 if is_last else 1
        return dt.date(year or 0, month, day if day is not None else monthrange(year or 0, month)[1] if is_last else 1)
    except ValueError:  # such as 2025-02-30
        return None

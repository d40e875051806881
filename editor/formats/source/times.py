"""Dates and times that a document gives for its comments and changes."""

from __future__ import annotations

import re

_TIME = re.compile(
    r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?(?:Z|[+-][0-9:]{5})?"
)


def valid_time(text: str) -> str:
    """A date and time in ISO 8601, or "" where the text is none (`0-00-00T00:00:00Z`)."""
    return text if _TIME.fullmatch(text) and not text.startswith("0000") else ""

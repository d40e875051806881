"""Issues in which somebody has made suggestions."""

from __future__ import annotations

import datetime as dt
from itertools import count

from editor.document.suggestions.review import next_counter, suggested_version
from editor.document.suggestions.signature import Signature
from schemas import Issue


def with_suggested(issue: Issue, author: str, version: Issue, at: dt.datetime) -> Issue:
    """The issue in which `author` suggests what makes it `version`; the same ids each time, as they decide on order."""
    counter = next_counter(issue.review)
    numbers = count(1)
    return suggested_version(issue, version, Signature(author, at, counter, lambda: f"s{counter}-{next(numbers)}"))

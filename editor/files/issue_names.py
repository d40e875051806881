"""What an issue file is about, read quickly for a list of files."""

from __future__ import annotations

import datetime as dt
import json
from collections import OrderedDict
from pathlib import Path
from typing import Any

from editor.document.written_dates import date_label

_FORMAT = "newsdesk-issue"
_LARGEST = 8_000_000
"""Bytes. A larger file is not read for a list."""
_REMEMBERED = 1000


class IssueNames:
    """Names issues by date and headline. A file is read once, and again when it changed."""

    def __init__(self) -> None:
        self._known: OrderedDict[Path, tuple[int, str]] = OrderedDict()

    def name_of(self, file: Path) -> str:
        """Return `March 12, 2025: Data policy push`; "" for a file that is no issue, or not readable."""
        if file.suffix.lower() != ".json":
            return ""
        try:
            status = file.stat()
            known = self._known.get(file)
            if known is not None and known[0] == status.st_mtime_ns:
                return known[1]
            name = _name(json.loads(file.read_bytes())) if status.st_size <= _LARGEST else ""
        except (OSError, ValueError, RecursionError):
            return ""
        self._known[file] = status.st_mtime_ns, name
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return name


def _name(content: Any) -> str:
    if not isinstance(content, dict) or content.get("format") != _FORMAT:
        return ""
    headline = content.get("headline")
    words = " ".join(headline.split()) if isinstance(headline, str) else ""
    return ": ".join(part for part in (_date(content.get("date")), words) if part)


def _date(value: object) -> str:
    try:
        return date_label(dt.date.fromisoformat(value)) if isinstance(value, str) else "No date"
    except ValueError:
        return "No date"

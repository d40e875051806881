"""The modes of an open issue."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """What becomes of what is typed: a change, a suggestion, or nothing."""

    WRITING = "writing"
    SUGGESTING = "suggesting"
    READING = "reading"

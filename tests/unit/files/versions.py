"""Shared values and functions for tests of the version history."""

import datetime as dt
from pathlib import Path

from editor.files.history.history import History, Version
from editor.files.history.store import FOLDER
from schemas import Issue

WHEN = dt.datetime(2025, 3, 12, 14, 32, tzinfo=dt.timezone(dt.timedelta(hours=1)))
FIRST, SECOND, THIRD = (Issue(headline=text) for text in ("First", "Second", "数据"))


def recorded(
    history: History, file: Path, issue: Issue, summary: str = "Headline", author: str = "Sample Author"
) -> Version:
    version = history.record(file, issue, author, WHEN, summary)
    assert version is not None, history.error
    assert history.error is None
    return version


def summaries(history: History, file: Path) -> list[str]:
    return [version.summary for version in history.versions(file)]


def trouble_of(history: History) -> str:
    return history.error.message if history.error is not None else ""


def file_of(folder: Path, id: str) -> Path:
    return folder / FOLDER / "objects" / id[:2] / id[2:]

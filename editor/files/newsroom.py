"""The list of issues in a folder, with their state, progress and last change."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from editor.document.findings import Finding
from editor.document.installed_theme import InstalledTheme
from editor.document.progress import progress
from editor.document.review.approvals import issue_state
from editor.document.review.publishing import is_as_published
from editor.files.damaged_review import parse_with_damaged_review
from editor.files.errors import FileError, WrongFileType
from editor.files.library_file import NAME as LIBRARY
from editor.files.reading import read_bytes
from editor.files.themes import load_theme
from schemas import Issue, Person
from schemas.review import State

Check = Callable[[Issue, InstalledTheme], tuple[Finding, ...]]
ChangedBy = Callable[[Path], str | None]
"""Returns who wrote a file last, or None if it is not known."""

MOST_ISSUES = 500
"""The maximum number of issues listed, the newest first."""

_STATES = {State.DRAFT: "Draft", State.IN_REVIEW: "In review", State.APPROVED: "Approved"}


@dataclass(frozen=True)
class IssueSummary:
    """One row of the list. `trouble` says why a file could not be read; the other values are then empty."""

    path: Path
    changed_at: dt.datetime
    newsletter: str = ""
    headline: str = ""
    date: dt.date | None = None
    state: str = ""
    progress: str = ""
    changed_by: str | None = None
    people: tuple[Person, ...] = ()
    error: str | None = None


def unknown_author(_: Path) -> str | None:
    """Return None: for folders without a history."""
    return None


def issues_in(folder: Path, check: Check, changed_by: ChangedBy = unknown_author) -> Iterator[IssueSummary]:
    """Yield the issues of a folder as they are read, the newest first. Raises FileError if the folder is not readable.

    Files of other types are left out. An issue that cannot be read is listed with the error.
    """
    for path, changed_at in _candidates(folder):
        with contextlib.suppress(WrongFileType):
            yield _summary_of(path, changed_at, check, changed_by)


def _summary_of(path: Path, changed_at: dt.datetime, check: Check, changed_by: ChangedBy) -> IssueSummary:
    """Return the row of one file. Raises WrongFileType if it is not an issue."""
    try:
        issue, _ = parse_with_damaged_review(read_bytes(path), str(path))
        theme = load_theme(issue.theme)
    except WrongFileType:
        raise
    except FileError as error:
        return IssueSummary(path, changed_at, changed_by=changed_by(path), error=error.message)
    found = check(issue, theme)
    return IssueSummary(
        path,
        changed_at,
        newsletter=theme.declared.name,
        headline=issue.headline,
        date=issue.date,
        state=_state(issue),
        progress=progress(issue, found, theme.declared.counts.entries),
        changed_by=changed_by(path),
        people=(*issue.imprint.authors, *issue.imprint.editors),
    )


def _state(issue: Issue) -> str:
    """Return the state of an issue as a label. Published takes precedence over approved."""
    published = is_as_published(issue)
    if published is None:
        return _STATES[issue_state(issue, issue.review)]
    return "Published" if published else "Published, changed since"


def _candidates(folder: Path) -> list[tuple[Path, dt.datetime]]:
    try:
        files = [path for path in folder.glob("*.json") if path.name != LIBRARY and not path.name.startswith(".")]
        dated = [(path, _changed_at(path)) for path in files if path.is_file()]
    except OSError as error:
        raise FileError(
            f"The folder {folder} could not be read: {error.strerror or error}.", "Choose another folder."
        ) from error
    return sorted(dated, key=lambda item: item[1], reverse=True)[:MOST_ISSUES]


def _changed_at(path: Path) -> dt.datetime:
    try:
        return dt.datetime.fromtimestamp(path.stat().st_mtime, tz=dt.UTC)
    except (OSError, OverflowError, ValueError):
        return dt.datetime.fromtimestamp(0, tz=dt.UTC)

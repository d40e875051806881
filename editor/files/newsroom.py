"""A newsroom's folder as a list of its issues: how far each has come, and who changed it when."""

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
"""Who wrote a file last, where that is known."""

MOST_ISSUES = 500
"""A folder with more JSON files than that is no newsroom's; the newest are listed."""

_STATES = {State.DRAFT: "Draft", State.IN_REVIEW: "In review", State.APPROVED: "Approved"}


@dataclass(frozen=True)
class IssueSummary:
    """One line of the list. `trouble` says why a file could not be read; all else is then empty."""

    path: Path
    changed_at: dt.datetime
    newsletter: str = ""
    headline: str = ""
    date: dt.date | None = None
    state: str = ""
    progress: str = ""
    changed_by: str | None = None
    people: tuple[Person, ...] = ()
    trouble: str | None = None


def unknown_author(_: Path) -> str | None:
    """For folders without a history."""
    return None


def issues_in(folder: Path, check: Check, changed_by: ChangedBy = unknown_author) -> Iterator[IssueSummary]:
    """The issues of a folder, the newest first, one by one as they are read. Raises FileError for the folder.

    Files of other kinds are left out; an issue file that cannot be read is listed with its trouble.
    """
    for path, changed_at in _candidates(folder):
        with contextlib.suppress(WrongFileType):
            yield _summary_of(path, changed_at, check, changed_by)


def _summary_of(path: Path, changed_at: dt.datetime, check: Check, changed_by: ChangedBy) -> IssueSummary:
    """One file's line. Raises WrongFileType where it is another kind of file."""
    try:
        issue, _ = parse_with_damaged_review(read_bytes(path), str(path))
        theme = load_theme(issue.theme)
    except WrongFileType:
        raise
    except FileError as trouble:
        return IssueSummary(path, changed_at, changed_by=changed_by(path), trouble=trouble.message)
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
    """How far it has come; that it was published says more than who approved it."""
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

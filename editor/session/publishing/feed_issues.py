"""Which issues of a folder belong into the feed, beside the one that is published."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from editor.document.findings import errors
from editor.document.installed_theme import InstalledTheme
from editor.document.rules import check
from editor.document.written_dates import date_label
from editor.files.errors import FileError, WrongFileType
from editor.files.issue_file import load_issue
from editor.files.library_file import NAME as LIBRARY
from editor.formats.outgoing.written import OutputNote
from schemas import Issue

MOST_ISSUES = 20
"""Issues of a feed. Older ones stay in a feed that is continued."""


@dataclass(frozen=True, slots=True)
class FeedIssues:
    """The issues of a feed, the published one first, and notes about files that were left out."""

    issues: tuple[Issue, ...]
    notes: tuple[OutputNote, ...] = ()

    @property
    def dates(self) -> tuple[str, ...]:
        """The dates of issue, newest first."""
        dated = sorted((issue.date for issue in self.issues if issue.date), reverse=True)
        return tuple(date_label(date) for date in dated)


def feed_issues(issue: Issue, file: Path | None, folder: Path, theme: InstalledTheme) -> FeedIssues:
    """The issue and the earlier ones of its newsletter in a folder. `file` is the issue's own file.

    An issue is earlier if its date is. A later one belongs into the feed only if it was marked as published: others are
    drafts. Issues with errors are left out with a note.
    """
    found: dict[dt.date, tuple[Path, Issue]] = {}
    notes: list[OutputNote] = []
    for path in sorted(folder.glob("*.json")):
        if path.name == LIBRARY or (file is not None and path.name == file.name):
            continue
        try:
            other = load_issue(path)
        except WrongFileType:
            continue
        except FileError as error:
            notes.append(OutputNote(f"{path.name} is not in the feed. {error.message}", error.help))
            continue
        if other.theme != issue.theme or other.date is None or not _is_out(other, issue):
            continue
        if other.date == issue.date or other.date in found:
            message = f"{path.name} is not in the feed: another issue has its date, {date_label(other.date)}."
            notes.append(OutputNote(message, "Correct the date of one of them."))
        else:
            found[other.date] = path, other
    issues = [issue]
    for date in sorted(found, reverse=True)[: MOST_ISSUES - 1]:
        path, other = found[date]
        if errors(check(other, theme)):
            notes.append(OutputNote(f"{path.name} is not in the feed: it has errors.", "Open it and correct them."))
        else:
            issues.append(other)
    return FeedIssues(tuple(issues), tuple(notes))


def _is_out(other: Issue, issue: Issue) -> bool:
    if other.review.publication is not None:
        return True
    return other.date is not None and issue.date is not None and other.date <= issue.date

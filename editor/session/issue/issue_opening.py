"""Opening an issue: from a file, a new one, one from a template, the next one, or unsaved work."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from editor.document import new_issue
from editor.document.installed_theme import InstalledTheme
from editor.files.journal.recovery import Recovered
from editor.files.newest_issue import newest_with_publisher
from editor.files.shipped import sample_issue
from editor.files.stored import StoredIssue, open_issue
from editor.files.themes import load_theme, load_theme_of
from schemas import Issue


@dataclass(frozen=True)
class OpenedIssue:
    """An issue with its theme. `stored` is None for what has no file yet; `work` is the issue with unsaved work."""

    issue: Issue
    theme: InstalledTheme
    stored: StoredIssue | None = None
    work: Issue | None = None
    notice: str = ""
    """What the user is told once it is open."""


def open_file(file: Path) -> OpenedIssue:
    """Open the issue in a file. Raises FileError."""
    issue, stored = open_issue(file.absolute())
    return OpenedIssue(issue, load_theme_of(issue, file.absolute().parent), stored)


def open_new(theme_name: str, folder: Path) -> OpenedIssue:
    """Return an empty issue with that theme, and the publisher and contact of the newest issue of the folder.

    Raises FileError if the theme is damaged or missing.
    """
    theme = load_theme(theme_name)
    newest = newest_with_publisher(folder, theme.folder.name)
    if newest is None:
        return OpenedIssue(new_issue.empty(theme), theme)
    file, earlier = newest
    notice = f"Publisher and contact are those of {file.name}."
    return OpenedIssue(new_issue.with_publisher_of(earlier, theme), theme, notice=notice)


def open_sample() -> OpenedIssue:
    """Return the sample issue as one without a file, so that trying it out changes no file. Raises FileError."""
    issue, _ = open_issue(sample_issue())
    return OpenedIssue(issue, load_theme(issue.theme))


def open_next(before: Issue) -> OpenedIssue:
    """Return the issue that follows another one. Raises FileError."""
    theme = load_theme(before.theme)
    return OpenedIssue(new_issue.from_previous(before, theme), theme)


def open_from_template(file: Path) -> OpenedIssue:
    """Return a new issue made from the template in a file. Raises FileError."""
    template, _ = open_issue(file.absolute())
    notice = f"Made from the template “{file.stem}”."
    return OpenedIssue(new_issue.from_template(template), load_theme(template.theme), notice=notice)


def open_recovered(found: Recovered) -> OpenedIssue:
    """Open the saved issue with its unsaved changes; without a file if the file no longer exists. Raises FileError."""
    theme = load_theme(found.issue.theme)
    if found.file is None or not found.file.exists():
        return OpenedIssue(found.base, theme, work=found.issue)
    issue, stored = open_issue(found.file)
    if issue.theme != found.issue.theme:  # the file is now an issue of another newsletter
        return OpenedIssue(found.base, theme, work=found.issue)
    return OpenedIssue(issue, theme, stored, work=found.on(issue))

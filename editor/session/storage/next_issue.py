"""The issue that follows the open one: found in its folder, or made."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from editor.document import new_issue
from editor.document.installed_theme import InstalledTheme
from editor.document.moving import added_to, threads_on
from editor.document.paths import FieldPath
from editor.document.written_dates import date_label
from editor.files.errors import FileError
from editor.files.file_locks import exclusive, save_lock_path
from editor.files.issue_file import load_issue, save_issue
from schemas import Issue, Item

_MOST_FILES = 500


@dataclass(frozen=True)
class NextIssue:
    """The file of the next issue. `is_new` says that it was made."""

    file: Path
    is_new: bool


def add_to_next_issue(
    file: Path,
    issue: Issue,
    theme: InstalledTheme,
    items: tuple[tuple[FieldPath, Item], ...],
    *,
    by: str,
    at: dt.datetime,
) -> NextIssue:
    """Add copies of items to the issue that follows the one in `file`, each to the list of its path, and save it.

    The next issue is the unpublished one in the folder with the nearest later date or reporting period, or one without
    a date. If there is none, it is made with the same people and publisher. A comment on each item says where it is
    from; the comments on it come along. Raises FileError.
    """
    found = _find(file, issue)
    target = found if found is not None else _free_name(file)
    name = theme.declared.words.newsletter
    origin = f"From {name} of {date_label(issue.date)}." if issue.date else f"From {file.name}."
    with exclusive(save_lock_path(target)):
        after = load_issue(target) if found is not None else new_issue.from_previous(issue, theme)
        for path, item in items:
            threads = threads_on(issue.review, path / item.id)
            after = added_to(after, item, path, origin, by=by, at=at, threads=threads).issue
        save_issue(after, target)
    from editor.files.history.history import History  # loads dulwich

    History.beside(target).record(target, after, by, at, f"Moved here from {file.name}")
    return NextIssue(target, found is None)


def _find(file: Path, issue: Issue) -> Path | None:
    candidates: list[tuple[dt.date, str, Path]] = []
    for path in sorted(file.parent.glob("*.json"))[:_MOST_FILES]:
        if path.name == file.name or path.name.startswith("."):
            continue
        try:
            other = load_issue(path)
        except FileError:  # another kind of file, or damaged
            continue
        if other.theme == issue.theme and other.review.publication is None and _follows(other, issue):
            candidates.append((other.date or other.reporting_period.start or dt.date.max, path.name, path))
    return min(candidates)[2] if candidates else None


def _follows(other: Issue, issue: Issue) -> bool:
    """Whether an issue comes after another: by their dates, else by their reporting periods; or has neither."""
    if other.date is not None and issue.date is not None:
        return other.date > issue.date
    start, end = other.reporting_period.start, issue.reporting_period.end
    if start is not None and end is not None:
        return start > end
    return other.date is None and start is None


def _free_name(file: Path) -> Path:
    for number in range(1, _MOST_FILES):
        path = file.with_name(f"next-issue{f'-{number}' if number > 1 else ''}.json")
        if not path.exists():
            return path
    raise FileError("There are too many issues without a date in the folder.", "Give them a date and a name.")

"""The list of issues in a folder, with their state, progress and last change."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from editor.document.findings import Finding
from editor.document.installed_theme import InstalledTheme
from editor.document.progress import progress
from editor.document.review.status_labels import issue_state_label
from editor.document.suggestions.cards import cards
from editor.document.suggestions.review import open_records
from editor.files.conflicted_copies import original_of
from editor.files.damaged_review import parse_with_damaged_review
from editor.files.errors import FileError, WrongFileType
from editor.files.library_file import NAME as LIBRARY
from editor.files.open_marker import OpenMarker, Owner, issue_of_marker
from editor.files.reading import read_bytes
from editor.files.shipped import TEMPLATES
from editor.files.themes import load_theme
from schemas import Issue, Person

Check = Callable[[Issue, InstalledTheme], tuple[Finding, ...]]
ChangedBy = Callable[[Path], str | None]
"""Returns who wrote a file last, or None if it is not known."""

MOST_ISSUES = 500
"""The maximum number of issues listed, the newest first."""

MOST_FOLDERS = 200
"""The maximum number of folders looked into: the folder itself, and the folders in it."""

_UNSETTLED = dt.timedelta(seconds=3)
"""For this long after a change, a file is read again: its version is recorded a moment after it was saved."""

_Stamp = tuple[int, int]
"""Modification time in nanoseconds, and size in bytes."""


@dataclass(frozen=True)
class IssueSummary:
    """One row of the list. `error` says why a file could not be read; the values after it are then empty.

    `opened_by` is who else has it open, "" if nobody has. `copy_of` is the file of which this one is the conflicted
    copy of a cloud program.
    """

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
    open_comments: int = 0
    open_suggestions: int = 0
    opened_by: str = ""
    copy_of: Path | None = None


@dataclass(frozen=True)
class Removed:
    """A file that was listed and is not there any more, or is no issue any more."""

    path: Path


def unknown_author(_: Path) -> str | None:
    """Return None: for folders without a history."""
    return None


class Newsroom:
    """The issues of a folder and of the folders in it, without templates. Unchanged files are not read again."""

    def __init__(self, folder: Path, check: Check, changed_by: ChangedBy = unknown_author) -> None:
        self._folder = folder
        self._check = check
        self._changed_by = changed_by
        self._stamps: dict[Path, _Stamp] = {}
        self._listed: dict[Path, IssueSummary] = {}

    def changes(self) -> Iterator[IssueSummary | Removed]:
        """Yield what is new, changed or removed since the last call; at the first, all issues, the newest first.

        Files of other types are left out. An issue that cannot be read is listed with the error. Raises FileError if
        the folder is not readable.
        """
        try:
            found, markers = self._files()
        except FileError:  # once the folder is back, all issues are new
            self._listed.clear()
            self._stamps.clear()
            raise
        for path in [path for path in self._listed if path not in found]:
            self._forget(path)
            yield Removed(path)
        for path, stamp in found.items():
            before = self._listed.get(path)
            if self._stamps.get(path) == stamp:
                summary = before
            else:
                summary = self._read(path, stamp)
                if summary is None and before is not None:
                    self._forget(path)
                    yield Removed(path)
            if summary is None:
                continue
            summary = replace(summary, opened_by=_owner(path) if path in markers else "")
            if summary != before:
                self._listed[path] = summary
                yield summary

    def _read(self, path: Path, stamp: _Stamp) -> IssueSummary | None:
        changed_at = _moment(stamp)
        if dt.datetime.now(dt.UTC) - changed_at > _UNSETTLED:
            self._stamps[path] = stamp
        with contextlib.suppress(WrongFileType):
            return _summary_of(path, changed_at, self._check, self._changed_by)
        return None

    def _forget(self, path: Path) -> None:
        self._listed.pop(path, None)
        self._stamps.pop(path, None)

    def _files(self) -> tuple[dict[Path, _Stamp], set[Path]]:
        """The files that may be issues, the newest first, and those that someone has open."""
        stamps: list[tuple[_Stamp, str]] = []
        markers: set[Path] = set()
        folders = [self._folder]
        for number in range(MOST_FOLDERS):
            if number == len(folders):
                break
            for entry in _entries(folders[number], is_main=not number):
                if marked := issue_of_marker(entry.name):
                    markers.add(folders[number] / marked)
                elif entry.name.startswith(".") or (not number and entry.name == TEMPLATES):
                    continue
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(folders[number] / entry.name)
                elif entry.name.endswith(".json") and entry.name != LIBRARY and entry.is_file():
                    with contextlib.suppress(OSError):
                        status = entry.stat()
                        stamps.append(((status.st_mtime_ns, status.st_size), entry.path))
        stamps.sort(reverse=True)
        return {Path(path): stamp for stamp, path in stamps[:MOST_ISSUES]}, markers


def issues_in(folder: Path, check: Check, changed_by: ChangedBy = unknown_author) -> Iterator[IssueSummary]:
    """Yield the issues of a folder as they are read, the newest first. Raises FileError if it is not readable."""
    for found in Newsroom(folder, check, changed_by).changes():
        if isinstance(found, IssueSummary):
            yield found


def _entries(folder: Path, *, is_main: bool) -> list[os.DirEntry[str]]:
    """The entries of a folder. A missing one has none, and so has a folder in the main one that cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        if is_main and not isinstance(error, FileNotFoundError):
            raise FileError(
                f"The folder {folder} could not be read: {error.strerror or error}.", "Choose another folder."
            ) from error
        return []


def _summary_of(path: Path, changed_at: dt.datetime, check: Check, changed_by: ChangedBy) -> IssueSummary:
    """Return the row of one file. Raises WrongFileType if it is not an issue."""
    try:
        issue, _ = parse_with_damaged_review(read_bytes(path), str(path))
        theme = load_theme(issue.theme)
    except WrongFileType:
        raise
    except FileError as error:
        return IssueSummary(
            path, changed_at, changed_by=changed_by(path), error=error.message, copy_of=original_of(path)
        )
    found = check(issue, theme)
    return IssueSummary(
        path,
        changed_at,
        newsletter=theme.declared.name,
        headline=issue.headline,
        date=issue.date,
        state=issue_state_label(issue),
        progress=progress(issue, found, theme.declared.counts.entries),
        changed_by=changed_by(path),
        people=(*issue.imprint.authors, *issue.imprint.editors),
        open_comments=sum(not thread.resolved for thread in issue.review.threads),
        open_suggestions=len(cards(open_records(issue.review))),
        copy_of=original_of(path),
    )


def _owner(issue: Path) -> str:
    owner = OpenMarker(issue, Owner.here()).other()
    return owner.name if owner is not None else ""


def _moment(stamp: _Stamp) -> dt.datetime:
    try:
        return dt.datetime.fromtimestamp(stamp[0] / 1e9, tz=dt.UTC)
    except (OSError, OverflowError, ValueError):
        return dt.datetime.fromtimestamp(0, tz=dt.UTC)

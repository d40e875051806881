"""Compares two states of an issue in a thread: now, as somebody suggests, as saved, a version, another file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.document.compare.issues import SectionDifferences, compare_issues
from editor.document.suggestions.apply import with_suggestions
from editor.document.suggestions.review import open_records
from editor.files.errors import FileError
from editor.files.history.history import History, Version
from editor.files.issue_file import load_issue
from editor.session.storage.latest_only_worker import IsWanted, LatestOnlyWorker
from schemas import Issue


@dataclass(frozen=True)
class LoadedSource:
    """An issue in memory. `is_now` if it is the open issue."""

    name: str
    issue: Issue
    is_now: bool = False


@dataclass(frozen=True, eq=False)
class SuggestedSource:
    """The open issue with the open suggestions of one person in it, or with those of everybody.

    Of two suggestions for the same words, the first is in it.
    """

    whole: Issue
    author: str | None = None

    @property
    def name(self) -> str:
        """`As Sample Editor suggests`."""
        return f"As {self.author} suggests" if self.author is not None else "With all suggestions"

    @property
    def issue(self) -> Issue:
        """The issue as it would be."""
        records = open_records(self.whole.review)
        return with_suggestions(self.whole, [one for one in records if self.author in (None, one.author)]).issue


@dataclass(frozen=True)
class VersionSource:
    """A version in the history of a file."""

    name: str
    file: Path
    version: Version


@dataclass(frozen=True)
class FileSource:
    """Another file."""

    file: Path

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.file.name


Source = LoadedSource | SuggestedSource | VersionSource | FileSource


@dataclass(frozen=True)
class Compared:
    """Two issues and their differences. `trouble` says which of the two could not be read, and why."""

    before: Source
    after: Source
    issues: tuple[Issue, Issue] | None = None
    differing: tuple[SectionDifferences, ...] = ()
    error: FileError | None = None


class Comparing(QObject):
    """Results arrive as signals, for the latest request only."""

    compared = Signal(object)
    """A `Compared`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = LatestOnlyWorker("comparing")

    def compare(self, before: Source, after: Source) -> None:
        """Compare two states; `compared` follows."""

        def run(is_wanted: IsWanted) -> Compared:
            try:
                issues = _read(before), _read(after)
            except FileError as error:
                return Compared(before, after, error=error)
            return Compared(before, after, issues, compare_issues(*issues, is_wanted))

        self._worker.submit("comparison", run, self.compared.emit)

    def close(self) -> None:
        """Emit no more signals, and wait for the thread."""
        self._worker.close()


def _read(source: Source) -> Issue:
    """Return the issue of a source. Raises FileError."""
    match source:
        case LoadedSource() | SuggestedSource():
            return source.issue
        case VersionSource():
            return History.beside(source.file).issue_at(source.version)
        case FileSource():
            return load_issue(source.file)

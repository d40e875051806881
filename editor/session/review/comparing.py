"""Any two states of an issue compared beside the window: what is here now, what was saved, a version, another file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.document.compare.issues import SectionDifferences, compare_issues
from editor.files.errors import FileError
from editor.files.history.history import History, Version
from editor.files.issue_file import load_issue
from editor.session.storage.latest_only_worker import IsWanted, LatestOnlyWorker
from schemas import Issue


@dataclass(frozen=True)
class LoadedSource:
    """An issue that is at hand. `is_now` where it is what stands in the window's forms."""

    name: str
    issue: Issue
    is_now: bool = False


@dataclass(frozen=True)
class VersionSource:
    """A version in a file's history."""

    name: str
    file: Path
    version: Version


@dataclass(frozen=True)
class FileSource:
    """Another file."""

    file: Path

    @property
    def name(self) -> str:
        """What it is called."""
        return self.file.name


Source = LoadedSource | VersionSource | FileSource


@dataclass(frozen=True)
class Compared:
    """Two issues with what differs. `trouble` says which of the two could not be read, and why."""

    before: Source
    after: Source
    issues: tuple[Issue, Issue] | None = None
    differing: tuple[SectionDifferences, ...] = ()
    error: FileError | None = None


class Comparing(QObject):
    """Answers come as signals; of two questions, only the last is answered."""

    compared = Signal(object)
    """A `Compared`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = LatestOnlyWorker("comparing")

    def ask(self, before: Source, after: Source) -> None:
        """`compared` follows."""

        def compare(is_wanted: IsWanted) -> Compared:
            try:
                issues = _read(before), _read(after)
            except FileError as trouble:
                return Compared(before, after, error=trouble)
            return Compared(before, after, issues, compare_issues(*issues, is_wanted))

        self._worker.submit("comparison", compare, self.compared.emit)

    def close(self) -> None:
        """Answer no more, and wait until the thread is out."""
        self._worker.close()


def _read(source: Source) -> Issue:
    """The issue that is meant. Raises FileError."""
    match source:
        case LoadedSource():
            return source.issue
        case VersionSource():
            return History.beside(source.file).issue_at(source.version)
        case FileSource():
            return load_issue(source.file)

"""Reads sources for import, in threads; large ones and many in processes, so that Cancel ends the work itself."""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from editor.document import new_issue
from editor.document.installed_theme import InstalledTheme
from editor.document.suggestions.apply import with_suggestions
from editor.document.suggestions.content import content_of
from editor.document.suggestions.review import open_records
from editor.files.errors import FileError
from editor.files.issue_file import save_issue
from editor.files.reading import read_bytes
from editor.files.themes import load_theme
from editor.session.issue.background_reading import BackgroundReader
from editor.session.issue.issue_opening import OpenedIssue
from schemas import Issue

if TYPE_CHECKING:  # the readers take 60 ms to import, which a start need not pay
    from editor.formats.importing.process import SourceProcess
    from editor.formats.importing.review_import import Reviewed
    from editor.formats.importing.source import ImportedSource
    from editor.formats.returned.outcome import BroughtBack

MAX_BYTES = 100_000_000
"""Maximum size of a source. PDFs and Word documents contain pictures."""

LARGE = 300_000
"""Bytes from which on a source is read in a process. Smaller ones take less time than the start of a process."""

WORKERS = 2
"""Processes that read several files."""


@dataclass(frozen=True)
class ReadSource:
    """A source that was read, and the theme whose labels it was searched for.

    `source` holds the issue as it is opened as a new one, with a thread for each comment and its tracked changes as
    suggestions, unless the user wants them decided. `as_read` is what is put into another issue, and `data` the file's
    content, from which suggestions in an open issue are made.
    """

    file: Path
    source: ImportedSource
    theme: InstalledTheme
    as_read: ImportedSource
    data: bytes

    @property
    def kind_name(self) -> str:
        """What the file is, in a user's words: web archives have the form of a mail."""
        is_archive = self.source.kind == "mail" and self.file.suffix.lower() in (".mht", ".mhtml")
        return "web archive" if is_archive else self.source.kind.value

    def with_tracked_changes(self, handling: str) -> ReadSource:
        """What was read as a new issue, with its tracked changes handled as `TrackedChanges` names it."""
        from editor.formats.returned.tracked_import import TrackedChanges, as_new_issue

        changes = TrackedChanges(handling)
        reviewed = as_new_issue(self.as_read, self.data, self.theme.declared, changes, _now())
        source = replace(self.as_read, issue=reviewed.issue, notes=reviewed.notes)
        found = replace(self, source=source)
        return found.with_issue(source.issue) if changes is TrackedChanges.REJECT else found

    def with_issue(self, issue: Issue) -> ReadSource:
        """The same with a changed issue, into which something was put that had found no place."""
        content = with_suggestions(content_of(issue), open_records(issue.review)).issue
        as_read = content.model_copy(update={"review": self.as_read.issue.review})
        return replace(self, source=replace(self.source, issue=issue), as_read=replace(self.as_read, issue=as_read))


@dataclass(frozen=True)
class FailedSource:
    """A source that could not be read, and why."""

    file: Path
    message: str
    help: str


class SourceReader(BackgroundReader):
    """Reads one file in a thread. The result is a `ReadSource`."""

    def __init__(self, file: Path, theme_name: str, parent: QObject | None = None) -> None:
        work = _Work()
        super().__init__(lambda: _read_once(file, theme_name, work), parent)
        self._work = work

    def cancel(self) -> None:
        """Stop reading."""
        super().cancel()
        self._work.stop()


class BatchReader(QObject):
    """Reads several files in two processes. After `cancel` no signal is emitted."""

    progressed = Signal(int, int)
    """How many files have been read, and of how many."""
    done = Signal(object)
    """A tuple of `ReadSource` and `FailedSource`, in the order of the files."""

    _finished = Signal(int, object)  # from the threads: the number of a file, a ReadSource or FailedSource

    def __init__(self, files: Sequence[Path], theme_name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files = tuple(files)
        self._theme_name = theme_name
        self._works = tuple(_Work(always=True) for _ in range(min(WORKERS, len(self._files))))
        self._following = iter(range(len(self._files)))
        self._lock = threading.Lock()
        self._results: dict[int, ReadSource | FailedSource] = {}
        self._finished.connect(self._collect, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Start reading."""
        for work in self._works:
            threading.Thread(target=self._run, args=(work,), daemon=True).start()

    def cancel(self) -> None:
        """Stop reading."""
        for work in self._works:
            work.stop()

    def _run(self, work: _Work) -> None:
        while not work.is_stopped:
            with self._lock:
                number = next(self._following, None)
            if number is None:
                break
            file = self._files[number]
            result: ReadSource | FailedSource
            try:
                result = read(file, self._theme_name, work)
            except FileError as error:
                result = FailedSource(file, error.message, error.help)
            with contextlib.suppress(RuntimeError):  # the window was closed meanwhile
                self._finished.emit(number, result)
        work.close()

    @Slot(int, object)
    def _collect(self, number: int, result: ReadSource | FailedSource) -> None:
        if any(work.is_stopped for work in self._works):
            return
        self._results[number] = result
        self.progressed.emit(len(self._results), len(self._files))
        if len(self._results) == len(self._files):
            self.done.emit(tuple(self._results[at] for at in range(len(self._files))))


class _Work:
    """One reader's process, started when a source needs one. With `always`, each source does."""

    def __init__(self, *, always: bool = False) -> None:
        self._always = always
        self._process: SourceProcess | None = None
        self._lock = threading.Lock()
        self.is_stopped = False

    def read(self, data: bytes, theme: InstalledTheme) -> ImportedSource:
        """Read a source here or in the process. Raises UnreadableSource and FileError."""
        from editor.formats.importing.process import ReadingStopped, SourceProcess
        from editor.formats.importing.source import read_source  # 60 ms, which a start need not pay

        if not self._always and len(data) < LARGE and not data.startswith(b"%PDF"):
            return read_source(data, theme.declared)
        with self._lock:
            if self._process is None:
                self._process = SourceProcess()
            if self.is_stopped:
                self._process.stop()
        try:
            return self._process.read(data, theme.declared)
        except ReadingStopped as error:
            raise FileError("Import canceled.", "") from error

    def stop(self) -> None:
        """Stop the process, whatever it is doing."""
        with self._lock:
            self.is_stopped = True
            if self._process is not None:
                self._process.stop()

    def close(self) -> None:
        """End the process when nothing more is to be read."""
        if self._process is not None:
            self._process.close()


def read(file: Path, theme_name: str = "", work: _Work | None = None) -> ReadSource:
    """Read a source with the labels of a theme. Raises FileError."""
    from editor.formats.source.unreadable import UnreadableSource

    theme = load_theme(theme_name or Issue().theme)
    data = read_bytes(file, MAX_BYTES)
    try:
        source = (work or _Work()).read(data, theme)
    except UnreadableSource as error:
        raise FileError(f"{file.name}: {error.message}", error.help) from error
    return ReadSource(file, source, theme, source, data).with_tracked_changes("suggest")


def _read_once(file: Path, theme_name: str, work: _Work) -> ReadSource:
    try:
        return read(file, theme_name, work)
    finally:
        work.close()


def opened_as_new(found: ReadSource) -> OpenedIssue:
    """Return the imported issue as unsaved work without a file."""
    return OpenedIssue(new_issue.empty(found.theme), found.theme, work=found.source.issue)


def put_into(issue: Issue, found: ReadSource) -> Reviewed:
    """An issue with the sections that a source contains, and with a thread for each of its comments."""
    from editor.formats.importing.identity import merged_into
    from editor.formats.importing.review_import import with_threads

    return with_threads(merged_into(issue, found.as_read.issue), found.as_read, _now())


def suggested_in(issue: Issue, found: ReadSource, author: str) -> BroughtBack:
    """An issue with suggestions that make it what a source says, and with a thread for each of its comments.

    Raises FileError for a source that is no copy of the issue.
    """
    from editor.formats.returned.bringing_back import Returned, bring_back
    from editor.formats.returned.outcome import NotACopy

    try:
        return bring_back(
            issue, found.data, found.theme.declared, Returned(author, _now()), keep_tables=True, may_be_other=True
        )
    except NotACopy as error:
        raise FileError(f"{found.file.name}: {error.message}", error.help) from error


def save_all(found: Sequence[ReadSource], folder: Path) -> tuple[tuple[ReadSource, Path], ...]:
    """Save issues in a folder under unused names. Raises FileError at the first that cannot be saved."""
    saved: list[tuple[ReadSource, Path]] = []
    for each in found:
        target = free_name(folder, each.file.stem)
        save_issue(each.source.issue, target)
        saved.append((each, target))
    return tuple(saved)


def free_name(folder: Path, stem: str) -> Path:
    """Return an unused file name in a folder."""
    target = folder / f"{stem}.json"
    number = 2
    while target.exists():
        target = folder / f"{stem}-{number}.json"
        number += 1
    return target


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)

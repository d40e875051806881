"""The archive of a folder: an index that is kept up to date, and a thread that searches it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from editor.document.text.phrasing import counted
from editor.files.archive.covered import Coverage, Subject, covered
from editor.files.archive.database import NO_FULL_TEXT_SEARCH, index_path, open_to_read
from editor.files.archive.pages import store_pages
from editor.files.archive.plain_search import plain_search
from editor.files.archive.query import Query
from editor.files.archive.searching import Hit, Hits, search
from editor.files.archive.stems import Stemmer
from editor.files.archive.updating import Problem, problems
from editor.files.damaged_review import parse_with_damaged_review
from editor.files.errors import FileError
from editor.files.reading import read_bytes
from editor.session.archive.index_updates import IndexUpdates
from editor.session.storage.latest_only_worker import IsWanted, LatestOnlyWorker
from schemas import Issue

_Result = TypeVar("_Result")
MakeUpdates = Callable[[Path, Path, QObject], IndexUpdates]


@dataclass(frozen=True)
class Found:
    """The answer to a query. `error` says why there is none."""

    query: Query
    hits: Hits
    error: str = ""


@dataclass(frozen=True)
class ReadHit:
    """The issue that a hit is in; if it could not be read, `error` says why."""

    hit: Hit
    issue: Issue | None = None
    error: str = ""


@dataclass(frozen=True)
class ArchiveState:
    """What is known about the index. `text` says it in a sentence; `problems` are files that could not be read."""

    text: str = ""
    is_ready: bool = False
    is_error: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Answer:
    """The answer to a question of a kind; its value is None where there is no index."""

    kind: str
    value: object


Question = Callable[[sqlite3.Connection, Path], object]
"""Reads something from the index of a folder."""


class Archive(QObject):
    """Searches the index of one folder. Results arrive as signals, for the latest request of each kind only."""

    found = Signal(object)
    """A `Found`."""
    hit_read = Signal(object)
    """A `ReadHit`."""
    covered = Signal(object)
    """A tuple of `Coverage`, for the subjects of the latest request."""
    answered = Signal(object)
    """An `Answer`."""
    updated = Signal()
    """The index has changed, or was found unchanged."""
    state_changed = Signal()

    _problems_read = Signal(object)

    def __init__(
        self,
        cache: Path,
        folder: Path,
        parent: QObject | None = None,
        *,
        make_updates: MakeUpdates = IndexUpdates,
    ) -> None:
        super().__init__(parent)
        self.folder = folder
        self._index = index_path(cache, folder)
        self._worker = LatestOnlyWorker("archive")
        self._connection: sqlite3.Connection | None = None  # used in the thread only
        self._stemmer = Stemmer()
        self._has_index = True
        self.state = ArchiveState("The archive is being prepared…")
        self._updates = make_updates(cache, folder, self)
        self._updates.progressed.connect(self._on_progressed)
        self._updates.updated.connect(self._on_updated)
        self._updates.failed.connect(self._on_failed)
        self._updates.unavailable.connect(self._on_unavailable)
        self._problems_read.connect(self._show_problems)

    def update(self) -> None:
        """Bring the index up to date; `updated` follows."""
        self._updates.update()

    def search(self, query: Query) -> None:
        """Search; `found` follows unless another search is asked for before."""

        def run(is_wanted: IsWanted) -> Found:
            if not self._has_index:
                try:
                    return Found(query, plain_search(self.folder, query, go_on=is_wanted))
                except FileError as error:
                    return Found(query, Hits(), error.message)
            hits = self._read(lambda connection: search(connection, self.folder, query, self._stemmer))
            return Found(query, hits or Hits())

        self._worker.submit("search", run, self.found.emit)

    def cover(self, subjects: tuple[Subject, ...]) -> None:
        """Ask whether subjects were covered before; `covered` follows unless others are asked about before."""

        def run(_: IsWanted) -> tuple[Coverage, ...]:
            found = self._read(
                lambda connection: tuple(
                    covered(connection, self.folder, subject, self._stemmer) for subject in subjects
                )
            )
            return found or ()

        self._worker.submit("cover", run, self.covered.emit)

    def ask(self, kind: str, question: Question) -> None:
        """Ask something else; `answered` follows unless another question of this kind is asked before."""

        def run(_: IsWanted) -> Answer:
            return Answer(kind, self._read(lambda connection: question(connection, self.folder)))

        self._worker.submit(kind, run, self.answered.emit)

    def read(self, hit: Hit) -> None:
        """Read the issue of a hit; `hit_read` follows."""

        def run(_: IsWanted) -> ReadHit:
            try:
                issue, _review = parse_with_damaged_review(read_bytes(hit.file), str(hit.file))
            except FileError as error:
                return ReadHit(hit, error=f"{error.message} {error.help}".strip())
            return ReadHit(hit, issue)

        self._worker.submit("read", run, self.hit_read.emit)

    def store_pages(self, digest: str, pages: Mapping[str, int]) -> None:
        """Store the pages of the issue whose file has this digest, if there is an index."""
        self._worker.submit("pages", lambda _: store_pages(self._index, digest, pages), lambda _: None)

    def close(self) -> None:
        """Stop the update and the thread. No signal follows."""
        self._updates.close()
        self._worker.close()
        self._disconnect()
        self._stemmer.close()

    def _read(self, ask: Callable[[sqlite3.Connection], _Result]) -> _Result | None:
        """Ask the index, in the thread; None if there is none. A damaged one is left to the next update."""
        if self._connection is None or not self._index.exists():
            self._disconnect()
            self._connection = open_to_read(self._index)
        if self._connection is None:
            return None
        try:
            return ask(self._connection)
        except sqlite3.DatabaseError:
            self._disconnect()
            return None

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    # What the update says

    @Slot(int, int)
    def _on_progressed(self, done: int, total: int) -> None:
        if total > done:
            self._set_state(ArchiveState(f"Indexing… {done:,} of {counted(total, 'file')} read.", is_ready=done > 0))

    @Slot(int)
    def _on_updated(self, issues: int) -> None:
        self._has_index = True
        self._set_state(ArchiveState(f"{counted(issues, 'issue')} in {self.folder}", is_ready=True))
        self.updated.emit()
        self._worker.submit("problems", lambda _: self._read(problems) or (), self._problems_read.emit)

    @Slot(object)
    def _show_problems(self, found: tuple[Problem, ...]) -> None:
        if found and self.state.is_ready:
            text = f"{self.state.text}. {counted(len(found), 'file')} could not be read."
            self._set_state(ArchiveState(text, is_ready=True, problems=found))

    @Slot(str, str)
    def _on_failed(self, message: str, help: str) -> None:
        self._set_state(ArchiveState(f"{message} {help}".strip(), is_ready=self.state.is_ready, is_error=True))
        self.updated.emit()

    @Slot()
    def _on_unavailable(self) -> None:
        self._has_index = False
        self._set_state(ArchiveState(NO_FULL_TEXT_SEARCH, is_ready=True, is_error=True))
        self.updated.emit()

    def _set_state(self, state: ArchiveState) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit()

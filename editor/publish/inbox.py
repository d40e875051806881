"""Pending work of the renderer: one slot for the newest issue, and a queue of requested files.

Messages arrive on their own thread while pages are laid out, so that new typing is noticed between two sections. Edits
are applied when they arrive. Only the resulting issue is pending, and a newer one replaces it.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from threading import Condition

from editor.document.editing.edit_json import from_json
from editor.document.editing.edits import applied
from editor.publish.protocol import (
    CancelPdf,
    Message,
    Prepare,
    ProtocolError,
    ShowEdits,
    ShowIssue,
    SkipSections,
    WritePdf,
)
from schemas import Issue


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An issue to show. The sections in `skipped` are left out; `edited` is the path at which the author writes."""

    revision: int
    issue: Issue
    edited: str
    skipped: frozenset[str]


@dataclass(frozen=True, slots=True)
class PdfOrder:
    """An issue to write as a file."""

    request: int
    snapshot: Snapshot
    proof: bool
    attach_issue: bool = False
    line_numbers: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """Something to be done between two jobs."""

    function: Callable[[], None]


class Inbox:
    """Filled by the reading thread, emptied by the working thread."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._skipped: frozenset[str] = frozenset()
        self._newest: Snapshot | None = None
        self._waiting: Snapshot | None = None
        self._orders: deque[PdfOrder] = deque()
        self._calls: deque[Call] = deque()
        self._prepare: Prepare | None = None
        self._cancelled: set[int] = set()
        self._closed = False

    def put(self, message: Message) -> None:
        """Accept one message from the window. Raises ValueError or ProtocolError if it is not valid."""
        with self._changed:
            match message:
                case ShowIssue(revision, edited, issue):
                    self._show(revision, edited, Issue.model_validate_json(issue))
                case ShowEdits(revision, edited, edits):
                    issue_after = reduce(applied, map(from_json, json.loads(edits)), self._shown().issue)
                    self._show(revision, edited, issue_after)
                case SkipSections(names):
                    self._skipped = frozenset(names)
                case Prepare():
                    self._prepare = message
                case WritePdf(request, proof, attach_issue, line_numbers):
                    self._orders.append(PdfOrder(request, self._shown(), proof, attach_issue, line_numbers))
                case CancelPdf(request):
                    self._cancelled.add(request)
                case _:
                    raise ProtocolError(f"The renderer does not accept {type(message).__name__}.")
            self._changed.notify()

    def call(self, function: Callable[[], None]) -> None:
        """Have the working thread call a function between two jobs."""
        with self._changed:
            self._calls.append(Call(function))
            self._changed.notify()

    def close(self) -> None:
        """No more messages will arrive."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def take(self, idle: float | None = None) -> Snapshot | PdfOrder | Prepare | Call | None:
        """Wait for work: calls and files first, then the preview, then preparation.

        None after `idle` seconds, or after `close` when everything is done.
        """
        with self._changed:
            self._changed.wait_for(self._has_work, idle)
            if self._calls:
                return self._calls.popleft()
            if self._orders:
                return self._orders.popleft()
            if self._waiting:
                taken, self._waiting = self._waiting, None
                return taken
            prepare, self._prepare = self._prepare, None
            return prepare

    def put_back(self, unfinished: Snapshot) -> None:
        """Return abandoned work. It is done later, unless there is a newer issue by then."""
        with self._changed:
            if self._waiting is None and unfinished is self._newest:
                self._waiting = unfinished

    @property
    def closed(self) -> bool:
        return self._closed

    @property
    def is_empty(self) -> bool:
        """False as soon as something newer than the current work is pending."""
        return self._waiting is None and not self._orders

    def fills_within(self, seconds: float) -> bool:
        """Wait that long for something newer than the current work."""
        with self._changed:
            return self._changed.wait_for(lambda: not self.is_empty or self._closed, seconds)

    def is_cancelled(self, request: int) -> bool:
        return request in self._cancelled

    def _has_work(self) -> bool:
        return bool(self._calls or self._orders or self._waiting or self._prepare or self._closed)

    def _show(self, revision: int, edited: str, issue: Issue) -> None:
        self._newest = self._waiting = Snapshot(revision, issue, edited, self._skipped)

    def _shown(self) -> Snapshot:
        if self._newest is None:
            raise ProtocolError("There is no issue yet.")
        return self._newest

"""Second processes that lay out sections of a long issue, for machines with several cores.

They start when many sections have to be laid out, and end when there is nothing to do. Whatever happens to them, the
renderer lays out their sections itself.
"""

from __future__ import annotations

import logging
import pickle
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue

from editor.publish import PublishError
from editor.publish.related_processes import usable_cores
from editor.publish.section_frames import READY, WorkerStart, frame, read_frame
from editor.publish.sections import Section

COMMAND = (sys.executable, "-P", "-m", "editor.publish.section_worker")

MOST = 3
"""Processes, each of which takes about a hundred MB while it runs."""
WAITING = 2
"""Sections that a process has at a time, so that it need not wait for the next one."""
MOST_ENDS = 3
"""Processes that may end by themselves; then no other is started."""
PATIENCE = 5.0
"""Seconds for a section. The window's limit is longer, so the renderer has time to try the section itself."""

_log = logging.getLogger(__name__)


def spare_cores() -> int:
    """How many processes the machine could run beside this one."""
    return min(usable_cores() - 1, MOST)


class SectionPool:
    """At most `size` processes of one renderer. With none, it does nothing."""

    def __init__(self, size: int, *, command: Sequence[str] = COMMAND, patience: float = PATIENCE) -> None:
        self._size = size
        self._command = command
        self._patience = patience
        self._changed = threading.Condition()
        self._workers: list[_Worker] = []
        self._finished: dict[str, tuple[Section, bytes]] = {}
        self._refused: set[str] = set()
        self._ends = 0
        self._number = 0

    @property
    def pids(self) -> tuple[int, ...]:
        """The ids of the processes."""
        with self._changed:
            return tuple(worker.pid for worker in self._workers)

    @property
    def ready(self) -> int:
        """How many of them have started."""
        with self._changed:
            return sum(worker.is_ready for worker in self._workers)

    def begin(self, folders: Sequence[Path], stylesheet: str) -> None:
        """Start the processes for a theme, if they are not running. They are ready half a second later."""
        start = WorkerStart(tuple(folders), stylesheet, "")
        with self._changed:
            while len(self._workers) < self._size and self._ends < MOST_ENDS:
                try:
                    self._workers.append(_Worker(start, self._command, self._on_frame, self._on_end))
                except OSError as error:  # no memory, no processes, no space for temporary files
                    _log.warning("No second renderer: %s", error)
                    self._ends = MOST_ENDS

    def offer(self, sections: Sequence[Section], html: Callable[[Section], str]) -> None:
        """Hand over the first of these sections, as far as processes are free."""
        with self._changed:
            for section in sections:
                worker = min(
                    (one for one in self._workers if one.is_ready and len(one.jobs) < WAITING),
                    key=lambda one: len(one.jobs),
                    default=None,
                )
                if worker is None:
                    return
                if not self._has(section):
                    self._number += 1
                    try:
                        worker.give(self._number, section, html(section))
                    except PublishError:  # this process reports it when the section's turn comes
                        self._refused.add(section.name)

    def has(self, section: Section) -> bool:
        """Whether the section was handed over, or cannot be."""
        with self._changed:
            return self._has(section)

    def waits_for(self, section: Section) -> bool:
        """Whether a process is at work on that section. One that takes too long is ended."""
        with self._changed:
            worker = next((one for one in self._workers if one.current == section), None)
            if worker is None:
                return False
            if time.monotonic() - worker.since < self._patience:
                return True
            _log.warning("A second renderer takes too long for %s.", section.name)
            worker.kill()
            self._forget(worker)
            return False

    def wait(self, seconds: float) -> None:
        """Wait until a process has finished a section, at most that long."""
        with self._changed:
            self._changed.wait(seconds)

    def take(self, section: Section) -> bytes:
        """The pages of that section, if they are finished; otherwise nothing."""
        with self._changed:
            finished = self._finished.pop(section.name, None)
            return finished[1] if finished is not None and finished[0] == section else b""

    def rest(self) -> None:
        """End the processes: there is nothing to do."""
        with self._changed:
            workers, self._workers = self._workers, []
            self._finished.clear()
            self._refused.clear()
        for worker in workers:
            worker.kill()

    def _has(self, section: Section) -> bool:
        if section.name in self._refused:
            return True
        finished = self._finished.get(section.name)
        return (finished is not None and finished[0] == section) or any(
            section in worker.jobs.values() for worker in self._workers
        )

    def _on_frame(self, worker: _Worker, number: int, pages: bytes) -> None:
        with self._changed:
            if worker not in self._workers:
                return
            worker.since = time.monotonic()
            if number == READY:
                worker.is_ready = True
            else:
                section = worker.jobs.pop(number)
                if pages:
                    self._finished[section.name] = (section, pages)
                else:
                    self._refused.add(section.name)
            self._changed.notify()

    def _on_end(self, worker: _Worker) -> None:
        with self._changed:
            if worker in self._workers:
                _log.warning("A second renderer ended with status %s.", worker.status)
                self._forget(worker)
                self._changed.notify()

    def _forget(self, worker: _Worker) -> None:
        """Take over its sections. They are not handed over again: one of them may be to blame."""
        self._ends += 1
        self._workers.remove(worker)
        self._refused.update(section.name for section in worker.jobs.values())


class _Worker:
    """One process, with a thread that writes to it and one that reads from it.

    `jobs` are its sections by number, the first of which it is laying out `since` then. Raises OSError.
    """

    def __init__(
        self,
        start: WorkerStart,
        command: Sequence[str],
        on_frame: Callable[[_Worker, int, bytes], None],
        on_end: Callable[[_Worker], None],
    ) -> None:
        self.jobs: dict[int, Section] = {}
        self.is_ready = False
        self.since = time.monotonic()
        self._scratch = tempfile.mkdtemp(prefix="section-")
        self._outgoing: SimpleQueue[bytes] = SimpleQueue()
        try:
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        except OSError:
            shutil.rmtree(self._scratch, ignore_errors=True)
            raise
        self._outgoing.put(frame(READY, pickle.dumps(replace(start, scratch=self._scratch))))
        threading.Thread(target=self._write, name="section-writer", daemon=True).start()
        threading.Thread(target=self._read, args=(on_frame, on_end), name="section-reader", daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def status(self) -> int | None:
        return self._process.returncode

    @property
    def current(self) -> Section | None:
        """The section that it is laying out."""
        return next(iter(self.jobs.values()), None)

    def give(self, number: int, section: Section, html: str) -> None:
        """Let it lay out a section after those that it has."""
        if not self.jobs:
            self.since = time.monotonic()
        self.jobs[number] = section
        self._outgoing.put(frame(number, pickle.dumps((section.name, html))))

    def kill(self) -> None:
        """End the process."""
        self._process.kill()
        self._outgoing.put(b"")

    def _write(self) -> None:
        assert self._process.stdin is not None
        with suppress(OSError):  # it ended; the other thread notices
            while data := self._outgoing.get():
                self._process.stdin.write(data)
                self._process.stdin.flush()
        with suppress(OSError):
            self._process.stdin.close()

    def _read(self, on_frame: Callable[[_Worker, int, bytes], None], on_end: Callable[[_Worker], None]) -> None:
        assert self._process.stdout is not None
        try:
            while (answer := read_frame(self._process.stdout)) is not None:
                on_frame(self, *answer)
        except (KeyError, ValueError) as error:
            _log.warning("Invalid answer from a second renderer: %s", error)
            self._process.kill()
        self._process.wait()
        self._process.stdout.close()
        self._outgoing.put(b"")
        on_end(self)
        shutil.rmtree(self._scratch, ignore_errors=True)

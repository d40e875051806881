"""The program is killed at any moment of typing and saving: no edit is lost."""

import datetime as dt
import multiprocessing
import os
import random
from collections.abc import Iterator
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from editor.files.history.history import History
from editor.files.issue_file import load_issue, save_issue
from editor.files.journal.recovery import recoverable_work
from schemas import Issue
from tests.faults.author import FILE, JOURNALS, SAVED, START, edits, work
from tests.faults.conftest import LONG, Ran

pytestmark = [
    pytest.mark.faults,
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="no SIGKILL here"),
]

KILLS = 200 if LONG else 5
PATIENCE = 120.0
START_TIME = dt.datetime(2025, 3, 12, tzinfo=dt.UTC)


@pytest.fixture
def context() -> Iterator[ForkServerContext]:
    """A process that has everything imported and makes the authors: they are at work within milliseconds."""
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(["tests.faults.author"])
    yield found
    from multiprocessing.forkserver import _forkserver

    _forkserver._stop()  # type: ignore[attr-defined]


def received(receiver: Connection, wait: float) -> Iterator[int]:
    """Yield what the author reports within that time, and what is still in the pipe."""
    try:
        while receiver.poll(wait):
            yield receiver.recv()
    except EOFError:
        pass


def test_a_killed_program_loses_no_edit(
    tmp_path: Path, context: ForkServerContext, qapp: QCoreApplication, ran: Ran
) -> None:
    save_issue(START, tmp_path / FILE)
    chance = random.Random(5)
    issue = START
    for number in range(KILLS):
        done, saved = killed_once(context, tmp_path, number, chance)
        issue = state_after(tmp_path, issue, done, number)
        ran("edits before a kill", done)
        ran("saves before a kill", saved)
        ran("kills of the editor with SIGKILL", 1)
    assert not list(tmp_path.glob(".history-damaged-*"))
    history = History(tmp_path)
    assert history.record(tmp_path / FILE, issue, "Sample Author", START_TIME, "Last") is not None
    assert history.error is None
    versions = history.versions(tmp_path / FILE)
    ran("versions in the history after all kills", len(versions))
    for version in versions:
        history.issue_at(version)


def killed_once(context: ForkServerContext, folder: Path, number: int, chance: random.Random) -> tuple[int, int]:
    """Kill an author at a random moment. Returns the numbers of reported edits and saves."""
    receiver, sender = context.Pipe(duplex=False)
    author = context.Process(target=work, args=(folder, number, sender))
    author.start()
    sender.close()
    assert receiver.poll(PATIENCE), "the author did not begin"
    receiver.recv()
    moment, steps = chance.random() * 0.01, chance.randrange(1, 80)
    reports = list(islice(received(receiver, PATIENCE), steps))
    receiver.poll(moment) if not chance.randrange(3) else None
    author.kill()
    author.join()
    reports += received(receiver, 0)
    receiver.close()
    return sum(one != SAVED for one in reports), reports.count(SAVED)


def state_after(folder: Path, before: Issue, done: int, seed: int) -> Issue:
    """Return the issue when the program is opened again: after the last reported edit, or the next one."""
    expected = [before, *(after for _, after in islice(edits(random.Random(seed), before), done + 1))]
    in_file = load_issue(folder / FILE)
    found = recoverable_work(folder / JOURNALS)
    assert len(found) <= 1
    opened = found[0].on(in_file) if found else in_file
    assert opened in expected[done : done + 2], f"edit {done} of {seed}: there is {opened.headline}"
    return opened

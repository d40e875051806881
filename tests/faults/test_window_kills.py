"""The window is killed at any moment of starting, typing and saving: at most the last key is lost."""

import multiprocessing
import os
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from editor.files.history.history import History
from editor.files.issue_file import load_issue, save_issue
from editor.files.journal.recovery import recoverable_work, unreadable_journals
from schemas import Entry, Imprint, Issue, NewsItem, Noteworthy, Paragraph
from tests.faults.conftest import LONG, Ran
from tests.faults.typist import FIELDS, FILE, Report, journals_of, mistakes_of, texts_of, type_until_killed

pytestmark = [
    pytest.mark.faults,
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="no SIGKILL here"),
]

KILLS = 100 if LONG else 1
"""In each of two newsrooms, so that two can be tried at a time."""
WITH_PAGES = 10
"""Every so often the pages are laid out too, by the renderer's own process; the first time in any case."""
PATIENCE = 120.0

START = Issue(
    headline="a",
    top5=(Entry(id="e1", title="a", comment=(Paragraph(id="p1", text="a"),)),),
    noteworthy=Noteworthy(policy_news=(NewsItem(id="n1", text="a"),)),
    imprint=Imprint(contact="a"),
)


@pytest.fixture
def context() -> Iterator[ForkServerContext]:
    """A process that has everything imported and makes the windows: they are there within a fraction of a second."""
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(["tests.faults.typist"])
    yield found
    from multiprocessing.forkserver import _forkserver

    _forkserver._stop()  # type: ignore[attr-defined]


@dataclass
class Newsroom:
    """A folder with one issue, its user, and what stood in the issue when it was last received of."""

    folder: Path
    home: Path
    texts: tuple[str, ...]
    expected: tuple[str, ...]
    """The same with the key that was under way when the program was killed."""

    def killed_once(self, context: ForkServerContext, seed: int, *, with_pages: bool) -> tuple[list[Report], bool]:
        """Start the program and kill it. Returns its reports, and whether it had opened its issue."""
        chance = random.Random(seed)
        receiver, sender = context.Pipe(duplex=False)
        options = {"with_pages": with_pages}
        program = context.Process(target=type_until_killed, args=(self.folder, self.home, seed, sender), kwargs=options)
        program.start()
        sender.close()
        try:
            if chance.random() < 0.1:  # while it starts
                time.sleep(chance.random() * 0.6)
                reports: list[Report] = []
            else:
                assert receiver.poll(PATIENCE), "the window did not open its issue"
                reports = list(received(receiver, chance.randrange(1, 150)))
                if chance.random() < 0.3:  # in the middle of a save
                    while reports[-1].what != "saving":
                        assert receiver.poll(PATIENCE), "the window did not reach its next save"
                        reports.append(receiver.recv())
                    time.sleep(chance.random() * 0.01)
                else:
                    time.sleep(chance.random() * 0.02)
        finally:
            program.kill()
            program.join()
        reports += received(receiver, 10_000, wait=0)
        receiver.close()
        return reports, bool(reports)

    def follow(self, reports: list[Report]) -> None:
        """Know what is in the fields after that, and what the key under way would make of it."""
        pending: Report | None = None
        for one in reports:
            if one.what == "opened":
                assert one.texts in (self.texts, self.expected), f"lost: {self.texts} became {one.texts}"
            if one.what == "typing":
                pending = one
            if one.texts:
                self.texts, pending = one.texts, None
        self.expected = self.texts
        if pending is not None:
            at = FIELDS.index(pending.field)
            self.expected = (*self.texts[:at], self.texts[at] + pending.key, *self.texts[at + 1 :])


def received(receiver: Connection, most: int, wait: float = PATIENCE) -> Iterator[Report]:
    """Yield the reports of the program, and those still in the pipe after it is killed."""
    try:
        while most > 0 and receiver.poll(wait):
            yield receiver.recv()
            most -= 1
    except (EOFError, OSError):  # it was killed between two messages, or in the middle of one
        pass


@pytest.mark.parametrize("number", [1, 2])
def test_a_killed_window_loses_at_most_the_last_key(
    tmp_path: Path, context: ForkServerContext, ran: Ran, number: int
) -> None:
    folder, home = tmp_path / "newsroom", tmp_path / "home"
    folder.mkdir()
    save_issue(START, folder / FILE)
    newsroom = Newsroom(folder, home, texts_of(START), texts_of(START))
    for kill in range(KILLS):
        with_pages = kill % WITH_PAGES == 0 and (LONG or number == 1)
        reports, is_open = newsroom.killed_once(context, 1000 * number + kill, with_pages=with_pages)
        newsroom.follow(reports)
        in_file = load_issue(folder / FILE)
        found = recoverable_work(journals_of(home))
        assert len(found) <= 1
        now = texts_of(found[0].on(in_file) if found else in_file)
        assert now in (newsroom.texts, newsroom.expected), f"kill {kill}: lost {newsroom.texts}, found {now}"
        newsroom.texts = newsroom.expected = now
        assert unreadable_journals(journals_of(home)) == ()
        ran("kills of the running window with SIGKILL", 1)
        ran("of these, while it started", not is_open)
        ran("of these, with the renderer's process at work", with_pages)
        ran("of these, in the middle of a save", bool(reports) and reports[-1].what == "saving")
        ran("of these, that left unsaved work, all of it found", bool(found))
        ran("keys typed into the window before a kill", sum(one.what == "typed" for one in reports))
        ran("saves in the window before a kill", sum(one.what == "saved" for one in reports))
    assert not list(folder.glob(".history-damaged-*"))
    history = History(folder)
    for version in history.versions(folder / FILE):
        history.issue_at(version)
    assert history.error is None
    assert mistakes_of(home) == []

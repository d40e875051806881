"""Two and three people edit one issue in separate windows: nothing is lost without a conflict."""

import multiprocessing
import os
from pathlib import Path

import pytest

from editor.document.paths import path, value_at
from editor.files.history.history import History
from editor.files.issue_file import load_issue, save_issue
from schemas import Entry, Imprint, Issue
from tests.faults.colleague import SHARED, Report, colleague
from tests.faults.conftest import LONG, Ran
from tests.faults.typist import FILE, mistakes_of

pytestmark = [
    pytest.mark.faults,
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="several programs are made by forking"),
]

SAVES = 60 if LONG else 3
PEOPLE = (2, 3) if LONG else (3,)
PATIENCE = 600.0
START = Issue(
    headline="start",
    imprint=Imprint(contact="begin"),
    top5=tuple(Entry(id=f"e{number}", title="") for number in range(3)),
)


@pytest.mark.parametrize("people", PEOPLE)
def test_concurrent_windows_lose_nothing_without_a_conflict(tmp_path: Path, ran: Ran, people: int) -> None:
    folder = tmp_path / "newsroom"
    folder.mkdir()
    save_issue(START, folder / FILE)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.colleague"])
    begin = context.Barrier(people)
    reports: list[Report] = []
    pipes = []
    programs = []
    for number in range(people):
        receiver, sender = context.Pipe(duplex=False)
        arguments = (folder, tmp_path / f"home{number}", number, SAVES, begin, sender)
        programs.append(context.Process(target=colleague, args=arguments))
        programs[-1].start()
        sender.close()
        pipes.append(receiver)
    try:
        for receiver in pipes:
            assert receiver.poll(PATIENCE), "a window did not finish"
            reports.append(receiver.recv())
        for program in programs:
            program.join(PATIENCE)
    finally:
        for program in programs:
            program.kill()
            program.join()
        from multiprocessing.forkserver import _forkserver

        _forkserver._stop()  # type: ignore[attr-defined]
    assert [program.exitcode for program in programs] == [0] * people
    assert [mistakes_of(tmp_path / f"home{number}") for number in range(people)] == [[]] * people
    final = load_issue(folder / FILE)
    for report in reports:
        assert value_at(final, path(report.own)) == report.typed
    there = {str(value_at(final, path(shared))) for shared in SHARED}
    asked = set().union(*(report.asked for report in reports))
    replaced = set().union(*(report.replaced for report in reports))
    for report in reports:
        lost = set(report.written) - replaced - there - asked
        assert not lost, f"{report.own}: lost without a question: {lost}"
    history = History(folder)
    kept = history.versions(folder / FILE)
    assert history.error is None
    assert {version.author for version in kept} >= {f"Author {number}" for number in range(people)}
    ran(f"saves in {people} windows at once", sum(report.saves for report in reports))
    ran(f"questions asked in {people} windows, each before anything was lost", sum(one.questions for one in reports))

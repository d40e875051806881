"""The archive with 2,000 issues of 20 entries and items each.

Run on a machine that does nothing else: `./newsdesk test -m bench -s tests/benchmarks/test_archive.py`. Nothing timed
is asserted. The corpus is written into a temporary folder, 56 MB.
"""

from __future__ import annotations

import contextlib
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.paths import path
from editor.files.archive.database import index_path, open_to_read
from editor.files.archive.query import Query
from editor.files.archive.searching import search
from editor.files.archive.stems import Stemmer
from editor.files.archive.updating import update_all
from editor.ui.application import font_files
from editor.ui.look.look import Look
from tests.archive_corpus import write_issues
from tests.benchmarks.issues import issue_of
from tests.benchmarks.window import LETTERS, PACE, told, typing_at

pytestmark = pytest.mark.bench
ISSUES = 2_000
ROUNDS = 7
ROOT = Path(__file__).parents[2]
QUERIES = (
    Query("h", is_typing=True),
    Query("th", is_typing=True),
    Query("con", is_typing=True),
    Query("biosimilars"),
    Query("the of and"),
    Query("the", best_first=True),
    Query("NDRC"),
    Query("数据"),
    Query("据"),
    Query("国家发改委"),
    Query(body="National Development and Reform Commission", section="entry"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus; its files are some time old."""
    folder = tmp_path_factory.mktemp("archive") / "newsroom"
    write_issues(folder, ISSUES)
    for file in folder.rglob("*.json"):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    return folder


@pytest.fixture(scope="module")
def cache(folder: Path) -> Path:
    """The folder of the index, which is complete. Prints what making it took."""
    cache = folder.parent / "cache" / "newsdesk" / "archive"
    start, used = time.perf_counter(), time.process_time()
    for _ in update_all(cache, folder):
        pass
    size = index_path(cache, folder).stat().st_size
    took = time.perf_counter() - start
    print(f"\nfirst index: {took:.1f} s, {time.process_time() - used:.1f} s CPU, {size / 1e6:.0f} MB")
    start = time.perf_counter()
    for _ in update_all(cache, folder):
        pass
    print(f"update without changes: {(time.perf_counter() - start) * 1000:.0f} ms")
    return cache


def test_queries(folder: Path, cache: Path) -> None:
    connection = open_to_read(index_path(cache, folder))
    assert connection is not None
    stemmer = Stemmer()
    with contextlib.closing(connection):
        for query in QUERIES:
            times = []
            number = 0
            for _ in range(ROUNDS):
                start = time.perf_counter()
                number = search(connection, folder, query, stemmer).number
                times.append((time.perf_counter() - start) * 1000)
            words = query.words or query.body
            print(f"\n{words!r}: first {times[0]:.1f} ms, median {statistics.median(times):.1f} ms, {number} hits")


def test_the_command_beside_reading_all_files(folder: Path, cache: Path) -> None:
    """Processes in turn, each from its start to its end."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache.parents[1]), "PYTHONPATH": str(ROOT)}
    commands = {
        "newsdesk search": [sys.executable, "-m", "editor", "search", str(folder), "biosimilars"],
        "reading with json": [sys.executable, "-m", "tests.benchmarks.json_search", str(folder), "biosimilars"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            times[name].append((time.perf_counter() - start) * 1000)
    ratio = statistics.median(times["newsdesk search"]) / statistics.median(times["reading with json"])
    print(*(f"\n{name}: {told(found)}" for name, found in times.items()), f"\nratio of medians {ratio:.2f}")


def test_typing_while_the_archive_is_made(
    folder: Path, qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CPU time of the window's process for a keystroke, without the first index and during it."""
    from editor.ui.archive import deferred_archive

    monkeypatch.setattr(deferred_archive, "DELAY_MS", 10_000_000)
    issue = issue_of(5)
    entry = issue.top5[0]
    place = path(f"top5/{entry.id}/comment/{entry.comment[0].id}/text")
    times: dict[str, list[float]] = {}
    with typing_at(place, issue, Look(qapp, font_files()), qtbot, tmp_path) as (window, focused):
        qtbot.wait(3_000)
        window._settings.set_newsroom(folder)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for name in ("without", "while indexing"):
            if name == "while indexing":
                assert window.archive.archive is not None
                qtbot.wait(1_500)
                assert window.archive.archive.archive._updates.is_running
            times[name] = []
            for letter in LETTERS[:90]:
                start = time.thread_time()
                QTest.keyClick(focused, letter)  # type: ignore[call-overload]
                times[name].append((time.thread_time() - start) * 1000)
                QCoreApplication.processEvents()
                time.sleep(PACE)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(*(f"\nkeystroke {name}: {told(found)}" for name, found in times.items()))
    print(f"peak memory of the window: {(after - before) / 1024:.1f} MB more")

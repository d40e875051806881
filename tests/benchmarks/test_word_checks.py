"""What the check of words costs: a keystroke with and without it, and a whole issue.

Run with `./newsdesk test -m bench -s tests/benchmarks/test_word_checks.py`; `proselint` on the PATH is measured too.
Keystrokes are measured in processor time of the window's thread, so that other programs do not count. Nothing timed is
asserted.
"""

from __future__ import annotations

import gc
import os
import shutil
import statistics
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.paths import FieldPath, path
from editor.files.issue_file import load_issue
from editor.files.library_file import NAME, load_library
from editor.files.styles import load_style
from editor.files.themes import issues_folder, load_theme
from editor.ui.application import font_files
from editor.ui.look.look import Look
from editor.words import Known, StyleChecker
from editor.words.passages import section
from editor.words.spelling.dictionary import SHIPPED, HunspellDictionary
from schemas import Entry, Issue, NewsItem
from tests.benchmarks.issues import SAMPLE, issue_of
from tests.benchmarks.window import LETTERS, PACE, told, typing_at

pytestmark = pytest.mark.bench
ROUNDS = 4
PAIRS = 15


def test_a_keystroke_with_words_checked(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """100 entries, one window: letters are typed with the check on and off in turn."""
    monkeypatch.setattr("editor.session.issue.word_check.FIRST_MS", 0)
    issue = issue_of(100)
    entry = issue.top5[0]
    place = path(f"top5/{entry.id}/comment/{entry.comment[0].id}/text")
    times: dict[bool, list[float]] = {True: [], False: []}
    with typing_at(place, issue, Look(qapp, font_files()), qtbot, tmp_path) as (window, focused):
        assert window.desk is not None
        qtbot.wait(8_000)  # the first check of so many entries
        for turn in range(2 * ROUNDS):
            is_on = turn % 2 == 0
            window.desk.words.set_on(is_on)
            qtbot.wait(2_000)
            for letter in LETTERS[:90]:
                start = time.thread_time()
                QTest.keyClick(focused, letter)  # type: ignore[call-overload]
                times[is_on].append((time.thread_time() - start) * 1000)
                QCoreApplication.processEvents()
                time.sleep(PACE)
    ratio = statistics.median(times[True]) / statistics.median(times[False])
    print(f"\nkeystroke with words: {told(times[True])}; without: {told(times[False])}; ratio of medians {ratio:.2f}")


@pytest.fixture
def no_collection() -> Iterator[None]:
    """Garbage is collected at idle times, as in the program (editor/ui/gc_policy.py)."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.skipif(shutil.which("proselint") is None, reason="proselint is not installed")
@pytest.mark.usefixtures("no_collection")
def test_a_whole_issue_beside_proselint(tmp_path: Path) -> None:
    """Every word of the sample issue with the dictionary loaded, and proselint as a process, in turns.

    Both in processor time: of this thread, and of the process that ended.
    """
    theme, issue = load_theme("merics"), load_issue(SAMPLE)
    style, library = load_style(theme), load_library(issues_folder() / NAME)
    assert style is not None
    text = tmp_path / "sample.txt"
    text.write_text("\n\n".join(passages_of(issue)), encoding="utf-8")
    checks, peer = [], []
    for _ in range(PAIRS):
        dictionary = HunspellDictionary(SHIPPED / style.language, style.language)
        dictionary.has("a")
        checker = StyleChecker(theme, style, Known.of(library, dictionary=dictionary))
        start = time.thread_time()
        checker.check(issue)
        checks.append((time.thread_time() - start) * 1000)
        peer.append(proselint_ms(text))
    ratio = statistics.median(checks) / statistics.median(peer)
    print(f"\nall words of the sample: {told(checks)}; proselint: {told(peer)}; ratio of medians {ratio:.2f}")


def proselint_ms(text: Path) -> float:
    """Processor milliseconds of one run as a process."""
    with subprocess.Popen(
        ["proselint", "check", str(text)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as one:
        _pid, status, used = os.wait4(one.pid, 0)
        one.returncode = os.waitstatus_to_exitcode(status)
    return (used.ru_utime + used.ru_stime) * 1000


def test_the_longest_step_of_reading_the_dictionary() -> None:
    """While Hunspell reads, no other thread runs."""
    steps = []
    for _ in range(7):
        start = time.thread_time()
        for _step in HunspellDictionary(SHIPPED / "en-US", "en-US").reading():
            steps.append((time.thread_time() - start) * 1000)
            start = time.thread_time()
    print(f"\nsteps of reading the dictionary: {told(steps)}, longest {max(steps):.1f}")


def passages_of(issue: Issue) -> Iterator[str]:
    """The texts of the entries and news items as read."""
    parts: tuple[Entry | NewsItem, ...] = (
        *issue.top5,
        *issue.noteworthy.policy_news,
        *issue.noteworthy.corporate_news,
    )
    for part in parts:
        for passage in section(part, FieldPath(("part",))).passages:
            yield passage.text

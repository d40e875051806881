"""What a keystroke costs in the window while an issue is full of comments.

Run on a machine that does nothing else: `./newsdesk test -m bench -s tests/benchmarks`. Nothing timed is asserted.
"""

import datetime as dt
import logging
import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.inline import plain
from editor.document.paths import FieldPath, path, value_at
from editor.document.review.anchors import Place
from editor.document.review.threads import opened
from editor.files.issue_file import load_issue, save_issue
from editor.files.themes import load_theme
from editor.ui.application import issues
from editor.ui.log import Unforeseen
from editor.ui.look.look import Look, Scheme
from editor.ui.renderers import Renderers
from editor.ui.scanning import Sources, Work
from editor.ui.settings import Settings
from editor.ui.window import Window
from schemas import Issue, Paragraph
from tests.benchmarks.issues import SAMPLE
from tests.gui.window.stand_ins import Answers, BlankPages, QuietRenderer

pytestmark = pytest.mark.bench
KEYS = "The quick brown fox jumps over the lazy dog, and again the quick brown fox jumps over it. "
THREADS = 1_000
MOMENT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)


def _texts(issue: Issue) -> Iterator[FieldPath]:
    for entry in issue.top5:
        for name in ("at_a_glance", "comment"):
            for block in getattr(entry, name):
                if isinstance(block, Paragraph):
                    yield path(f"top5/{entry.id}/{name}/{block.id}/text")


def commented(issue: Issue, where: Sequence[FieldPath], count: int) -> Issue:
    """The issue with so many threads, on the words of these texts in turn."""
    review = issue.review
    for number in range(count):
        field = where[number % len(where)]
        text = _plain(issue, field)
        start = number * 7 % max(1, len(text) - 12)
        words = text[start : start + 10].strip()
        place = Place(text.index(words, start), words)
        review = opened(review, field, f"Remark {number}: is this so?", by="Sample Editor", at=MOMENT, place=place)
    return issue.model_copy(update={"review": review})


def _plain(issue: Issue, field: FieldPath) -> str:
    return plain(str(value_at(issue, field)))


@pytest.mark.parametrize("spread", ["none", "over the issue", "in the section", "in the paragraph"])
def test_a_keystroke_beside_a_thousand_threads(qapp: QApplication, qtbot: QtBot, tmp_path: Path, spread: str) -> None:
    """A real key event in the whole window, and how long the loop is busy before it takes the next one."""
    issue = load_issue(SAMPLE)
    texts = list(_texts(issue))
    typed_in = next(one for one in texts if one[2] == "comment")
    where = {
        "none": texts,
        "over the issue": texts,
        "in the section": [one for one in texts if one[:2] == typed_in[:2]],
        "in the paragraph": [typed_in],
    }[spread]
    folder = tmp_path / "newsroom"
    folder.mkdir()
    save_issue(commented(issue, where, 0 if spread == "none" else THREADS), folder / SAMPLE.name)
    Look(qapp).apply(Scheme.LIGHT, 100)
    window = Window(
        Settings(tmp_path / "settings.ini", folder),
        Look(qapp),
        Unforeseen(logging.getLogger("bench")),
        renderers=Renderers(QuietRenderer, lambda: load_theme("merics")),
        make_pages=BlankPages,
        sources=Sources(issues, lambda: Work((), ())),
        log_folder=tmp_path,
        journals=tmp_path / "journals",
        dialogs=Answers(),
    )
    qtbot.addWidget(window)
    window.begin(folder / SAMPLE.name)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    assert window.desk is not None
    assert window.open_issue is not None
    window.desk.go_to(typed_in)
    qtbot.wait(500)
    focused = QApplication.focusWidget()
    assert focused is not None
    keys, after = [], []
    for letter in KEYS * 3:
        start = time.perf_counter()
        QTest.keyClick(focused, letter)  # type: ignore[call-overload]  # the stubs know no letters
        middle = time.perf_counter()
        deadline = middle + 0.06  # as fast as a fast writer: what waits for a rest gets one
        while time.perf_counter() < deadline:
            begun = time.perf_counter()
            QCoreApplication.processEvents()
            after.append((time.perf_counter() - begun) * 1000)
            time.sleep(0.002)
        keys.append((middle - start) * 1000)
    window.open_issue.close(discard=True)
    window.files.end()
    busy = sorted(after)[-len(keys) :]
    print(f"\nthreads {spread}: a key {_told(keys)}; the longest wait behind each {_told(busy)}")


def _told(times: Sequence[float]) -> str:
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95)]
    return f"median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms, at most {ordered[-1]:.1f} ms"

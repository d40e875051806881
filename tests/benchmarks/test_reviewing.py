"""What a keystroke costs in the window while an issue is full of comments.

Run on a machine that does nothing else: `./newsdesk test -m bench -s tests/benchmarks`. Nothing timed is asserted.
"""

import datetime as dt
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.paths import FieldPath, path, value_at
from editor.document.review.anchors import Anchor
from editor.document.review.threads import with_new_thread
from editor.document.text.inline import plain
from editor.files.issue_file import load_issue
from editor.ui.look.look import Look
from schemas import Issue, Paragraph
from tests.benchmarks.issues import SAMPLE
from tests.benchmarks.window import EDITOR, LETTERS, PACE, told, typing_at

pytestmark = pytest.mark.bench
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
        place = Anchor(text.index(words, start), words)
        review = with_new_thread(review, field, f"Remark {number}: is this so?", by=EDITOR, at=MOMENT, place=place)
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
    count = 0 if spread == "none" else THREADS
    keys, after = [], []
    with typing_at(typed_in, commented(issue, where, count), Look(qapp), qtbot, tmp_path) as (_, focused):
        for letter in LETTERS:
            start = time.perf_counter()
            QTest.keyClicks(focused, letter)
            middle = time.perf_counter()
            while time.perf_counter() < middle + PACE:
                begun = time.perf_counter()
                QCoreApplication.processEvents()
                after.append((time.perf_counter() - begun) * 1000)
                time.sleep(0.002)
            keys.append((middle - start) * 1000)
    busy = sorted(after)[-len(keys) :]
    print(f"\nthreads {spread}: a key {told(keys)}; the longest wait behind each {told(busy)}")

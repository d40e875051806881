"""What a keystroke costs in the window while an editor has hundreds of suggestions open.

Processor time of the window's process, so that other programs on the machine do not count: `./newsdesk test -m bench
-s tests/benchmarks`. Nothing timed is asserted.
"""

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue, applied
from editor.document.paths import FieldPath, path
from editor.session.review.reviewing import Mode
from editor.ui.look.look import Look
from schemas import Issue, Paragraph
from tests.benchmarks.issues import issue_of
from tests.benchmarks.window import EDITOR, LETTERS, PACE, told, typing_at
from tests.suggesting import with_suggested

pytestmark = pytest.mark.bench
MOMENT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)
ENTRIES = 20


def _texts(issue: Issue) -> Iterator[tuple[FieldPath, str]]:
    for entry in issue.top5:
        for name in ("comment", "at_a_glance"):
            for block in getattr(entry, name):
                base = f"top5/{entry.id}/{name}/{block.id}"
                if isinstance(block, Paragraph):
                    yield path(f"{base}/text"), block.text
                else:
                    for bullet in block.items:
                        yield path(f"{base}/items/{bullet.id}/text"), bullet.text


def suggested(issue: Issue, count: int) -> Issue:
    """The issue with so many suggestions of one editor, two in each text."""
    shown, made = issue, 0
    for field, text in _texts(issue):
        words = text.split(" ")
        if made < count and len(words) > 8:
            changed = [*words[:2], "perhaps", *words[2:5], "also", *words[6:]]
            shown = applied(shown, SetValue(field, " ".join(changed)))
            made += 2
    return with_suggested(issue, EDITOR, shown, MOMENT)


@pytest.mark.parametrize("count", [0, 200])
@pytest.mark.parametrize("mode", [Mode.SUGGESTING, Mode.WRITING])
def test_a_keystroke_beside_suggestions(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, mode: Mode, count: int
) -> None:
    """A real key event in the whole window, and what is put together at the next rest."""
    issue = issue_of(ENTRIES)
    field = next(field for field, _ in _texts(issue))
    keys, rests = [], []
    with typing_at(field, suggested(issue, count), Look(qapp), qtbot, tmp_path, mode) as (window, focused):
        assert window.review is not None
        assert len(window.review.reviewing.suggestions) >= count
        for letter in LETTERS:
            start = time.process_time()
            QTest.keyClicks(focused, letter)
            middle = time.process_time()
            until = time.perf_counter() + PACE
            while time.perf_counter() < until:
                QCoreApplication.processEvents()
                time.sleep(0.002)
            keys.append((middle - start) * 1000)
            rests.append((time.process_time() - middle) * 1000)
    print(f"\n{mode}, {count} suggestions: a key {told(keys)}; all until the next one {told(rests)}")

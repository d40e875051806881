"""What a keystroke costs in the window while an editor has a thousand suggestions open.

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

from editor.document.compare.hunks import length_of, write_markup
from editor.document.editing.edits import SetValue, applied
from editor.document.paths import FieldPath, path
from editor.document.suggestions.review import open_records
from editor.document.text.inline import Run, parse, sliced, text_of
from editor.session.review.mode import Mode
from editor.ui.look.look import Look
from schemas import Issue, Paragraph
from tests.benchmarks.issues import issue_of
from tests.benchmarks.window import EDITOR, LETTERS, PACE, told, typing_at
from tests.suggesting import with_suggested

pytestmark = pytest.mark.bench
MOMENT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)
ENTRIES = 40
_WORDS_BETWEEN = 9
"""Suggestions that are nearer to each other become one."""


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
    """The issue with at least so many suggestions of one editor: a word more at every tenth word. All texts in turn."""
    shown, made = issue, 0
    for field, text in _texts(issue):
        if made >= count:
            break
        runs = parse(text)
        words = text_of(runs)
        spaces = [at for at, letter in enumerate(words) if letter == " "][2::_WORDS_BETWEEN]
        for at in reversed(spaces):
            runs = (*sliced(runs, 0, at), Run(" perhaps"), *sliced(runs, at, length_of(runs)))
        made += len(spaces)
        shown = applied(shown, SetValue(field, write_markup(runs, inline=True)))
    return with_suggested(issue, EDITOR, shown, MOMENT)


@pytest.mark.parametrize("mode", [Mode.SUGGESTING, Mode.WRITING])
def test_a_keystroke_beside_a_thousand_suggestions(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, mode: Mode
) -> None:
    """A real key event in the whole window, and what is put together at the next rest; and the same without any."""
    issue = issue_of(ENTRIES)
    field = next(field for field, _ in _texts(issue))
    keys: dict[int, list[float]] = {}
    for count in (0, 1_000):
        whole = suggested(issue, count)
        there = len(open_records(whole.review))
        assert count <= there <= count * 1.1
        folder = tmp_path / str(count)
        folder.mkdir()
        own, rests = keys.setdefault(count, []), []
        with typing_at(field, whole, Look(qapp), qtbot, folder, mode) as (_, focused):
            for letter in LETTERS:
                start = time.process_time()
                QTest.keyClicks(focused, letter)
                middle = time.process_time()
                until = time.perf_counter() + PACE
                while time.perf_counter() < until:
                    QCoreApplication.processEvents()
                    time.sleep(0.002)
                own.append((middle - start) * 1000)
                rests.append((time.process_time() - middle) * 1000)
        print(f"\n{mode}, {there} suggestions: a key {told(own)}; all until the next one {told(rests)}")
    without, beside = (sorted(own)[int(len(own) * 0.95)] for own in keys.values())
    print(f"\n{mode}: p95 {beside / without:.2f} times that without suggestions")

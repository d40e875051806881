"""What a keystroke costs in the window while an editor has hundreds of suggestions open.

Processor time of the window's process, so that other programs on the machine do not count: `./newsdesk test -m bench
-s tests/benchmarks`. Nothing timed is asserted.
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

from editor.document.edits import SetValue, applied
from editor.document.paths import FieldPath, path
from editor.document.review.proposed import with_proposed
from editor.files.issue_file import save_issue
from editor.files.themes import load_theme
from editor.session.reviewing import Mode
from editor.ui.application import issues
from editor.ui.log import Unforeseen
from editor.ui.look.look import Look, Scheme
from editor.ui.renderers import Renderers
from editor.ui.scanning import Sources, Work
from editor.ui.settings import Settings
from editor.ui.window import Window
from schemas import Issue, Paragraph
from tests.benchmarks.issues import SAMPLE, issue_of
from tests.gui.window.stand_ins import Answers, BlankPages, QuietRenderer

pytestmark = pytest.mark.bench
KEYS = "The quick brown fox jumps over the lazy dog, and again the quick brown fox jumps over it. "
EDITOR = "Sample Editor"
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
    return with_proposed(issue, EDITOR, shown, MOMENT)


@pytest.mark.parametrize("count", [0, 200])
@pytest.mark.parametrize("mode", [Mode.SUGGESTING, Mode.WRITING])
def test_a_keystroke_beside_suggestions(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, mode: Mode, count: int
) -> None:
    """A real key event in the whole window, and what is put together at the next rest."""
    issue = issue_of(ENTRIES)
    folder = tmp_path / "newsroom"
    folder.mkdir()
    save_issue(suggested(issue, count), folder / SAMPLE.name)
    look = Look(qapp)
    look.apply(Scheme.LIGHT, 100)
    settings = Settings(tmp_path / "settings.ini", folder)
    settings.set_person(EDITOR, "editor")
    window = Window(
        settings,
        look,
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
    assert window.review is not None
    assert window.open_issue is not None
    window.review.modes.enter(mode)
    assert len(window.review.reviewing.suggestions) >= count
    window.desk.go_to(next(field for field, _ in _texts(issue)))
    qtbot.wait(500)
    focused = QApplication.focusWidget()
    assert focused is not None
    keys, rests = [], []
    for letter in KEYS * 3:
        start = time.process_time()
        QTest.keyClicks(focused, letter)
        middle = time.process_time()
        until = time.perf_counter() + 0.06  # as fast as a fast writer: what waits for a rest gets one
        while time.perf_counter() < until:
            QCoreApplication.processEvents()
            time.sleep(0.002)
        keys.append((middle - start) * 1000)
        rests.append((time.process_time() - middle) * 1000)
    window.open_issue.close(discard=True)
    window.files.end()
    print(f"\n{mode}, {count} suggestions: a key {_told(keys)}; all until the next one {_told(rests)}")


def _told(times: Sequence[float]) -> str:
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95)]
    return f"median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms, at most {ordered[-1]:.1f} ms"

"""What a keystroke and a start of the window cost, beside the naive way.

Run on a machine that does nothing else: `./newsdesk test -m bench -s tests/benchmarks`. Nothing timed is asserted.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.paths import FieldPath, path
from editor.document.rules import check
from editor.files.issue_file import issue_text, load_issue, parse_issue
from editor.files.themes import load_theme
from editor.session.issue.library import LibraryAccess
from editor.session.issue.session import Session
from editor.session.storage.journaling import Journaling
from editor.ui.forms import Form
from tests.benchmarks.issues import SAMPLE, issue_of

pytestmark = pytest.mark.bench
ROOT = Path(__file__).parents[2]
KEYS = "The quick brown fox jumps over the lazy dog, and again the quick brown fox jumps over it. "


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _told(times: Sequence[float]) -> str:
    return f"median {statistics.median(times):.1f} ms, p95 {sorted(times)[int(len(times) * 0.95)]:.1f} ms"


@pytest.mark.parametrize("entries", [0, 100], ids=["sample", "100 entries"])
@pytest.mark.parametrize("field", ["title", "comment"])
def test_a_keystroke(qapp: QApplication, qtbot: QtBot, tmp_path: Path, entries: int, field: str) -> None:
    """A real key event in a shown form, through session, journal, findings and marks, until the event is handled."""
    theme = load_theme("merics")
    issue = issue_of(entries) if entries else load_issue(SAMPLE)
    session = Session(issue, theme)
    journaling = Journaling(session, tmp_path)
    entry = issue.top5[0]
    place = path(f"top5/{entry.id}")
    form = Form(session, place, LibraryAccess(None))
    qtbot.addWidget(form)
    form.resize(600, 900)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    tail = FieldPath((field,)) if field == "title" else FieldPath((field, entry.comment[0].id, "text"))
    form.reveal(FieldPath((*place, *tail)))
    focused = QApplication.focusWidget()
    assert focused is not None
    times = []
    for letter in KEYS * 3:
        times.append(_milliseconds(lambda letter=letter: QTest.keyClick(focused, letter)))  # type: ignore[misc]
        QCoreApplication.processEvents()
    naive = [
        _milliseconds(lambda: check(parse_issue(issue_text(session.issue).encode(), "issue"), theme)) for _ in range(7)
    ]
    journaling.close(keep=False)
    ratio = statistics.median(times) / statistics.median(naive)
    print(f"\nkeystroke in a {field}: {_told(times)}; all read and checked anew: {_told(naive)}; ratio {ratio:.3f}")


def test_a_start_of_the_window(tmp_path: Path) -> None:
    """From the process's start to a window that takes typing, beside a bare window of Qt."""
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    environment = {**os.environ, **home, "QT_QPA_PLATFORM": "offscreen"}
    own = (
        "import gc, os, sys; gc.disable(); os.environ.setdefault('PYDANTIC_DISABLE_PLUGINS', '__all__'); "
        "from editor.ui.application import run; "
        f"run([{str(SAMPLE)!r}], ready=lambda window: os._exit('weasyprint' in sys.modules))"
    )
    bare = (
        "import os; from PySide6.QtCore import QTimer; from PySide6.QtWidgets import QApplication, QMainWindow; "
        "app = QApplication([]); window = QMainWindow(); window.show(); QTimer.singleShot(0, lambda: os._exit(0)); "
        "app.exec()"
    )
    times: dict[str, list[float]] = {own: [], bare: []}
    for _ in range(7):
        for code, taken in times.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True, capture_output=True)
            taken.append((time.perf_counter() - start) * 1000)
    print(f"\nstart with the sample issue: {_told(times[own])}; a bare window of Qt: {_told(times[bare])}")
    print(f"ratio {statistics.median(times[own]) / statistics.median(times[bare]):.2f}")

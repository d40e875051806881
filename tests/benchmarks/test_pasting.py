"""What a paste of anything costs, and a keystroke after it, through session, journal, findings and marks.

Run it by `./newsdesk test -m bench -s tests/benchmarks/test_pasting.py`. Times are of the processor, so that they mean
something on a machine that does other things too. Nothing timed is asserted.
"""

import gc
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import path
from editor.files.issue_file import load_issue
from editor.files.themes import load_theme
from editor.session.issue.library import LibraryAccess
from editor.session.issue.session import Session
from editor.session.storage.journaling import Journaling
from editor.ui.forms import Form
from schemas import Paragraph
from tests.benchmarks.issues import SAMPLE

pytestmark = pytest.mark.bench

WORDS = "The ministry published a draft of the rule on Tuesday and asked for comment. "
WORD_HTML = (
    '<p class=MsoNormal style="margin-bottom:8pt"><b>Two</b> ministries <i>act</i> on '
    '<a href="https://www.example.org/x?id=1">loans</a>; <span style="font-size:11.0pt">see below<o:p></o:p></span></p>'
)
PASTES: dict[str, tuple[str, str]] = {
    "1 MB of text in one paragraph": (WORDS * 13_600, ""),
    "1 MB of text in paragraphs": ("\n\n".join([WORDS * 5] * 2_700), ""),
    "1.1 MB of HTML": ("x", WORD_HTML * 5_000),
    "a word of 100,000 letters": ("a" * 100_000, ""),
    "200,000 Chinese characters": ("工业和信息化部发布通知" * 18_200, ""),
    "200,000 letters from right to left": ("שלום עולם ומלואו " * 11_800, ""),
    "100,000 emoji": ("👩‍👩‍👧 emoji " * 16_000, ""),
    "6,000 bullets": ("\n".join(f"- item {number}" for number in range(6_000)), ""),
}
MARKUP = ("**bold** *it* [li](https://a.eu) " * 300)[:9_000]


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


@pytest.fixture
def field(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> QWidget:
    """The comment of the sample's first entry, with the keyboard; it holds 9,000 characters of markup."""
    gc.disable()  # as in the program (editor/ui/collecting.py)
    session = Session(load_issue(SAMPLE), load_theme("merics"))
    journaling = Journaling(session, tmp_path)
    place = path(f"top5/{session.issue.top5[0].id}")
    session.edit(SetValue(place / "comment", (Paragraph(id="p", text=MARKUP),)), "Begin")
    form = Form(session, place, LibraryAccess(None))
    qtbot.addWidget(form, before_close_func=lambda _: journaling.close(keep=False))
    form.resize(600, 900)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    form.reveal(place / "comment")
    focused: QWidget | None = QApplication.focusWidget()
    assert focused is not None
    return focused


def _typed(field: QWidget) -> str:
    times = []
    for letter in (WORDS * 2)[:100]:
        times.append(_cpu(lambda letter=letter: QTest.keyClick(field, letter)))  # type: ignore[misc]
        QCoreApplication.processEvents()
    times.sort()
    return f"a keystroke median {statistics.median(times):.1f} ms, p95 {times[95]:.1f} ms"


def test_typing_in_nothing_but_markup(field: QWidget) -> None:
    QTest.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    print(f"\n9,000 characters of markup: {_typed(field)}")


@pytest.mark.parametrize("name", PASTES)
def test_a_paste_and_typing_after_it(field: QWidget, name: str) -> None:
    text, html = PASTES[name]
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    pasting = _cpu(lambda: QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier))
    QGuiApplication.clipboard().clear()  # offscreen, it would be destroyed after Python
    QCoreApplication.processEvents()
    print(f"\n{name}: paste {pasting:.0f} ms, then {_typed(field)}")

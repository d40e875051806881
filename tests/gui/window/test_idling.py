"""While nothing happens, nothing wakes the processor: no blinking caret, no look for garbage."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.ui import gc_policy
from editor.ui.gc_policy import GarbageCollectionPolicy
from editor.ui.keyboard.caret import CaretBlinking
from editor.ui.text.line_edit import LineEdit


class TimerEvents(QObject):
    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.count += event.type() == QEvent.Type.Timer
        return False


@pytest.fixture
def policy(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setattr(gc_policy, "INTERVAL_MS", 10)
    monkeypatch.setattr(gc_policy, "LONGEST_MS", 160)
    made = GarbageCollectionPolicy()
    yield made
    made.stop()


def test_the_caret_stands_still_after_a_while_and_blinks_again(qtbot: QtBot, policy: GarbageCollectionPolicy) -> None:
    usual = QApplication.cursorFlashTime()
    caret = CaretBlinking()
    policy.rests.connect(caret.set_resting)
    field = LineEdit("A field")
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.setFocus()
    with qtbot.waitSignal(policy.rests, check_params_cb=lambda rests: rests):
        pass
    events = TimerEvents()
    inner = [field, *field.findChildren(QObject)]
    for one in inner:
        one.installEventFilter(events)
    assert QApplication.cursorFlashTime() == 0
    with qtbot.waitSignal(policy.rests, check_params_cb=lambda rests: not rests):
        kept = [[] for _ in range(5_000)]  # type: ignore[var-annotated]
    assert events.count == 0
    assert QApplication.cursorFlashTime() == usual
    assert kept

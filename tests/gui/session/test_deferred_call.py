"""Calls in a later turn: they come once, and let go of what they refer to with their context."""

import gc
import weakref

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.session.deferred_call import call_later
from tests.gui.conftest import PATIENCE


class Work:
    """What a call refers to."""

    def __init__(self, done: list[str]) -> None:
        self.done = done

    def do(self) -> None:
        self.done.append("done")


def test_a_call_comes_once_in_a_later_turn_and_leaves_nothing(qtbot: QtBot) -> None:
    context = QObject()
    done: list[str] = []
    call_later(context, Work(done).do)
    assert not done
    qtbot.waitUntil(lambda: bool(done) and not context.children(), timeout=PATIENCE)
    assert done == ["done"]


def test_a_call_whose_context_is_deleted_never_comes_and_is_let_go_of(qtbot: QtBot) -> None:
    context = QObject()
    done: list[str] = []
    work = Work(done)
    known = weakref.ref(work)
    call_later(context, work.do)
    del work
    context.deleteLater()
    QApplication.sendPostedEvents(context, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    gc.collect()
    assert known() is None
    assert not done

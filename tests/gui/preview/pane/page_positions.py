"""Where fields are on the screen, in tests of the pages."""

from PySide6.QtCore import QPoint, QPointF, QPropertyAnimation
from pytestqt.qtbot import QtBot

from editor.document.paths import path
from editor.ui.preview.page_view import PageView
from schemas import Issue
from tests.gui.conftest import PATIENCE


def place_on_screen(view: PageView, field: str) -> QPoint:
    found = view.stack.find(path(field))
    assert found
    scrolled = QPointF(view.horizontalScrollBar().value(), view.verticalScrollBar().value())
    return (found[1].center() - scrolled).toPoint()


def wait_until_still(qtbot: QtBot, view: PageView) -> None:
    (glide,) = view.findChildren(QPropertyAnimation)
    qtbot.waitUntil(lambda: glide.state() is QPropertyAnimation.State.Stopped, timeout=PATIENCE)


def in_view(view: PageView, field: str) -> bool:
    found = view.stack.find(path(field))
    assert found
    top = view.verticalScrollBar().value()
    return found[1].top() >= top and found[1].bottom() <= top + view.viewport().height()


def without_entry(issue: Issue, number: int) -> Issue:
    return issue.model_copy(update={"top5": issue.top5[: number - 1] + issue.top5[number:]})

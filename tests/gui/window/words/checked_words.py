"""Findings about words in the window, and their menu."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from editor.document.findings import Finding
from editor.document.paths import FieldPath
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import Program, focused, type_keys

HEADLINE = FieldPath(("headline",))


def found(program: Program, rule: str, path: FieldPath | None = None) -> list[Finding]:
    return [one for one in program.desk.session.findings if one.rule == rule and path in (None, one.path)]


def type_and_wait(program: Program, text: str, rule: str, count: int = 1) -> list[Finding]:
    type_keys(text)
    program.qtbot.waitUntil(lambda: len(found(program, rule, HEADLINE)) == count, timeout=PATIENCE)
    return found(program, rule, HEADLINE)


def headline(program: Program) -> str:
    return program.desk.session.issue.headline


def open_menu(program: Program) -> QMenu:
    """The context menu at the caret, opened by its key."""
    widget = focused()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), widget.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(widget, event)
    menu: QWidget | None = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(program: Program, label: str) -> None:
    """Choose an entry of the context menu at the caret with the keyboard."""
    menu = open_menu(program)
    labels = [action.text() for action in menu.actions()]
    assert label in labels, labels
    menu.setActiveAction(menu.actions()[labels.index(label)])
    QTest.keyClick(menu, Qt.Key.Key_Return)
    back_in_window(program)


def back_in_window(program: Program) -> None:
    """Offscreen, no window manager gives the keyboard back when a menu closes."""
    program.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None, timeout=PATIENCE)
    program.window.activateWindow()
    program.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=PATIENCE)

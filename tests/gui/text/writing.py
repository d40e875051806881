"""Shorthands for typing into a field, and for reading its content."""

from __future__ import annotations

from itertools import count
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.text.blocks_edit import BlocksEdit
from schemas import Block, Bullet, Bullets, Paragraph
from tests.gui.conftest import PATIENCE

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key
Move = QTextCursor.MoveOperation

Widget = TypeVar("Widget", bound=QWidget)


def show_focused(qtbot: QtBot, widget: Widget) -> Widget:
    """Show the widget in a window of its own, and focus it."""
    qtbot.addWidget(widget)
    widget.resize(500, 200)
    with qtbot.waitExposed(widget, timeout=PATIENCE):
        widget.show()
    widget.activateWindow()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus, timeout=PATIENCE)
    return widget


def press(widget: QWidget, *keys: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys one after another."""
    for key in keys:
        QTest.keyClick(widget, key, with_)


def write(widget: QWidget, text: str) -> None:
    """Type a text. A line break is Enter; characters without a key come from an input method."""
    for letter in text:
        if letter == "\n":
            press(widget, Key.Key_Return)
        elif letter.isascii():
            QTest.keyClicks(widget, letter)
        else:
            compose(widget, "", letter)


def go(edit: QTextEdit, move: QTextCursor.MoveOperation, times: int = 1, *, selecting: bool = False) -> None:
    """Move the caret like the arrow keys."""
    cursor = edit.textCursor()
    mode = QTextCursor.MoveMode.KeepAnchor if selecting else QTextCursor.MoveMode.MoveAnchor
    cursor.movePosition(move, mode, times)
    edit.setTextCursor(cursor)


def compose(widget: QWidget, preedit: str, commit: str = "") -> None:
    """Send an input method event: a composition, or the committed text."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


def copy(text: str = "", html: str = "") -> None:
    """Put text and HTML on the clipboard."""
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def paste(widget: QWidget) -> None:
    """Press Ctrl+V."""
    press(widget, Key.Key_V, with_=CONTROL)


def paragraph(item_id: str, text: str = "") -> Paragraph:
    return Paragraph(id=item_id, text=text)


def bullets(list_id: str, **items: str) -> Bullets:
    return Bullets(id=list_id, items=tuple(Bullet(id=item_id, text=text) for item_id, text in items.items()))


def blocks_editor() -> BlocksEdit:
    """Return an editor that names new ids n1, n2 and so on; its initial empty line is n0."""
    numbers = count()
    return BlocksEdit("At a glance", make_id=lambda: f"n{next(numbers)}")


def outline(blocks: tuple[Block, ...]) -> list[str]:
    """Return `p1 text` for each paragraph and `l1/b1 - text` for each bullet."""
    lines = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(f"{block.id} {block.text}")
        else:
            lines += [f"{block.id}/{item.id} - {item.text}" for item in block.items]
    return lines


def drop(edit: QTextEdit | QLineEdit, data: QMimeData, place: QPointF) -> Qt.DropAction:
    """Drop data from another program, which offers to have it copied or moved. Return what the edit did."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(place, Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, data, left, none)
    event.setDropAction(Qt.DropAction.MoveAction)
    edit.dropEvent(event)
    return event.dropAction()


def close_and_delete(widget: QWidget) -> None:
    """Close and delete a widget immediately."""
    widget.close()
    shiboken6.delete(widget)

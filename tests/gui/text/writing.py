"""Short names for what a writer does, and for what a field then holds."""

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
    """The widget in a window that is open, with the focus."""
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
    """Type a text; a line end is Enter, and what no key has comes from an input method."""
    for letter in text:
        if letter == "\n":
            press(widget, Key.Key_Return)
        elif letter.isascii():
            QTest.keyClicks(widget, letter)
        else:
            compose(widget, "", letter)


def go(edit: QTextEdit, move: QTextCursor.MoveOperation, times: int = 1, *, selecting: bool = False) -> None:
    """Move the caret as the arrow keys do."""
    cursor = edit.textCursor()
    mode = QTextCursor.MoveMode.KeepAnchor if selecting else QTextCursor.MoveMode.MoveAnchor
    cursor.movePosition(move, mode, times)
    edit.setTextCursor(cursor)


def compose(widget: QWidget, preedit: str, commit: str = "") -> None:
    """What an input method sends while a word is composed, and when it is chosen."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


def copy(text: str = "", html: str = "") -> None:
    """Put something on the clipboard."""
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def paste(widget: QWidget) -> None:
    """Ctrl+V."""
    press(widget, Key.Key_V, with_=CONTROL)


def paragraph(item_id: str, text: str = "") -> Paragraph:
    return Paragraph(id=item_id, text=text)


def bullets(list_id: str, **items: str) -> Bullets:
    return Bullets(id=list_id, items=tuple(Bullet(id=item_id, text=text) for item_id, text in items.items()))


def blocks_editor() -> BlocksEdit:
    """An editor whose new ids are n1, n2 and so on; the empty line that it begins with is n0."""
    numbers = count()
    return BlocksEdit("At a glance", make_id=lambda: f"n{next(numbers)}")


def outline(blocks: tuple[Block, ...]) -> list[str]:
    """`p1 text` for a paragraph, `l1/b1 - text` for a bullet."""
    lines = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(f"{block.id} {block.text}")
        else:
            lines += [f"{block.id}/{item.id} - {item.text}" for item in block.items]
    return lines


def drop(edit: QTextEdit | QLineEdit, data: QMimeData, place: QPointF) -> None:
    """Drop something that comes from another program."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    edit.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, data, left, none))


def close_and_delete(widget: QWidget) -> None:
    """Close and delete a widget at once."""
    widget.close()
    shiboken6.delete(widget)

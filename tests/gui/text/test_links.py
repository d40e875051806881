"""Links: adding, editing, showing and opening them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.document.paths import ROOT
from editor.ui.look.look import Look, Scheme
from editor.ui.look.tokens import DARK, LIGHT
from editor.ui.text.inline_edit import InlineEdit
from editor.ui.text.link_bar import LinkBar, complete_address
from tests.gui.conftest import PATIENCE
from tests.gui.text.writing import (
    CONTROL,
    SHIFT,
    Key,
    Move,
    blocks_editor,
    bullets,
    go,
    outline,
    press,
    show_focused,
    write,
)


@pytest.fixture
def edit(qtbot: QtBot) -> InlineEdit:
    edit = show_focused(qtbot, InlineEdit("Text"))
    edit.set_text("see the notice of May")
    return edit


@pytest.fixture
def emitted(edit: InlineEdit) -> list[str]:
    found: list[str] = []
    edit.text_edited.connect(found.append)
    return found


def bar_of(edit: QWidget) -> LinkBar:
    (bar,) = edit.findChildren(LinkBar)
    return bar


def test_the_word_at_the_caret_becomes_a_link(edit: InlineEdit, emitted: list[str]) -> None:
    go(edit, Move.Right, 10)
    press(edit, Key.Key_K, with_=CONTROL)
    bar = bar_of(edit)
    assert bar.isVisible()
    assert bar.address.hasFocus()
    assert not bar.remove_button.isVisible()
    write(bar.address, "https://a.cn/x")
    press(bar.address, Key.Key_Return)
    assert emitted == ["see the [notice](https://a.cn/x) of May"]
    assert not bar.isVisible()
    assert edit.hasFocus()
    write(edit, "s")
    assert emitted[-1] == "see the [notice](https://a.cn/x)s of May"


def test_a_selection_becomes_a_link_without_its_spaces(edit: InlineEdit, emitted: list[str]) -> None:
    edit.select_text(ROOT, 3, 12)
    press(edit, Key.Key_K, with_=CONTROL)
    write(bar_of(edit).address, "www.gov.cn")
    QTest.mouseClick(bar_of(edit).apply_button, Qt.MouseButton.LeftButton)
    assert emitted == ["see [the notice](https://www.gov.cn) of May"]


def test_editing_and_removing_a_whole_link(edit: InlineEdit, emitted: list[str]) -> None:
    edit.set_text("see [the *notice*](https://a.cn) of")
    go(edit, Move.Right, 10)
    press(edit, Key.Key_K, with_=CONTROL)
    bar = bar_of(edit)
    assert bar.address.text() == "https://a.cn"
    write(bar.address, "desk@example.org")
    press(bar.address, Key.Key_Return)
    assert emitted[-1] == "see [the *notice*](mailto:desk@example.org) of"
    press(edit, Key.Key_Left, Key.Key_K)
    edit.select_text(ROOT, 5, 2)
    press(edit, Key.Key_K, with_=CONTROL)
    press(bar.address, Key.Key_Tab, Key.Key_Tab)
    assert bar.remove_button.hasFocus()
    press(bar.remove_button, Key.Key_Return)
    assert "](" not in emitted[-1]
    assert edit.hasFocus()


def test_escape_changes_nothing(edit: InlineEdit, emitted: list[str]) -> None:
    press(edit, Key.Key_K, with_=CONTROL)
    height = edit.sizeHint().height()
    write(bar_of(edit).address, "https://a.cn")
    press(bar_of(edit).address, Key.Key_Escape)
    assert edit.hasFocus()
    assert not bar_of(edit).isVisible()
    assert edit.sizeHint().height() < height
    assert emitted == []


def test_an_unsupported_address_is_rejected_in_the_bar(edit: InlineEdit, emitted: list[str]) -> None:
    press(edit, Key.Key_K, with_=CONTROL)
    bar = bar_of(edit)
    write(bar.address, "javascript:alert(1)")
    press(bar.address, Key.Key_Return)
    assert bar.isVisible()
    assert bar.note.isVisible()
    assert emitted == []
    press(bar.address, Key.Key_Backspace)
    assert not bar.note.isVisible()


def test_keys_in_the_bar_never_reach_the_text(edit: InlineEdit, emitted: list[str]) -> None:
    go(edit, Move.End)
    press(edit, Key.Key_K, with_=CONTROL)
    bar = bar_of(edit)
    press(bar.address, Key.Key_Up, Key.Key_Down, Key.Key_PageDown)
    press(bar.apply_button, Key.Key_A, Key.Key_Backspace, Key.Key_Delete)
    assert edit.text() == "see the notice of May"
    assert emitted == []


def test_without_a_word_the_address_is_inserted(edit: InlineEdit, emitted: list[str]) -> None:
    edit.set_text("")
    press(edit, Key.Key_K, with_=CONTROL)
    write(bar_of(edit).address, "a@example.org")
    press(bar_of(edit).address, Key.Key_Return)
    assert emitted == ["[a@example.org](mailto:a@example.org)"]


def test_a_link_without_an_address_is_allowed(edit: InlineEdit, emitted: list[str]) -> None:
    go(edit, Move.Right, 10)
    press(edit, Key.Key_K, with_=CONTROL)
    press(bar_of(edit).address, Key.Key_Return)
    assert emitted == ["see the [notice]() of May"]
    formats = edit.document().firstBlock().textFormats()
    unfinished = formats[1].format
    assert unfinished.underlineStyle() == QTextCharFormat.UnderlineStyle.DashUnderline
    assert unfinished.foreground().color().name() == LIGHT.warning.lower()


def test_a_link_across_several_bullets(qtbot: QtBot) -> None:
    edit = show_focused(qtbot, blocks_editor())
    edit.set_blocks((bullets("l1", a="one", b="two"),))
    edit.selectAll()
    press(edit, Key.Key_K, with_=CONTROL)
    write(bar_of(edit).address, "a.cn")
    press(bar_of(edit).address, Key.Key_Return)
    assert outline(edit.blocks()) == ["l1/a - [one](https://a.cn)", "l1/b - [two](https://a.cn)"]


def test_the_bar_is_below_its_line_and_is_scrolled_into_view(edit: InlineEdit) -> None:
    edit.set_text(" ".join(["see the notice of May"] * 60))
    edit.setTextCursor(edit.cursorForPosition(QPoint(5, 5)))
    asked: list[QRect] = []
    edit.caret_moved.connect(asked.append)
    press(edit, Key.Key_K, with_=CONTROL)
    bar = bar_of(edit)
    line = edit.cursorRect().translated(edit.viewport().pos())
    assert line.bottom() < bar.y() < line.bottom() + line.height()
    assert asked[-1].contains(bar.geometry())
    go(edit, Move.End, 1)
    press(edit, Key.Key_K, with_=CONTROL)
    assert bar.geometry().bottom() <= edit.contentsRect().bottom()
    assert bar.y() > line.bottom() + 3 * line.height()


def test_leaving_the_bar_leaves_the_field(qtbot: QtBot) -> None:
    window, edit, line = QWidget(), InlineEdit("Text"), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(edit)
    column.addWidget(line)
    show_focused(qtbot, window)
    edit.setFocus()
    left: list[None] = []
    edit.left.connect(lambda: left.append(None))
    press(edit, Key.Key_K, with_=CONTROL)
    assert left == []
    line.setFocus()
    assert len(left) == 1
    assert not bar_of(edit).isVisible()


def test_the_bar_is_reached_by_tab(qtbot: QtBot) -> None:
    window, edit, line = QWidget(), InlineEdit("Text"), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(edit)
    column.addWidget(line)
    show_focused(qtbot, window)
    edit.setFocus()
    edit.set_text("[a](b)")
    press(edit, Key.Key_K, with_=CONTROL)
    reached = []
    for _ in range(3):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.append(focus)
        press(focus, Key.Key_Tab)
    bar = bar_of(edit)
    assert reached == [bar.address, bar.apply_button, bar.remove_button]
    assert line.hasFocus()
    press(line, Key.Key_Tab, with_=SHIFT)
    assert edit.hasFocus()


def point_at(edit: InlineEdit, position: int) -> QPoint:
    cursor = edit.textCursor()
    cursor.setPosition(position)
    return edit.cursorRect(cursor).center() + QPoint(2, 0)


def test_ctrl_click_opens_a_link(qtbot: QtBot, edit: InlineEdit) -> None:
    edit.set_text("see [the notice](https://a.cn) and [this]()")
    followed: list[str] = []
    edit.link_activated.connect(followed.append)
    for position, modifier in [(8, CONTROL), (8, Qt.KeyboardModifier.NoModifier), (1, CONTROL), (21, CONTROL)]:
        QTest.mouseClick(edit.viewport(), Qt.MouseButton.LeftButton, modifier, point_at(edit, position))
    assert followed == ["https://a.cn"]


@pytest.mark.parametrize(
    ("position", "expected"),
    [(8, "https://a.cn\nCtrl+click to open"), (21, "This link has no address."), (1, "")],
)
def test_the_tooltip_shows_the_address_of_a_link(qtbot: QtBot, edit: InlineEdit, position: int, expected: str) -> None:
    edit.set_text("see [the notice](https://a.cn) and [this]()")
    place = point_at(edit, position)
    help_event = QHelpEvent(QEvent.Type.ToolTip, place, edit.viewport().mapToGlobal(place))
    QApplication.sendEvent(edit.viewport(), help_event)
    assert QToolTip.text().startswith(expected)
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible(), timeout=PATIENCE)


def test_link_colours_follow_the_colour_scheme(edit: InlineEdit, look: Look) -> None:
    edit.set_text("[a](https://a.cn)")
    colours = []
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        look.apply(scheme, 100)
        (link,) = edit.document().firstBlock().textFormats()
        colours.append(link.format.foreground().color().name().upper())
    assert colours == [LIGHT.link, DARK.link]
    assert edit.text() == "[a](https://a.cn)"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" https://a.cn ", "https://a.cn"),
        ("HTTP://a.cn", "HTTP://a.cn"),
        ("gov.cn/a?b#c", "https://gov.cn/a?b#c"),
        ("localhost.test:8000/a", "https://localhost.test:8000/a"),
        ("a@b.cn", "mailto:a@b.cn"),
        ("mailto:a@b.cn", "mailto:a@b.cn"),
        ("", ""),
        ("no address", None),
        ("word", None),
        ("file:///etc/passwd", None),
        ("data:text/html,x", None),
        ("java\tscript:alert(1)", None),
        ("https://", None),
    ],
)
def test_completing_a_typed_address(typed: str, address: str | None) -> None:
    assert complete_address(typed) == address

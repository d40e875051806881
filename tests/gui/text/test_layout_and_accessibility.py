"""Automatic height, accessible names and context menus of the text inputs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.look.look import Look, Scheme
from editor.ui.text.blocks_edit import BlocksEdit
from editor.ui.text.inline_edit import InlineEdit
from editor.ui.text.line_edit import LineEdit
from editor.ui.text.lines_edit import LinesEdit
from tests.gui.conftest import PATIENCE
from tests.gui.text.writing import CONTROL, Key, blocks_editor, bullets, paragraph, press, show_focused, write

LONG = "A line that is long enough to be broken in a narrow field, and then once more. " * 3


def in_a_column(qtbot: QtBot, *fields: QWidget) -> QScrollArea:
    area, inside = QScrollArea(), QWidget()
    column = QVBoxLayout(inside)
    for field in fields:
        column.addWidget(field)
    column.addStretch()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    show_focused(qtbot, area)
    area.resize(500, 300)
    return area


def test_a_field_is_as_tall_as_its_text(qtbot: QtBot) -> None:
    edit = InlineEdit("Text")
    area = in_a_column(qtbot, edit)
    assert area.isVisible()
    low = edit.height()
    edit.set_text(LONG)
    qtbot.waitUntil(lambda: edit.height() > low, timeout=PATIENCE)
    assert edit.verticalScrollBar().maximum() == 0
    assert edit.height() == edit.sizeHint().height()
    edit.set_text("short")
    qtbot.waitUntil(lambda: edit.height() == low, timeout=PATIENCE)


def test_a_very_long_text_scrolls_inside(qtbot: QtBot) -> None:
    edit = blocks_editor()
    area = in_a_column(qtbot, edit)
    assert area.isVisible()
    edit.set_blocks((bullets("l1", **{f"b{number}": LONG for number in range(20)}),))
    qtbot.waitUntil(lambda: edit.verticalScrollBar().maximum() > 0, timeout=PATIENCE)
    assert edit.height() < 26 * 1.2 * edit.fontMetrics().lineSpacing()
    lines = 20 * 3 * edit.fontMetrics().lineSpacing()
    assert edit.height() < lines


def test_the_wheel_scrolls_the_form(qtbot: QtBot) -> None:
    fields = [InlineEdit(f"Text {number}") for number in range(12)]
    area = in_a_column(qtbot, *fields)
    fields[0].set_text(LONG)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0, timeout=PATIENCE)
    middle = fields[0].viewport().mapTo(area, fields[0].viewport().rect().center())
    QTest.wheelEvent(area.windowHandle(), QPointF(middle), QPoint(0, -120))
    assert area.verticalScrollBar().value() > 0


def test_a_larger_font_makes_the_field_taller(qtbot: QtBot, look: Look) -> None:
    edit = BlocksEdit("Comment")
    area = in_a_column(qtbot, edit)
    assert area.isVisible()
    edit.set_blocks((paragraph("p1", LONG), bullets("l1", a=LONG)))
    low = edit.sizeHint().height()
    blocks = edit.blocks()
    look.apply(Scheme.LIGHT, 200)
    qtbot.waitUntil(lambda: edit.sizeHint().height() > 2 * low, timeout=PATIENCE)
    assert edit.blocks() is blocks


def test_caret_moved_reports_the_caret_rectangle(qtbot: QtBot) -> None:
    edit = show_focused(qtbot, BlocksEdit("Comment"))
    with qtbot.waitSignal(edit.caret_moved, timeout=PATIENCE) as moved:
        write(edit, "a")
    first = moved.args[0]
    with qtbot.waitSignal(edit.caret_moved, timeout=PATIENCE) as moved:
        write(edit, "\n")
    assert moved.args[0].top() > first.top()
    assert edit.rect().contains(moved.args[0])


@pytest.mark.parametrize("kind", [InlineEdit, BlocksEdit, LineEdit, LinesEdit])
def test_a_field_exposes_its_name_and_text(
    qtbot: QtBot, kind: Callable[..., InlineEdit | BlocksEdit | LineEdit | LinesEdit]
) -> None:
    edit = show_focused(qtbot, kind("MERICS comment", description="What it means.", placeholder="For example"))
    write(edit, "words")
    reader = QAccessible.queryAccessibleInterface(edit)
    assert reader.text(QAccessible.Text.Name) == "MERICS comment"
    assert reader.text(QAccessible.Text.Description) == "What it means."
    assert reader.role() is QAccessible.Role.EditableText
    text = reader.textInterface()
    assert text.text(0, text.characterCount()) == "words"
    assert reader.state().editable


def test_the_widgets_of_the_link_bar_have_accessible_names(qtbot: QtBot) -> None:
    edit = show_focused(qtbot, InlineEdit("Text"))
    edit.set_text("[a](b)")
    press(edit, Key.Key_K, with_=CONTROL)
    names = [QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name) for part in edit._bar.parts]  # type: ignore[union-attr]
    assert names == ["Link address", "Apply link address", "Remove link"]


@pytest.mark.parametrize("kind", [InlineEdit, BlocksEdit, LineEdit])
def test_the_context_menu_enables_what_is_possible(
    qtbot: QtBot, kind: Callable[[str], InlineEdit | BlocksEdit | LineEdit]
) -> None:
    edit = show_focused(qtbot, kind("Field"))
    write(edit, "words")
    QApplication.clipboard().clear()

    def enabled_actions() -> list[str]:
        menu = edit.context_menu()
        names = [action.text() for action in menu.actions() if action.isEnabled() and action.text()]
        menu.deleteLater()
        return names

    assert "Cut" not in enabled_actions()
    assert "Undo" not in enabled_actions()
    edit.selectAll()
    QApplication.clipboard().setText("x")
    assert {"Cut", "Copy", "Paste", "Select All"} <= set(enabled_actions())
    edit.setReadOnly(True)
    assert [name for name in enabled_actions() if name in ("Cut", "Copy", "Paste", "Bold")] == ["Copy"]
